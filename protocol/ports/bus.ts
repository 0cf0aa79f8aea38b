import type { DomainEvent } from '../../domain/incident/domain-event.ts';

/** Where domain events go: other programs subscribe there. */
export interface EventBus {
  /** Throws when the bus refuses any of them. */
  emit(events: readonly DomainEvent[]): Promise<void>;
}

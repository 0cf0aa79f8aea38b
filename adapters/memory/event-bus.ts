import type { DomainEvent } from '../../domain/incident/domain-event.ts';
import type { EventBus } from '../../protocol/ports/bus.ts';
import { copy } from './copy.ts';

/** A bus that keeps what was emitted, repeats included. */
export interface MemoryEventBus extends EventBus {
  readonly emitted: DomainEvent[];
}

export const createMemoryEventBus = (): MemoryEventBus => {
  const emitted: DomainEvent[] = [];
  return {
    emitted,
    emit: async (events) => {
      emitted.push(...copy(events));
    },
  };
};

import { describe, expect, test } from 'vitest';
import type { DomainEvent } from '../../domain/incident/domain-event.ts';
import type { EventBus } from '../../protocol/ports/bus.ts';
import { T0 } from './sample-records.ts';

export interface BusUnderTest {
  readonly bus: EventBus;
  /** Ids of what was emitted, in order. */
  emitted(): Promise<readonly string[]>;
}

export const sampleEvent = (id: string): DomainEvent => ({
  id,
  type: 'incident.opened',
  atMs: T0,
  by: 'tocsin',
  reason: 'opened',
  incident: {
    id: 'k7q1-1',
    title: 'checkout-5xx',
    status: 'investigating',
    severity: 'SEV2',
    scenario: 'outage',
    service: 'checkout',
    episode: 1,
    openedAtMs: T0,
  },
});

/** What every EventBus keeps to. */
export const describeEventBus = (name: string, make: () => Promise<BusUnderTest>): void => {
  describe(`${name}: event bus`, () => {
    test.each([0, 1, 10, 11, 25])('%i events are emitted, each once, in order', async (count) => {
      const { bus, emitted } = await make();
      const ids = Array.from({ length: count }, (_, n) => `k7q1-1@1#${n}`);
      await bus.emit(ids.map(sampleEvent));
      expect(await emitted()).toEqual(ids);
    });
  });
};

import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../kernel/json.ts';
import { arnOf, type Place } from '../kernel/place.ts';
import type { RuleSpec } from '../template/stack.ts';
import type { Loop } from './queue-poller.ts';

const scheduledEvent = (rule: RuleSpec, place: Place): JsonObject => ({
  version: '0',
  id: randomUUID(),
  'detail-type': 'Scheduled Event',
  source: 'aws.events',
  account: place.accountId,
  time: `${new Date().toISOString().slice(0, 19)}Z`,
  region: place.region,
  resources: [arnOf(place, 'events', `rule/${rule.name}`)],
  detail: {},
});

export interface ScheduleOptions {
  readonly rule: RuleSpec;
  readonly everyMs: number;
  readonly place: Place;
  readonly fire: (event: JsonObject) => Promise<void>;
  readonly print: (line: string) => void;
}

/** Fires a schedule's rule at its rate, the first time at once: what came due while the host was off is caught up. */
export const startSchedule = ({ rule, everyMs, place, fire, print }: ScheduleOptions): Loop => {
  const running = new Set<Promise<void>>();
  const run = (): void => {
    const one = fire(scheduledEvent(rule, place))
      .catch((error: unknown) => print(`WARN schedule ${rule.name}: ${String(error)}`))
      .finally(() => running.delete(one));
    running.add(one);
  };
  const timer = setInterval(run, everyMs);
  run();
  return {
    stop: async () => {
      clearInterval(timer);
      await Promise.all(running);
    },
  };
};

import { expect, test } from 'vitest';
import { type Clock, unaffected } from '../../../domain/clocks/clock.ts';
import { dueNow, nextDeadlineMs, nextDue } from '../../../domain/clocks/next-due.ts';
import { configured, createWorld, MINUTE, SECOND, START } from '../../behaviour/world.ts';

const configuration = configured();

const clockAt = (atMs: number): Clock => ({
  name: `at ${atMs}`,
  dueAtMs: () => atMs,
  needs: [],
  run: () => {},
  on: unaffected,
});

const waitingFor = (...times: number[]) => ({ nowMs: START, configuration, clocks: times.map(clockAt) });

const opened = async () => {
  const world = createWorld(configuration);
  await world.alarm('errors', { severity: 'SEV3' });
  return world.incident();
};

test('what is at most a second away is due', async () => {
  const due = dueNow(await opened(), waitingFor(START + SECOND, START + SECOND + 1));
  expect(due.map(({ atMs }) => atMs)).toEqual([START + SECOND]);
});

test('a failing decision waits for its retry, which decides on everything that is due', async () => {
  const incident = await opened();
  const failingUntil = (retryAtMs: number) => ({ ...incident, failing: { times: 1, retryAtMs } });
  expect(dueNow(failingUntil(START + SECOND + 1), waitingFor(START))).toEqual([]);
  expect(dueNow(failingUntil(START + SECOND), waitingFor(START))).toHaveLength(1);
  expect(nextDeadlineMs(failingUntil(START + MINUTE), waitingFor(START))).toBe(START + MINUTE);
});

test('the next moment is that of the first deadline or effect, and there is none where neither is left', async () => {
  const incident = await opened();
  const owed = { slot: { kind: 'slot', dueAtMs: START + MINUTE, attempts: 0 } } as const;
  expect(nextDue({ ...incident, outbox: owed }, waitingFor())).toEqual({ atMs: START + MINUTE });
  expect(nextDue({ ...incident, outbox: owed }, waitingFor(START, START + SECOND))).toEqual({ atMs: START });
  expect(nextDue({ ...incident, outbox: {} }, waitingFor(START + SECOND))).toEqual({ atMs: START + SECOND });
  expect(nextDue({ ...incident, outbox: {} }, waitingFor())).toBeUndefined();
});

import { beforeAll, describe, expect, test } from 'vitest';
import { firesAfterS, type Minutes } from './fixture/cloudwatch.ts';
import { ageOfFailing, ageOfWaiting, sampled } from './fixture/sqs-metrics.ts';
import { readStack, type Stack } from './fixture/stack.ts';
import { idIn } from './fixture/template.ts';

/** The fault is told of within so many seconds. */
const IN_TIME_S = 300;

let stack: Stack;

beforeAll(async () => {
  stack = await readStack();
}, 120_000);

/** Every second of a minute in which the fault may begin. */
const seconds = Array.from({ length: 60 }, (_, second) => second);

/** Seconds from the fault to the alarm, at the worst of all moments at which fault and sampling may lie in a minute. */
const worstS = (id: string, toldOf: (faultS: number, sampledS: number) => Minutes): number =>
  Math.max(
    ...seconds.flatMap((faultS) =>
      seconds.map((sampledS) => {
        const firedS = firesAfterS(stack.found(id), toldOf(faultS, sampledS));
        return firedS === undefined ? Number.POSITIVE_INFINITY : firedS - faultS;
      }),
    ),
  );

const visibilityOf = (queue: string): number => Number(stack.found(queue).Properties['VisibilityTimeout']);

/** A count by the minute from a fault on: of what happens in each minute, or nothing at all. */
const from =
  (count: (minute: number) => number | undefined): ((faultS: number) => Minutes) =>
  () =>
  (minute) =>
    minute < 0 ? 0 : count(minute);

/** The faults that the essential alarms stand for, each with what AWS then tells of its metric. */
const faults: readonly (readonly [string, string, (faultS: number, sampledS: number) => Minutes])[] = [
  [
    'an event fails in ingest-alarm, again and again',
    'IntakeLateAlarm',
    (faultS, sampledS) => sampled(sampledS, ageOfFailing(faultS, visibilityOf('IntakeQueue'))),
  ],
  [
    'nobody takes events from the intake queue',
    'IntakeLateAlarm',
    (faultS, sampledS) => sampled(sampledS, ageOfWaiting(faultS)),
  ],
  [
    'the fallback cannot be reached: a raw page fails, again and again',
    'IntakeDeadLateAlarm',
    (faultS, sampledS) => sampled(sampledS, ageOfFailing(faultS, visibilityOf('IntakeDeadQueue'))),
  ],
  [
    'nobody takes events that wait to be paged raw',
    'IntakeDeadLateAlarm',
    (faultS, sampledS) => sampled(sampledS, ageOfWaiting(faultS)),
  ],
  ...['UndecidedDeadNotEmptyAlarm', 'TimersDeadNotEmptyAlarm', 'UndeliveredNotEmptyAlarm'].map(
    (id) =>
      [
        'a message is given up',
        id,
        // Active, as the sweep keeps them: a value each minute.
        (faultS: number, sampledS: number): Minutes => sampled(sampledS, (atS) => (atS >= faultS ? 1 : 0)),
      ] as const,
  ),
  [
    'the sweep is not run any more',
    'SweepStoppedAlarm',
    // The last run may lie in the minute of the fault.
    () => (minute) => (minute <= 0 ? 1 : undefined),
  ],
  ['each sweep fails', 'SweepDueErrorsAlarm', from((minute) => (minute >= 1 ? 1 : 0))],
  [
    'each request fails, and somebody tries once a minute',
    'ApiFailingAlarm',
    from((minute) => (minute >= 1 ? 1 : undefined)),
  ],
  [
    'SNS fails to reach the last audience',
    'FallbackUndeliveredAlarm',
    from((minute) => (minute === 0 ? 1 : undefined)),
  ],
  [
    'SMS cost more than 80 % of the limit',
    'SmsSpendAlarm',
    from((minute) => (minute === 0 ? 0.81 : undefined)),
  ],
];

test.each(faults)('%s: %s tells of it within five minutes', (_fault, id, toldOf) => {
  expect(worstS(id, toldOf)).toBeLessThanOrEqual(IN_TIME_S);
});

test('every alarm of the stack is one of these', () => {
  expect([...new Set(faults.map(([, id]) => id))].sort()).toEqual(
    stack
      .alarms()
      .map(([id]) => id)
      .sort(),
  );
});

describe('what rings nobody', () => {
  const ringsEver = (id: string, toldOf: (faultS: number, sampledS: number) => Minutes): boolean =>
    seconds.some((faultS) => Number.isFinite(firesAfterS(stack.found(id), toldOf(faultS, 30)) ?? Number.NaN));

  test('a burst of failed requests of a minute, wherever it lies', () => {
    const burst = (faultS: number) => (minute: number) =>
      minute === 0 || (minute === 1 && faultS > 0) ? 40 : undefined;
    expect(ringsEver('ApiFailingAlarm', burst)).toBe(false);
  });

  test('runs of the sweep that are nearly two minutes apart', () => {
    expect(ringsEver('SweepStoppedAlarm', () => (minute) => (minute % 2 === 0 ? 1 : undefined))).toBe(false);
  });

  test('a queue that is read in time', () => {
    for (const id of ['IntakeLateAlarm', 'IntakeDeadLateAlarm'])
      expect(ringsEver(id, () => () => 5)).toBe(false);
  });
});

describe('the semantics that make the difference', () => {
  test('messages in flight are not visible: their number would not tell that the fallback cannot be reached', () => {
    const late = stack.found('IntakeDeadLateAlarm');
    const counted = { ...late, Properties: { ...late.Properties, Threshold: 0 } };
    expect(firesAfterS(counted, () => 0)).toBeUndefined();
  });

  test('a queue that nobody reads tells nothing for a quarter of an hour, unless the sweep keeps it active', () => {
    const inactive: Minutes = (minute) => (minute < 15 ? undefined : 1);
    expect(firesAfterS(stack.found('UndecidedDeadNotEmptyAlarm'), inactive)).toBeGreaterThan(900);
    const kept = JSON.stringify(stack.found('SweepDueLambdaFunction').Properties['Environment'] ?? {});
    const quiet = stack
      .alarms()
      .filter(([, { Properties }]) => String(Properties['MetricName']).endsWith('MessagesVisible'))
      .map(([id]) => id.replace(/NotEmptyAlarm$/, 'Queue'));
    expect(quiet).toHaveLength(3);
    for (const queue of quiet) expect(kept).toContain(`{"Ref":"${idIn({ Ref: queue })}"}`);
  });

  test('what is missing waits for older data to leave the range: silence is told of in time by zeros alone', () => {
    const stopped = stack.found('SweepStoppedAlarm');
    const { Metrics: _, ...unfilled } = stopped.Properties;
    const toldOf: Minutes = (minute) => (minute <= 0 ? 1 : undefined);
    const plain = { ...stopped, Properties: { ...unfilled, Period: 60 } };
    expect(firesAfterS(plain, toldOf)).toBeGreaterThan(IN_TIME_S);
  });

  test('a message that failed three times is left out of the age: a threshold beyond that never tells', () => {
    const late = stack.found('IntakeLateAlarm');
    const later = { ...late, Properties: { ...late.Properties, Threshold: 240 } };
    expect(firesAfterS(later, sampled(0, ageOfFailing(0, visibilityOf('IntakeQueue'))))).toBeUndefined();
  });
});

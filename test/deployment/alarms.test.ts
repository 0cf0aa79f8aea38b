import { beforeAll, expect, test } from 'vitest';
import { dimension, readStack, type Stack } from './fixture/stack.ts';
import { at, idIn } from './fixture/template.ts';

let stack: Stack;

beforeAll(async () => {
  stack = await readStack();
}, 120_000);

test('every alarm of the stack goes to the watch topic and to nothing else', () => {
  expect(stack.alarms().length).toBeGreaterThan(5);
  for (const [, { Properties }] of stack.alarms())
    expect(Properties['AlarmActions']).toEqual([{ Ref: 'WatchTopic' }]);
});

test('every alarm has the name by which intake knows the stack as itself', () => {
  for (const [, { Properties }] of stack.alarms()) expect(Properties['AlarmName']).toMatch(/^tocsin-dev-/);
  for (const [, fn] of stack.functions()) {
    expect(at(fn.Properties, 'Environment', 'Variables', 'OWN_ALARM_PREFIX')).toBe('tocsin-dev-');
  }
});

test('a sweep that no longer runs is an alarm, though it sends no data', () => {
  const stopped = stack.found('SweepStoppedAlarm').Properties;
  expect(at(stopped, 'Metrics', 0, 'Expression')).toBe('FILL(counted, 0)');
  expect(stopped['TreatMissingData']).toBe('breaching');
  expect(stopped['ComparisonOperator']).toBe('LessThanThreshold');
});

test('messages in a queue that nobody polls stay an alarm when their data ends', () => {
  const unpolled = stack
    .alarms()
    .filter(([, { Properties }]) => String(Properties['MetricName']).endsWith('Visible'));
  expect(unpolled).toHaveLength(3);
  for (const [, { Properties }] of unpolled) expect(Properties['TreatMissingData']).toBe('ignore');
});

test('an idle stack has at most the ten alarms that an account does not pay for', () => {
  expect(stack.alarms().length).toBeLessThanOrEqual(10);
});

test('every function that fails or is held back ends in an alarm', () => {
  const watched = (id: string) => stack.found(id).Properties['MetricName'];
  // ingest-alarm: its queue grows old, or ends in the dead letters; page-undecided and run-timer: in theirs.
  expect(watched('IntakeLateAlarm')).toBe('ApproximateAgeOfOldestMessage');
  expect(watched('IntakeDeadLateAlarm')).toBe('ApproximateAgeOfOldestMessage');
  for (const id of ['UndecidedDeadNotEmptyAlarm', 'TimersDeadNotEmptyAlarm'])
    expect(watched(id)).toBe('ApproximateNumberOfMessagesVisible');
  expect(watched('SweepDueErrorsAlarm')).toBe('Errors');
  expect(watched('ApiFailingAlarm')).toBe('5xx');
  expect(stack.found('ApiFailingAlarm').Properties['Dimensions']).toEqual([
    { Name: 'ApiId', Value: { Ref: 'HttpApi' } },
  ]);
});

test('what SNS gives up on delivering to a contact is kept, and an alarm tells of it', () => {
  expect(stack.contacts().length).toBeGreaterThan(10);
  for (const [, { Properties }] of stack.contacts())
    expect(idIn(at(Properties, 'RedrivePolicy', 'deadLetterTargetArn'))).toBe('UndeliveredQueue');
  expect(dimension(stack.found('UndeliveredNotEmptyAlarm'), 'QueueName')).toBe('tocsin-dev-undelivered');
  expect(dimension(stack.found('FallbackUndeliveredAlarm'), 'TopicName')).toBe('tocsin-dev-fallback');
});

test('the contacts of the fallback audience receive every one of them, unfiltered', () => {
  const of = (topic: string) =>
    stack
      .contacts()
      .filter(([, { Properties }]) => idIn(Properties['TopicArn']) === topic)
      .map(([, { Properties }]) => Properties);
  expect(of('WatchTopic').map(({ Endpoint }) => Endpoint)).toEqual(
    of('FallbackTopic').map(({ Endpoint }) => Endpoint),
  );
  expect(of('WatchTopic').length).toBeGreaterThan(0);
  for (const contact of of('WatchTopic')) expect(contact['FilterPolicy']).toBeUndefined();
});

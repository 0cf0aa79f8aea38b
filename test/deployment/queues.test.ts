import { beforeAll, expect, test } from 'vitest';
import { deadLettersOf, dimension, readStack, type Stack } from './fixture/stack.ts';
import { at, idIn, listAt } from './fixture/template.ts';

let stack: Stack;

beforeAll(async () => {
  stack = await readStack();
}, 120_000);

test('every queue that a function reads has a dead-letter queue', () => {
  expect(stack.sources()).toHaveLength(4);
  for (const [, { Properties }] of stack.sources()) {
    const queue = stack.found(idIn(Properties['EventSourceArn']));
    const dead = idIn(at(queue.Properties, 'RedrivePolicy', 'deadLetterTargetArn'));
    expect(stack.found(dead).Type).toBe('AWS::SQS::Queue');
  }
});

test('every queue of dead letters that a page can end in has an alarm: on age where a function reads it, on its first message elsewhere', () => {
  const watchedBy = (metric: string) =>
    stack
      .alarms()
      .filter(([, alarm]) => alarm.Properties['MetricName'] === metric)
      .map(([, alarm]) => dimension(alarm, 'QueueName'));
  const polled = stack.sources().map(([, { Properties }]) => idIn(Properties['EventSourceArn']));
  const dead = [...stack.resources('AWS::SQS::Queue'), ...stack.resources('AWS::SNS::Subscription')].flatMap(
    ([, resource]) => deadLettersOf(resource) ?? [],
  );
  expect(new Set(dead).size).toBe(5);
  // What is not examined pages nobody later, and is asked for again: its alarm is a diagnostic one.
  for (const id of dead.filter((each) => each !== 'TriageDeadQueue')) {
    const metric = polled.includes(id)
      ? 'ApproximateAgeOfOldestMessage'
      : 'ApproximateNumberOfMessagesVisible';
    expect(watchedBy(metric)).toContain(stack.found(id).Properties['QueueName']);
  }
});

test('a message is given up after five receptions at the earliest: a throttled invocation counts as one', () => {
  const policies = stack
    .resources('AWS::SQS::Queue')
    .flatMap(([, { Properties }]) =>
      Properties['RedrivePolicy'] === undefined ? [] : [at(Properties, 'RedrivePolicy', 'maxReceiveCount')],
    );
  expect(policies).toHaveLength(4);
  for (const count of policies) expect(Number(count)).toBeGreaterThanOrEqual(5);
});

test('whoever sends to a queue is made after the policy that lets it in', () => {
  const senders: readonly (readonly [string, readonly string[]])[] = [
    ...stack
      .rulesToIntake()
      .map(([id]): [string, string[]] => [id, ['IntakeQueuePolicy', 'IntakeDeadQueuePolicy']]),
    ['AlarmsToIntake', ['IntakeQueuePolicy', 'IntakeDeadQueuePolicy']],
    ['TriageRule', ['TriageQueuePolicy', 'TriageDeadQueuePolicy']],
    ...stack.contacts().map(([id]): [string, string[]] => [id, ['UndeliveredQueuePolicy']]),
  ];
  expect(senders.length).toBeGreaterThan(20);
  for (const [id, policies] of senders) expect(stack.found(id).DependsOn).toEqual(policies);
});

test('a policy names nothing that would have to be made before it', () => {
  for (const [, { Properties }] of stack.resources('AWS::SQS::QueuePolicy')) {
    for (const statement of listAt(Properties, 'PolicyDocument', 'Statement')) {
      const source = at(statement, 'Condition', 'ArnLike', 'aws:SourceArn', 'Fn::Sub');
      expect(source).toMatch(
        /^arn:\$\{AWS::Partition\}:(events|sns):\$\{AWS::Region\}:\$\{AWS::AccountId\}:/,
      );
      // A rule of the stack's own bus has the bus's name before its own.
      expect(source).toMatch(/:(rule\/)?(tocsin-dev\/)?tocsin-dev-(\*|alarms|triage)$/);
    }
  }
});

test('a message stays hidden at least six times as long as its function may run', () => {
  for (const [, { Properties }] of stack.sources()) {
    const queue = stack.found(idIn(Properties['EventSourceArn']));
    const fn = stack.found(idIn(Properties['FunctionName']));
    expect(Number(queue.Properties['VisibilityTimeout'])).toBeGreaterThanOrEqual(
      Number(fn.Properties['Timeout']) * 6,
    );
  }
});

test('one bad record never costs its batch: every source reports its failures one by one', () => {
  for (const [, { Properties }] of stack.sources()) {
    expect(Properties['FunctionResponseTypes']).toEqual(['ReportBatchItemFailures']);
  }
});

test('dead letters are kept longer than the queue they come from keeps its messages', () => {
  for (const [, { Properties }] of stack.resources('AWS::SQS::Queue')) {
    const dead = at(Properties, 'RedrivePolicy', 'deadLetterTargetArn');
    if (dead === undefined) continue;
    const kept = Number(stack.found(idIn(dead)).Properties['MessageRetentionPeriod']);
    expect(kept).toBeGreaterThan(Number(Properties['MessageRetentionPeriod']));
  }
});

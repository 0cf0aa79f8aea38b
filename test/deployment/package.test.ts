import { beforeAll, describe, expect, test } from 'vitest';
import { makePackage, type Package, phone } from './fixture/package.ts';
import { at, idIn, listAt, ofType, type Part, type TemplateResource } from './fixture/template.ts';

let stack: Package;

beforeAll(async () => {
  stack = await makePackage();
}, 120_000);

const resources = (type: string) => ofType(stack.template, type);
const functions = () => resources('AWS::Lambda::Function');
const sources = () => resources('AWS::Lambda::EventSourceMapping');
const alarms = () => resources('AWS::CloudWatch::Alarm');
const found = (id: string): TemplateResource => {
  const resource = stack.template.Resources[id];
  if (resource === undefined) throw new Error(`The template has no ${id}`);
  return resource;
};
const dimension = (alarm: TemplateResource, name: string): Part =>
  at(
    listAt(alarm.Properties, 'Dimensions').find((each) => at(each, 'Name') === name),
    'Value',
  );

describe('queues', () => {
  test('every queue that a function reads has a dead-letter queue', () => {
    expect(sources()).toHaveLength(3);
    for (const [, { Properties }] of sources()) {
      const queue = found(idIn(Properties['EventSourceArn']));
      const dead = idIn(at(queue.Properties, 'RedrivePolicy', 'deadLetterTargetArn'));
      expect(found(dead).Type).toBe('AWS::SQS::Queue');
    }
  });

  test('every queue of dead letters has an alarm on its first message', () => {
    const watched = alarms()
      .filter(([, alarm]) => alarm.Properties['MetricName'] === 'ApproximateNumberOfMessagesVisible')
      .map(([, alarm]) => dimension(alarm, 'QueueName'));
    const dead = [...resources('AWS::SQS::Queue'), ...resources('AWS::SNS::Subscription')].flatMap(
      ([, { Properties }]) => {
        const target = at(Properties, 'RedrivePolicy', 'deadLetterTargetArn');
        return target === undefined ? [] : [idIn(target)];
      },
    );
    expect(new Set(dead).size).toBe(4);
    for (const id of dead) expect(watched).toContain(found(id).Properties['QueueName']);
  });

  test('a message stays hidden at least six times as long as its function may run', () => {
    for (const [, { Properties }] of sources()) {
      const queue = found(idIn(Properties['EventSourceArn']));
      const fn = found(idIn(Properties['FunctionName']));
      expect(Number(queue.Properties['VisibilityTimeout'])).toBeGreaterThanOrEqual(
        Number(fn.Properties['Timeout']) * 6,
      );
    }
  });

  test('one bad record never costs its batch: every source reports its failures one by one', () => {
    for (const [, { Properties }] of sources()) {
      expect(Properties['FunctionResponseTypes']).toEqual(['ReportBatchItemFailures']);
    }
  });

  test('dead letters are kept longer than the queue they come from keeps its messages', () => {
    for (const [, { Properties }] of resources('AWS::SQS::Queue')) {
      const dead = at(Properties, 'RedrivePolicy', 'deadLetterTargetArn');
      if (dead === undefined) continue;
      const kept = Number(found(idIn(dead)).Properties['MessageRetentionPeriod']);
      expect(kept).toBeGreaterThan(Number(Properties['MessageRetentionPeriod']));
    }
  });
});

describe('alarms', () => {
  test('every alarm of the stack goes to the watch topic and to nothing else', () => {
    expect(alarms().length).toBeGreaterThan(5);
    for (const [, { Properties }] of alarms())
      expect(Properties['AlarmActions']).toEqual([{ Ref: 'WatchTopic' }]);
  });

  test('every alarm has the name by which intake knows the stack as itself', () => {
    for (const [, { Properties }] of alarms()) expect(Properties['AlarmName']).toMatch(/^tocsin-dev-/);
    for (const [, fn] of functions()) {
      expect(at(fn.Properties, 'Environment', 'Variables', 'OWN_ALARM_PREFIX')).toBe('tocsin-dev-');
    }
  });

  test('a sweep that no longer runs is an alarm, though it sends no data', () => {
    const stopped = found('SweepStoppedAlarm').Properties;
    expect(stopped['TreatMissingData']).toBe('breaching');
    expect(stopped['ComparisonOperator']).toBe('LessThanThreshold');
  });

  test('an idle stack has at most the ten alarms that an account does not pay for', () => {
    expect(alarms().length).toBeLessThanOrEqual(10);
  });

  test('every function that fails or is held back ends in an alarm', () => {
    const watched = (id: string) => found(id).Properties['MetricName'];
    // ingest-alarm: its queue grows old, or ends in the dead letters; page-undecided and run-timer: in theirs.
    expect(watched('IntakeLateAlarm')).toBe('ApproximateAgeOfOldestMessage');
    for (const id of ['IntakeDeadNotEmptyAlarm', 'UndecidedDeadNotEmptyAlarm', 'TimersDeadNotEmptyAlarm'])
      expect(watched(id)).toBe('ApproximateNumberOfMessagesVisible');
    expect(watched('SweepDueErrorsAlarm')).toBe('Errors');
    expect(watched('ApiFailingAlarm')).toBe('5xx');
    expect(found('ApiFailingAlarm').Properties['Dimensions']).toEqual([
      { Name: 'ApiId', Value: { Ref: 'HttpApi' } },
    ]);
  });

  test('what SNS gives up on delivering to a contact is kept, and an alarm tells of it', () => {
    const contacts = resources('AWS::SNS::Subscription').filter(([id]) => id !== 'AlarmsToIntake');
    expect(contacts.length).toBeGreaterThan(10);
    for (const [, { Properties }] of contacts)
      expect(idIn(at(Properties, 'RedrivePolicy', 'deadLetterTargetArn'))).toBe('UndeliveredQueue');
    const statement = at(found('UndeliveredQueuePolicy').Properties, 'PolicyDocument', 'Statement', 0);
    const letIn = listAt(statement, 'Condition', 'ArnEquals', 'aws:SourceArn').map(idIn);
    const topics = resources('AWS::SNS::Topic').map(([id]) => id);
    expect([...letIn].sort()).toEqual(topics.filter((id) => id !== 'AlarmsTopic').sort());
    expect(dimension(found('UndeliveredNotEmptyAlarm'), 'QueueName')).toBe('tocsin-dev-undelivered');
    expect(dimension(found('FallbackUndeliveredAlarm'), 'TopicName')).toBe('tocsin-dev-fallback');
  });

  test('the contacts of the fallback audience receive every one of them, unfiltered', () => {
    const contacts = (topic: string) =>
      resources('AWS::SNS::Subscription')
        .filter(([, { Properties }]) => idIn(Properties['TopicArn']) === topic)
        .map(([, { Properties }]) => Properties);
    expect(contacts('WatchTopic').map(({ Endpoint }) => Endpoint)).toEqual(
      contacts('FallbackTopic').map(({ Endpoint }) => Endpoint),
    );
    expect(contacts('WatchTopic').length).toBeGreaterThan(0);
    for (const contact of contacts('WatchTopic')) expect(contact['FilterPolicy']).toBeUndefined();
  });
});

describe('functions', () => {
  test('what wakes starts from at most 500 KB; what carries the schemas of the API or of events, from 550 KB', () => {
    expect(stack.bundles.size).toBe(5);
    const withSchemas = new Set(['serveApi', 'ingestAlarm']);
    for (const [name, code] of stack.bundles) {
      expect(Buffer.byteLength(code), name).toBeLessThanOrEqual(withSchemas.has(name) ? 550_000 : 500_000);
    }
  });

  test('no bundle and no environment holds a contact or a phone number (I10)', () => {
    const contacts = (protocol: string) =>
      resources('AWS::SNS::Subscription')
        .filter(([, { Properties }]) => Properties['Protocol'] === protocol)
        .map(([, { Properties }]) => String(Properties['Endpoint']));
    if (process.env['TOCSIN_PACKAGE_DIR'] === undefined) {
      expect(contacts('sms')).toContain(phone);
      expect(contacts('email').length).toBeGreaterThan(0);
    }
    const endpoints = ['sms', 'email', 'https'].flatMap(contacts);
    const texts = [...stack.bundles.values(), JSON.stringify(functions())];
    for (const text of texts) {
      for (const endpoint of endpoints) expect(text.includes(endpoint)).toBe(false);
      expect(text).not.toMatch(/["'`]\+[1-9]\d{6,14}["'`]/);
    }
  });

  test('all run on Node.js 24 and arm64', () => {
    expect(functions()).toHaveLength(5);
    for (const [, { Properties }] of functions()) {
      expect(Properties['Runtime']).toBe('nodejs24.x');
      expect(Properties['Architectures']).toEqual(['arm64']);
    }
  });

  test('a stack keeps its table when it is deleted', () => {
    expect(found('Table').DeletionPolicy).toBe('Retain');
  });
});

describe('event rules', () => {
  /** Operators of all conditions in a pattern. */
  const operators = (pattern: Part): readonly string[] => {
    if (Array.isArray(pattern)) return pattern.flatMap(operatorOf);
    return typeof pattern === 'object' && pattern !== null ? Object.values(pattern).flatMap(operators) : [];
  };
  const operatorOf = (condition: Part): readonly string[] =>
    typeof condition === 'object' && condition !== null ? Object.keys(condition) : ['exact'];

  const rules = () =>
    resources('AWS::Events::Rule').filter(([, { Properties }]) => 'EventPattern' in Properties);

  test('patterns use exact, prefix, exists and anything-but matching only', () => {
    expect(rules().length).toBeGreaterThan(10);
    for (const [, { Properties }] of rules()) {
      for (const operator of operators(Properties['EventPattern'])) {
        expect(['exact', 'prefix', 'exists', 'anything-but']).toContain(operator);
      }
    }
  });

  test('every rule sends to the intake queue, which lets it in; what cannot be delivered is paged raw', () => {
    const letIn = listAt(found('IntakeQueuePolicy').Properties, 'PolicyDocument', 'Statement').flatMap(
      (statement) => listAt(statement, 'Condition', 'ArnEquals', 'aws:SourceArn').map(idIn),
    );
    for (const [id, { Properties }] of rules()) {
      expect(idIn(at(Properties, 'Targets', 0, 'Arn'))).toBe('IntakeQueue');
      expect(idIn(at(Properties, 'Targets', 0, 'DeadLetterConfig', 'Arn'))).toBe('IntakeDeadQueue');
      expect(letIn).toContain(id);
    }
  });
});

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

  test('every queue either has dead letters or an alarm on its first message', () => {
    const watched = alarms()
      .filter(([, alarm]) => alarm.Properties['MetricName'] === 'ApproximateNumberOfMessagesVisible')
      .map(([, alarm]) => dimension(alarm, 'QueueName'));
    for (const [id, { Properties }] of resources('AWS::SQS::Queue')) {
      const isDead = resources('AWS::SQS::Queue').some(
        ([, other]) => idIn(at(other.Properties, 'RedrivePolicy', 'deadLetterTargetArn')) === id,
      );
      const hasDeadLetters = at(Properties, 'RedrivePolicy') !== undefined;
      if (isDead || !hasDeadLetters) expect(watched).toContain(Properties['QueueName']);
    }
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
    expect(alarms().length).toBeGreaterThan(20);
    for (const [, { Properties }] of alarms())
      expect(Properties['AlarmActions']).toEqual([{ Ref: 'WatchTopic' }]);
  });

  test('every alarm has the name by which intake knows the stack as itself', () => {
    for (const [, { Properties }] of alarms()) expect(Properties['AlarmName']).toMatch(/^tocsin-dev-/);
    for (const [, fn] of functions()) {
      expect(at(fn.Properties, 'Environment', 'Variables', 'OWN_ALARM_PREFIX')).toBe('tocsin-dev-');
    }
  });

  test('every function is watched for errors and for being throttled', () => {
    for (const [, { Properties }] of functions()) {
      const metrics = alarms()
        .filter(([, alarm]) => dimension(alarm, 'FunctionName') === Properties['FunctionName'])
        .map(([, alarm]) => alarm.Properties['MetricName']);
      expect(metrics).toEqual(expect.arrayContaining(['Errors', 'Throttles']));
    }
  });

  test('a sweep that no longer runs is an alarm, though it sends no data', () => {
    const stopped = found('SweepStoppedAlarm').Properties;
    expect(stopped['TreatMissingData']).toBe('breaching');
    expect(stopped['ComparisonOperator']).toBe('LessThanThreshold');
  });

  test('every topic is watched for contacts that SNS cannot reach', () => {
    const watched = alarms().map(([, alarm]) => dimension(alarm, 'TopicName'));
    const inward = resources('AWS::SNS::Topic').filter(([id]) => id !== 'AlarmsTopic');
    for (const [, { Properties }] of inward) expect(watched).toContain(Properties['TopicName']);
  });

  test('the lateness alarm reads what the filter takes from a field that run-timer logs', () => {
    const late = found('TimerLatenessAlarm').Properties;
    const filter = found('TimerLateness').Properties;
    expect(filter['LogGroupName']).toEqual({ Ref: 'RunTimerLogGroup' });
    expect(at(filter, 'MetricTransformations', 0, 'MetricNamespace')).toBe(late['Namespace']);
    expect(at(filter, 'MetricTransformations', 0, 'MetricName')).toBe(late['MetricName']);
    expect(at(filter, 'MetricTransformations', 0, 'MetricValue')).toBe('$.fields.lateMs');
    expect(stack.bundles.get('runTimer')).toContain('lateMs');
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
  test('what pages starts from at most 500 KB; the API, which carries its schemas, from 550 KB', () => {
    expect(stack.bundles.size).toBe(5);
    for (const [name, code] of stack.bundles) {
      expect(Buffer.byteLength(code), name).toBeLessThanOrEqual(name === 'serveApi' ? 550_000 : 500_000);
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

import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import tocsin from '../../package.json' with { type: 'json' };
import { copyProject, packageIn } from './fixture/package.ts';
import { setFull } from './fixture/settings.ts';
import { at, idIn, listAt, ofType, type Template, type TemplateResource } from './fixture/template.ts';

let folder: string;
let said: string;
let template: Template;

beforeAll(async () => {
  folder = copyProject();
  setFull(folder);
  const { code, output } = await packageIn(folder);
  if (code !== 0) throw new Error(output);
  said = output;
  template = JSON.parse(
    readFileSync(join(folder, '.serverless', 'cloudformation-template-update-stack.json'), 'utf8'),
  );
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('tocsin.yml is compiled once, by the plugin, whoever packages or deploys', () => {
  expect(said.match(/tocsin\.yml is valid:/g)).toHaveLength(1);
  expect([tocsin.scripts.package, tocsin.scripts.deploy]).toEqual([
    'serverless package',
    'serverless deploy',
  ]);
});

const properties = (id: string) => template.Resources[id]?.Properties;

test('concurrency is reserved for the function that the setting names, and for no other', () => {
  expect(properties('IngestAlarmLambdaFunction')?.['ReservedConcurrentExecutions']).toBe(5);
  expect(properties('RunTimerLambdaFunction')?.['ReservedConcurrentExecutions']).toBeUndefined();
});

test('the batches that an event source runs at once follow their setting', () => {
  const limits = ofType(template, 'AWS::Lambda::EventSourceMapping').flatMap(([, { Properties }]) => {
    const limit = at(Properties, 'ScalingConfig', 'MaximumConcurrency');
    return limit === undefined ? [] : [[idIn(Properties['EventSourceArn']), limit]];
  });
  expect(Object.fromEntries(limits)).toEqual({ IntakeQueue: 20, TriageQueue: 2 });
  expect(readFileSync('docs/operations.md', 'utf8')).toContain('`triageConcurrency` (2) at once');
});

test('of accounts that are listed, CloudWatch alone may send to the alarms topic', () => {
  const policy = properties('AlarmsTopicPolicy') ?? {};
  const [own, listed, ...more] = listAt(policy, 'PolicyDocument', 'Statement');
  expect(more).toEqual([]);
  expect(at(own, 'Condition')).toEqual({ StringEquals: { 'AWS:SourceOwner': { Ref: 'AWS::AccountId' } } });
  expect(at(listed, 'Principal')).toEqual({ Service: 'cloudwatch.amazonaws.com' });
  expect(at(listed, 'Action')).toBe('sns:Publish');
  expect(at(listed, 'Condition')).toEqual({
    StringEquals: { 'aws:SourceAccount': ['210987654321', '012345678901'] },
  });
});

test('with tracing on, every function traces and may send its traces', () => {
  for (const [, { Properties }] of ofType(template, 'AWS::Lambda::Function')) {
    expect(at(Properties, 'TracingConfig', 'Mode')).toBe('Active');
  }
  for (const [, role] of ofType(template, 'AWS::IAM::Role')) {
    expect(JSON.stringify(role.Properties)).toContain('xray:PutTraceSegments');
  }
});

test('with access logs on, the API writes them', () => {
  expect(at(properties('HttpApiStage'), 'AccessLogSettings', 'DestinationArn')).toBeDefined();
});

test('the alarm on SMS spending follows the limit of the account', () => {
  expect(properties('SmsSpendAlarm')?.['Threshold']).toBe(40);
});

const alarms = () => ofType(template, 'AWS::CloudWatch::Alarm').map(([, { Properties }]) => Properties);
const dimension = (alarm: TemplateResource['Properties'], name: string) =>
  at(
    listAt(alarm, 'Dimensions').find((each) => at(each, 'Name') === name),
    'Value',
  );

test('with diagnostic alarms, every function is watched for errors and for being throttled', () => {
  for (const [, { Properties }] of ofType(template, 'AWS::Lambda::Function')) {
    const metrics = alarms()
      .filter((alarm) => dimension(alarm, 'FunctionName') === Properties['FunctionName'])
      .map((alarm) => alarm['MetricName']);
    expect(metrics).toEqual(expect.arrayContaining(['Errors', 'Throttles']));
  }
});

test('with diagnostic alarms, messages that a function answers as failed are counted out of what it logs', () => {
  const reasonsIn = (file: string) => {
    const code = readFileSync(join(folder, 'functions', file), 'utf8');
    const reasons = [...code.matchAll(/note\('error', '([a-z-]+)'/g)].map(([, reason]) => reason);
    return [...new Set(reasons)].map((reason) => `$.reason = "${reason}"`);
  };
  const logged = {
    IngestAlarm: reasonsIn('ingest-alarm/take-in.ts'),
    RunTimer: reasonsIn('run-timer/run-timers.ts').filter((reason) => !reason.includes('unreadable')),
    PageUndecided: reasonsIn('page-undecided/page-raw.ts'),
    TriageIncident: reasonsIn('triage-incident/examine-incidents.ts').filter(
      (reason) => !reason.includes('unreadable'),
    ),
  };
  for (const [fn, reasons] of Object.entries(logged)) {
    const filter = properties(`${fn}Failures`);
    expect(filter?.['LogGroupName']).toEqual({ Ref: `${fn}LogGroup` });
    expect(filter?.['FilterPattern']).toBe(`{ ${reasons.join(' || ')} }`);
    const alarm = properties(`${fn}FailuresAlarm`);
    expect(alarm?.['Namespace']).toBe('tocsin-dev');
    expect(alarm?.['MetricName']).toBe(at(filter ?? {}, 'MetricTransformations', 0, 'MetricName'));
  }
});

test('with diagnostic alarms, every topic is watched for contacts that SNS cannot reach', () => {
  const watched = alarms().map((alarm) => dimension(alarm, 'TopicName'));
  const speaking = ofType(template, 'AWS::SNS::Topic').filter(([id]) => id !== 'AlarmsTopic');
  for (const [, { Properties }] of speaking) expect(watched).toContain(Properties['TopicName']);
});

test('with diagnostic alarms, every index is watched for being throttled', () => {
  const watched = alarms().map((alarm) => dimension(alarm, 'GlobalSecondaryIndexName'));
  for (const index of listAt(properties('Table') ?? {}, 'GlobalSecondaryIndexes'))
    expect(watched).toContain(at(index, 'IndexName'));
});

test('the lateness alarm reads what the filter takes from a field that run-timer logs', () => {
  const late = properties('TimerLatenessAlarm');
  const filter = properties('TimerLateness') ?? {};
  expect(filter['LogGroupName']).toEqual({ Ref: 'RunTimerLogGroup' });
  expect(at(filter, 'MetricTransformations', 0, 'MetricNamespace')).toBe(late?.['Namespace']);
  expect(at(filter, 'MetricTransformations', 0, 'MetricName')).toBe(late?.['MetricName']);
  expect(at(filter, 'MetricTransformations', 0, 'MetricValue')).toBe('$.fields.lateMs');
  const logged = readFileSync(join(folder, 'functions/run-timer/run-timers.ts'), 'utf8');
  expect(logged).toContain('lateMs');
});

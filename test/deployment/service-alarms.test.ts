import { describe, expect, test } from 'vitest';
import { parseConfiguration } from '../../config/parse.ts';
import { alarmKinds } from '../../config/schema/alarms.ts';
import { serviceResources } from '../../deployment/service-alarms/service-resources.ts';
import { classify } from '../../domain/classification/classify.ts';
import { correlate } from '../../domain/correlation/correlate.ts';
import type { Configuration } from '../../domain/kernel/configuration.ts';
import { parseIntake } from '../../events/intake/parse-intake.ts';
import { allows, statementsOf } from './deployer/policies.ts';
import { alarmEvent } from './fixture/alarm-event.ts';
import { expectedAlarms } from './fixture/expected-alarms.ts';
import { contactsOnly } from './fixture/settings.ts';
import { at, listAt, type TemplateResource } from './fixture/template.ts';
import { watchedService } from './fixture/watched-service.ts';

const name = 'tocsin-prod';
const ownAlarmPrefix = `${name}-`;

const read = (yaml: string) => {
  const parsed = parseConfiguration(`${contactsOnly}${yaml}`);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.mistakes));
  const configuration: Configuration = { ...parsed.configuration, ownAlarmPrefix };
  const made = Object.values(serviceResources(name, parsed.alarms));
  const alarms: TemplateResource[] = made.filter(({ Type }) => Type === 'AWS::CloudWatch::Alarm');
  return { configuration, made, alarms };
};

const nameOf = ({ Properties }: TemplateResource): string => String(Properties['AlarmName']);
const called = (alarms: readonly TemplateResource[], end: string): TemplateResource => {
  const found = alarms.find((alarm) => nameOf(alarm).endsWith(end));
  if (found === undefined) throw new Error(`No alarm ends in ${end}: ${alarms.map(nameOf).join(', ')}`);
  return found;
};

const incidentOf = (alarm: TemplateResource, value: number | undefined, configuration: Configuration) => {
  const context = { receivedAtMs: Date.UTC(2026, 10, 20, 3, 4, 15), ownAlarmPrefix, accounts: [] };
  const [transition] = parseIntake(JSON.stringify(alarmEvent(alarm, value)), context).transitions;
  if (transition === undefined) throw new Error(`${nameOf(alarm)} is no transition`);
  const verdict = classify(transition, configuration);
  if ('ignore' in verdict) throw new Error(`${nameOf(alarm)} is ignored: ${verdict.reason}`);
  const { service } = correlate(transition, verdict, configuration);
  return { severity: verdict.severity, scenario: verdict.scenario, rule: verdict.rule, service };
};

const { configuration, alarms, made } = read(watchedService.yaml);

describe('each alarm becomes the incident that the documents’ thresholds name', () => {
  test.each(expectedAlarms)('%s at %s is %s, %s, by %s', (end, value, severity, scenario, rule) => {
    expect(incidentOf(called(alarms, end), value, configuration)).toEqual({
      severity,
      scenario,
      rule,
      service: 'web shop',
    });
  });

  test('no kind of alarm is left out above', () => {
    const kinds = new Set(alarms.map((alarm) => nameOf(alarm).split('/')[2]));
    expect(kinds).toEqual(new Set(alarmKinds));
  });
});

describe('names', () => {
  test('are the stage’s, and none is taken for an alarm of the stack itself', () => {
    expect(new Set(alarms.map(nameOf)).size).toBe(alarms.length);
    for (const alarm of alarms) {
      expect(nameOf(alarm)).toMatch(/^tocsin-prod\/web shop\//);
      expect(nameOf(alarm).startsWith(ownAlarmPrefix)).toBe(false);
    }
  });

  test('a service that is called critical is not more severe for it, and another’s match takes no alarm away', () => {
    const { configuration: own, alarms: its } = read(`
services:
  - name: all
    match: [{ alarm: "*" }]
  - name: p1 critical
    match: [{ alarm: nothing }]
    alarms: true
    resources: { instances: [i-0f1e2d3c4b5a69788] }
`);
    expect(incidentOf(called(its, '/cpu/i-0f1e2d3c4b5a69788'), 97, own)).toMatchObject({
      severity: 'SEV3',
      service: 'p1 critical',
    });
  });

  test('a name that would be too long for CloudWatch is cut, and stays one of its own', () => {
    const long = (end: string) => `${'g'.repeat(250)}${end}`;
    const { alarms: two } = read(`
services:
  - name: ${'s'.repeat(60)}
    match: [{ alarm: x }]
    alarms: true
    resources: { autoScalingGroups: [${long('a')}, ${long('b')}] }
`);
    expect(new Set(two.map(nameOf)).size).toBe(2);
    for (const alarm of two) expect(nameOf(alarm).length).toBeLessThanOrEqual(255);
  });
});

test('whoever deploys the stage may make its alarms and dashboards, and none of another stage', () => {
  const account = '111122223333';
  const may = (stage: string, action: string, arn: string) =>
    allows(statementsOf('Deployer', stage, account), action, arn);
  for (const { Type, Properties } of made) {
    const [action, arn] = Type.endsWith('::Alarm')
      ? [
          'cloudwatch:PutMetricAlarm',
          `arn:aws:cloudwatch:eu-west-1:${account}:alarm:${Properties['AlarmName']}`,
        ]
      : [
          'cloudwatch:PutDashboard',
          `arn:aws:cloudwatch::${account}:dashboard/${Properties['DashboardName']}`,
        ];
    expect(may('prod', action, arn), arn).toBe(true);
    expect(may('test', action, arn), arn).toBe(false);
  }
});

test('both ways of an alarm’s life are told, and it says by a tag whose it is', () => {
  for (const { Properties } of alarms) {
    expect(Properties['AlarmActions']).toEqual([{ Ref: 'AlarmsTopic' }]);
    expect(Properties['OKActions']).toEqual([{ Ref: 'AlarmsTopic' }]);
    expect(Properties['Tags']).toEqual([{ Key: 'tocsin:service', Value: 'web shop' }]);
  }
});

test('one odd period rings nothing', () => {
  for (const { Properties } of alarms) expect(Number(Properties['DatapointsToAlarm'])).toBeGreaterThan(1);
});

test('silence is well where nothing is asked, failing where targets are gone, and unknown of databases and agents', () => {
  const treated = (end: string) => called(alarms, end).Properties['TreatMissingData'];
  expect(treated('availability/shop-web')).toBe('notBreaching');
  expect(treated('no-healthy-target/shop-web')).toBe('breaching');
  expect(treated('/cpu/i-0f1e2d3c4b5a69788')).toBe('notBreaching');
  expect(treated('/memory/i-0f1e2d3c4b5a69788')).toBe('missing');
  expect(treated('database-cpu/shop-orders')).toBe('missing');
});

describe('what a service may choose', () => {
  const service = (settings: string, resources: string) =>
    read(`
services:
  - name: shop
    match: [{ alarm: x }]
    alarms: true
    alarmSettings: { ${settings} }
    resources: { ${resources} }
`);

  test('limits of its own', () => {
    const { alarms: own } = service(
      'responseTime: 2s, availability: 99.5',
      'loadBalancers: [app/shop/4f1d2c3b5a697887]',
    );
    expect(called(own, 'response-time/shop').Properties['Threshold']).toBe(2);
    expect(called(own, 'availability/shop').Properties['Threshold']).toBe(99.5);
  });

  test('kinds that are not made, and no dashboard', () => {
    const { made: own } = service(
      'without: [availability, response-time], dashboard: false',
      'loadBalancers: [app/shop/4f1d2c3b5a697887]',
    );
    expect(own.map(({ Properties }) => Properties['AlarmName'])).toEqual([
      'tocsin-prod/shop/complete-outage/shop',
      'tocsin-prod/shop/error-rate/shop',
    ]);
  });

  test.each([
    ['net', 'AWS/NetworkELB'],
    ['gwy', 'AWS/GatewayELB'],
  ])('a load balancer %s/… knows targets, and no requests', (type, namespace) => {
    const { alarms: own } = service(
      '',
      `loadBalancers: [${type}/shop/4f1d2c3b5a697887], targetGroups: [targetgroup/shop/8c1f0e2d3b4a5968]`,
    );
    expect(own.map(nameOf)).toEqual(['tocsin-prod/shop/no-healthy-target/shop']);
    expect(own[0]?.Properties['Namespace']).toBe(namespace);
  });

  test('nothing is made of the CloudWatch agent’s metrics where nobody says that it runs', () => {
    const { alarms: own } = service('', 'autoScalingGroups: [shop]');
    expect(own.map(nameOf)).toEqual(['tocsin-prod/shop/cpu/shop']);
  });

  test('nothing at all, by default', () => {
    const { made: own } = read(
      'services: [{ name: a, match: [{ alarm: x }], resources: { instances: [i-1] } }]\n',
    );
    expect(own).toEqual([]);
  });
});

describe('the dashboard', () => {
  const dashboard: TemplateResource | undefined = made.find(({ Type }) => Type.endsWith('::Dashboard'));
  const body: unknown = JSON.parse(String(at(dashboard?.Properties, 'DashboardBody', 'Fn::Sub')));

  test('shows the state of every alarm of its service, and each one’s metric', () => {
    const text = JSON.stringify(body);
    for (const alarm of alarms) expect(text.split(`:alarm:${nameOf(alarm)}"`).length - 1).toBe(2);
    expect(dashboard?.Properties['DashboardName']).toMatch(/^tocsin-prod-web-shop-[\da-f]{8}$/);
  });

  test('lays widgets beside one another, never one over another', () => {
    const places = listAt(JSON.parse(JSON.stringify(body)), 'widgets').map(
      (widget) => `${at(widget, 'x')},${at(widget, 'y')}`,
    );
    expect(new Set(places).size).toBe(places.length);
  });
});

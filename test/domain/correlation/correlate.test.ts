import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaults } from '../../../config/schema/defaults.ts';
import { correlate } from '../../../domain/correlation/correlate.ts';
import type { Configuration } from '../../../domain/kernel/configuration.ts';
import { serviceText } from '../../../domain/kernel/service-text.ts';
import type { Transition } from '../../../domain/signal/signal.ts';
import { alarmNamed, alarmOn, classified, metric, raised } from '../classification/sample-signals.ts';

const of = (transition: Transition, configuration: Configuration = defaults) =>
  correlate(transition, classified(), configuration);
const serviceOf = (transition: Transition, configuration?: Configuration) =>
  of(transition, configuration).service;

/** Any code unit, lone surrogates and control characters too. */
const anyUnit = fc.nat(0xffff).map((code) => String.fromCharCode(code));

describe('the service', () => {
  const rule = { name: 'r', match: { alarm: 'shop*' }, service: 'by-rule' };
  const service = { name: 'by-service', match: [{ region: 'nowhere' }, { alarm: 'shop*' }] };
  const shop = raised({
    name: 'shop-1',
    tags: { 'tocsin:service': ' by-tag ' },
    metrics: [metric('AWS/RDS X', { DBInstanceIdentifier: 'orders' })],
  });

  test('is what a rule of the team says, then its services, then the tag, then the resource', () => {
    expect(serviceOf(shop, { ...defaults, rules: [rule], services: [service] })).toBe('by-rule');
    expect(serviceOf(shop, { ...defaults, services: [service] })).toBe('by-service');
    expect(serviceOf(shop)).toBe('by-tag');
    expect(serviceOf({ ...shop, signal: { ...shop.signal, tags: { 'tocsin:service': '  ' } } })).toBe(
      'orders',
    );
  });

  test('is said by the first rule that names one and matches, whatever others say of its severity', () => {
    const severe = { name: 's', match: { alarm: 'shop*' }, severity: 'SEV1' } as const;
    const other = { name: 'o', match: { alarm: 'cart*' }, service: 'cart' };
    expect(serviceOf(shop, { ...defaults, rules: [severe, other, rule] })).toBe('by-rule');
  });

  test('of an alarm whose name holds a # is its name, and so it is where no alarm’s ARN is told', () => {
    const id = 'arn:aws:cloudwatch:eu-central-1:210987654321:alarm:c#-errors';
    expect(serviceOf(raised({ id, name: 'c#-errors' }))).toBe('c#-errors');
    const series = (seriesId: string) => raised({ kind: 'contributor', id: seriesId, name: 'one' });
    expect(serviceOf(series('nothing#1'))).toBe('one');
    expect(serviceOf(series('arn:aws:cloudwatch:eu-central-1:1:alarm:#1'))).toBe('one');
    expect(serviceOf(series(`${id}#1`))).toBe('c#-errors');
  });

  test('of a series keeps the dimensions that do not tell the series apart', () => {
    const facts = { 'attribute.InstanceId': 'i-1' };
    const dimensions = { InstanceId: 'i-1', AutoScalingGroupName: 'web' };
    const series = { kind: 'contributor', facts, metrics: [metric('AWS/EC2 M', dimensions)] } as const;
    expect(serviceOf(raised(series))).toBe('web');
    expect(serviceOf(raised({ facts, metrics: [metric('AWS/EC2 M', { InstanceId: 'i-1' })] }))).toBe('i-1');
  });

  test('of a composite alarm is its name, whatever it measures', () => {
    const metrics = [metric('AWS/Lambda Errors', { FunctionName: 'charge' })];
    expect(serviceOf(raised({ name: 'all', alarmRule: 'ALARM(a)', metrics }))).toBe('all');
  });

  test.each([
    [{ LoadBalancer: 'app/shop/50dc6c495c0c9188', TargetGroup: 'targetgroup/web/1' }, 'shop'],
    [{ LoadBalancerName: 'classic-shop' }, 'classic-shop'],
    [{ TargetGroup: 'targetgroup/web/0123456789abcdef' }, 'web'],
    [{ AutoScalingGroupName: 'shop-web', InstanceId: 'i-1' }, 'shop-web'],
    [{ ClusterName: 'prod', ServiceName: 'shop' }, 'prod/shop'],
    [{ ClusterName: 'prod' }, 'prod'],
    [{ DBInstanceIdentifier: 'orders-1', DBClusterIdentifier: 'orders' }, 'orders'],
    [{ clusterId: 'sessions' }, 'sessions'],
    [{ 'Cluster Name': 'orders', 'Broker ID': '2' }, 'orders'],
    [{ 'Cluster Name': 'orders', 'Consumer Group': 'billing', Topic: 'paid' }, 'orders'],
    [{ ReplicationInstanceIdentifier: 'mover', ReplicationTaskIdentifier: 'to-lake' }, 'to-lake'],
    [{ ReplicationInstanceIdentifier: 'mover' }, 'mover'],
    [{ FunctionName: 'charge', Resource: 'charge:live' }, 'charge'],
    [{ ApiName: 'shop-api', Stage: 'live' }, 'shop-api'],
    [{ InstanceId: 'i-0aa11bb22cc33dd44' }, 'i-0aa11bb22cc33dd44'],
  ])('of an alarm on %o is %s', (dimensions, expected) => {
    expect(serviceOf(alarmOn('Any/Thing M', {}, dimensions))).toBe(expected);
  });

  test('of an alarm without known dimensions is the alarm itself', () => {
    expect(serviceOf(alarmNamed('queue age'))).toBe('queue age');
    expect(serviceOf(alarmOn('Shop/App Errors', {}, { Stage: 'live' }))).toBe('watch-42');
  });

  test('does not depend on the order in which an alarm lists its metrics', () => {
    const metrics = [
      metric('AWS/RDS A', { DBInstanceIdentifier: 'b' }),
      metric('AWS/RDS A', { DBInstanceIdentifier: 'a' }),
      metric('X Y', {}),
    ];
    expect(of(raised({ metrics }))).toEqual(of(raised({ metrics: metrics.toReversed() })));
  });

  test('of the series of one alarm over instances is the alarm', () => {
    const series = (instance: string) =>
      raised({
        kind: 'contributor',
        id: `arn:aws:cloudwatch:eu-central-1:210987654321:alarm:fleet cpu#${instance}`,
        name: `fleet cpu ${instance}`,
        metrics: [metric('AWS/EC2 CPUUtilization', { InstanceId: instance })],
      });
    expect(serviceOf(series('i-1'))).toBe('fleet cpu');
    expect(of(series('i-1')).key).toBe(of(series('i-2')).key);
  });

  test.each([
    ['scaling', { group: 'shop-web' }, 'shop-web'],
    ['database-event', { database: 'orders' }, 'orders'],
    ['health', { service: 'EC2' }, 'EC2'],
    ['certificate', { domain: 'shop.test' }, 'shop.test'],
  ] as const)('of an event of kind %s is what it is about', (kind, facts, expected) => {
    expect(serviceOf(raised({ kind, facts }))).toBe(expected);
  });

  test.each([
    ['container-service', 'arn:aws:ecs:eu-central-1:210987654321:service/prod/shop', 'prod/shop'],
    ['deployment', 'arn:aws:codepipeline:eu-central-1:210987654321:shop-release', 'shop-release'],
    ['finding', 'i-0aa11bb22cc33dd44', 'i-0aa11bb22cc33dd44'],
  ] as const)('of an event of kind %s comes from its resources', (kind, resource, expected) => {
    expect(serviceOf(raised({ kind, resources: [resource] }))).toBe(expected);
  });

  test('an event about a group joins the alarms of that group', () => {
    const event = raised({ kind: 'scaling', facts: { group: 'shop-web' } });
    expect(of(event).key).toBe(
      of(alarmOn('AWS/EC2 CPUUtilization', {}, { AutoScalingGroupName: 'shop-web' })).key,
    );
  });
});

describe('the key', () => {
  test('security never merges with availability', () => {
    const alarm = alarmNamed('shop');
    const keys = (['outage', 'database', 'auto-scaling', 'generic', 'security'] as const).map(
      (scenario) => correlate(alarm, classified({ scenario }), defaults).key,
    );
    expect(keys).toEqual([
      'availability|shop',
      'availability|shop',
      'availability|shop',
      'availability|shop',
      'security|shop',
    ]);
  });

  test('two names never share a key, however long they are', () => {
    const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 });
    const long = 'x'.repeat(300);
    fc.assert(
      fc.property(name, name, (a, b) => {
        fc.pre(serviceText(a) !== serviceText(b) && serviceText(a) !== '' && serviceText(b) !== '');
        expect(of(alarmNamed(`${long}${a}`)).key).not.toBe(of(alarmNamed(`${long}${b}`)).key);
      }),
      { numRuns: 200 },
    );
  });

  test('is bounded, well-formed text without control characters, whatever the alarm is called', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyUnit, maxLength: 400 }), (name) => {
        const { key, service, component } = of(alarmNamed(name));
        expect(service).not.toBe('');
        for (const text of [key, component]) {
          expect(text.length).toBeLessThanOrEqual(220);
          expect(text.isWellFormed()).toBe(true);
          expect(text).not.toMatch(/\p{Cc}/u);
        }
      }),
    );
  });
});

import { expect, test } from 'vitest';
import { isConcerned, isPublicEvent } from '../../../domain/signal/aws-event.ts';
import type { Signal } from '../../../domain/signal/signal.ts';

const signal = (more: Partial<Signal> = {}): Signal => ({
  id: 'a',
  kind: 'alarm',
  name: 'a',
  account: '111122223333',
  region: 'eu-west-1',
  tags: {},
  metrics: [],
  expressions: [],
  resources: [],
  facts: {},
  ...more,
});

const event = (service: string, region = 'eu-west-1') =>
  signal({ kind: 'health', region, facts: { scope: 'PUBLIC', service } });

const alarmOn = (...namespaces: readonly string[]) =>
  signal({ metrics: namespaces.map((namespace) => ({ namespace, name: 'm', dimensions: {} })) });

test.each([
  ['EC2', 'AWS/EC2'],
  ['EC2', 'CWAgent'],
  ['RDS', 'AWS/RDS'],
  ['DYNAMODB', 'AWS/DynamoDB'],
  ['ELASTICLOADBALANCING', 'AWS/ApplicationELB'],
  ['ELASTICLOADBALANCING', 'AWS/ELB'],
  ['ECS', 'ECS/ContainerInsights'],
  ['APIGATEWAY', 'AWS/ApiGateway'],
])('an event on %s concerns an alarm on %s', (service, namespace) => {
  expect(isConcerned(event(service), alarmOn('Checkout', namespace))).toBe(true);
});

test.each([
  ['EC2', 'AWS/RDS'],
  ['EC2', 'EC2'],
  ['CONSTRUCTOR', 'AWS/constructors'],
  ['', 'AWS/EC2'],
])('an event on "%s" does not concern an alarm on %s', (service, namespace) => {
  expect(isConcerned(event(service), alarmOn(namespace))).toBe(false);
});

test('it concerns its region alone, and a global event every region', () => {
  expect(isConcerned(event('EC2', 'us-east-1'), alarmOn('AWS/EC2'))).toBe(false);
  expect(isConcerned(event('ROUTE53', 'global'), alarmOn('AWS/Route53'))).toBe(true);
});

test('what is no alarm is of the service of its source', () => {
  expect(isConcerned(event('RDS'), signal({ kind: 'database-event' }))).toBe(true);
  expect(isConcerned(event('AUTOSCALING'), signal({ kind: 'scaling' }))).toBe(true);
  expect(isConcerned(event('RDS'), signal({ kind: 'scaling' }))).toBe(false);
});

test('an event that names a resource of this account, or the account, is not public', () => {
  expect(isPublicEvent(event('EC2'))).toBe(true);
  expect(isPublicEvent({ ...event('EC2'), resources: ['i-0abc'] })).toBe(false);
  expect(isPublicEvent(signal({ kind: 'health', facts: { scope: 'ACCOUNT_SPECIFIC' } }))).toBe(false);
});

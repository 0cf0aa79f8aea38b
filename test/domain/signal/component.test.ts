import { describe, expect, test } from 'vitest';
import { failingPartOf } from '../../../domain/signal/component.ts';
import type { Signal } from '../../../domain/signal/signal.ts';
import { metric, raised } from '../classification/sample-signals.ts';

const partOf = (signal: Partial<Signal>): string | undefined => {
  const part = failingPartOf(raised(signal).signal);
  return part && `${part.type} ${part.name}`;
};

const on = (...dimensions: Readonly<Record<string, string>>[]) => ({
  metrics: dimensions.map((one) => metric('Any/Thing M', one)),
});

describe('the failing part of an alarm', () => {
  test('is the outermost of what its dimensions name, then the first by name', () => {
    expect(partOf(on({ InstanceId: 'i-1', AutoScalingGroupName: 'web' }))).toBe('auto-scaling-group web');
    expect(partOf(on({ FunctionName: 'b' }, { FunctionName: 'a' }))).toBe('function a');
    expect(partOf(on({ FunctionName: 'a' }, { FunctionName: 'b' }))).toBe('function a');
    expect(partOf(on({ FunctionName: 'a' }, { DBInstanceIdentifier: 'z' }))).toBe('database z');
  });

  test('is nothing where a dimension is empty or unknown', () => {
    expect(partOf(on({ FunctionName: '' }))).toBeUndefined();
    expect(partOf(on({ constructor: 'x', Stage: 'live' }))).toBeUndefined();
    expect(partOf({})).toBeUndefined();
  });

  test('is the middle of what a load balancer is called, or all of it where it has none', () => {
    expect(partOf(on({ LoadBalancer: 'net/shop/50dc6c495c0c9188' }))).toBe('load-balancer shop');
    expect(partOf(on({ LoadBalancer: 'shop' }))).toBe('load-balancer shop');
  });

  test('is a container service by its cluster, before its instance and behind what stands in front of it', () => {
    const web = { ClusterName: 'prod', ServiceName: 'web' };
    expect(partOf(on(web))).toBe('container-service prod/web');
    expect(partOf(on({ ClusterName: 'prod', Service: 'pods' }))).toBe('container-service prod/pods');
    expect(partOf(on({ ClusterName: 'prod' }))).toBe('cluster prod');
    expect(partOf(on({ ClusterName: '', ServiceName: 'web' }))).toBeUndefined();
    expect(partOf(on({ ...web, InstanceId: 'i-1' }))).toBe('container-service prod/web');
    expect(partOf(on({ ...web, ClusterIdentifier: 'redshift' }))).toBe('cluster redshift');
  });

  test('over many instances is no instance', () => {
    expect(partOf({ ...on({ InstanceId: 'i-1' }), kind: 'contributor' })).toBeUndefined();
    expect(partOf({ ...on({ FunctionName: 'charge' }), kind: 'contributor' })).toBe('function charge');
    expect(partOf(on({ InstanceId: 'i-1' }))).toBe('instance i-1');
  });

  test('is none of its resources: those are the alarms below it', () => {
    const resources = ['arn:aws:ec2:eu-central-1:210987654321:instance/i-1'];
    expect(partOf({ resources })).toBeUndefined();
    expect(partOf({ resources, kind: 'contributor' })).toBeUndefined();
  });
});

describe('the failing part of an event', () => {
  test.each([
    ['ecs', 'service/prod/web', 'container-service prod/web'],
    ['ecs', 'service/web', 'resource arn:aws:ecs:eu-central-1:210987654321:service/web'],
    ['rds', 'db:orders', 'database orders'],
    ['rds', 'cluster:orders', 'database orders'],
    ['autoscaling', 'autoScalingGroup:1:autoScalingGroupName/web', 'auto-scaling-group web'],
    ['elasticloadbalancing', 'loadbalancer/app/shop/1', 'load-balancer shop'],
    ['elasticloadbalancing', 'targetgroup/web/1', 'target-group web'],
    ['codepipeline', 'release', 'pipeline release'],
    ['codedeploy', 'deploymentgroup:shop/live', 'deployment-group shop/live'],
    ['lambda', 'function:charge:live', 'function charge'],
    ['ec2', 'instance/i-1', 'instance i-1'],
    ['s3', 'bucket/key', 'bucket bucket'],
    ['sqs', 'db:orders', 'resource arn:aws:sqs:eu-central-1:210987654321:db:orders'],
  ])('%s %s is %s', (service, resource, part) => {
    const resources = [`arn:aws:${service}:eu-central-1:210987654321:${resource}`];
    expect(partOf({ kind: 'finding', resources })).toBe(part);
  });

  test('is the first resource that an ARN tells, else the first, else nothing', () => {
    const known = 'arn:aws:ec2:eu-central-1:210987654321:instance/i-1';
    expect(partOf({ kind: 'finding', resources: ['thing', known] })).toBe('instance i-1');
    expect(partOf({ kind: 'finding', resources: ['thing', 'other'] })).toBe('resource thing');
    expect(partOf({ kind: 'finding', resources: [known.replace('arn', 'urn')] })).toMatch(/^resource urn/);
    expect(partOf({ kind: 'finding' })).toBeUndefined();
  });

  test.each([
    ['scaling', { group: 'web' }, 'auto-scaling-group web'],
    ['database-event', { database: 'orders' }, 'database orders'],
    ['health', { service: 'EC2' }, 'aws-service EC2'],
    ['certificate', { domain: 'shop.test' }, 'certificate shop.test'],
    ['notification', { resource: 'x', resourceType: 'mailbox' }, 'mailbox x'],
    ['notification', { resource: 'x' }, 'resource x'],
    ['notification', { resourceType: 'mailbox' }, undefined],
    ['scaling', { group: '' }, undefined],
    ['scaling', {}, undefined],
    ['finding', { group: 'web', database: 'orders', resource: 'x' }, undefined],
  ] as const)('of kind %s with %o is %s', (kind, facts, part) => {
    expect(partOf({ kind, facts: { ...facts } })).toBe(part);
  });
});

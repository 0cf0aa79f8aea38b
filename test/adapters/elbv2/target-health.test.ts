import {
  DescribeLoadBalancersCommand,
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { createTargetHealthLooker } from '../../../adapters/elbv2/target-health.ts';
import { asked, awsError } from '../../contract/asked.ts';

const client = mockClient(ElasticLoadBalancingV2Client);
const look = createTargetHealthLooker(new ElasticLoadBalancingV2Client({}));
beforeEach(() => client.reset());

const group = (name: string) => ({ TargetGroupName: name, TargetGroupArn: `arn:${name}` });
const groupsNamed = (...names: readonly string[]) =>
  asked<'target-health'>(names.map((name) => ({ kind: 'target-group', name })));

test('targets are told as AWS tells them, also where half of it is missing', async () => {
  client.on(DescribeTargetGroupsCommand).resolves({ TargetGroups: [group('web')] });
  client.on(DescribeTargetHealthCommand).resolves({
    TargetHealthDescriptions: [
      { Target: { Id: 'i-1', Port: 80 }, TargetHealth: { State: 'healthy' } },
      {
        Target: { Id: 'i-2', AvailabilityZone: 'eu-west-1b' },
        TargetHealth: {
          State: 'unhealthy.draining',
          Reason: 'Target.Timeout',
          Description: 'Request timed out',
        },
      },
      { Target: { Id: 'arn:aws:lambda:x' } },
      {},
    ],
  });
  expect(await look(groupsNamed('web'))).toEqual([
    {
      resource: 'web',
      facts: {
        name: 'web',
        targets: [
          { id: 'i-1', state: 'healthy' },
          {
            id: 'i-2',
            state: 'unhealthy.draining',
            reason: 'Target.Timeout',
            description: 'Request timed out',
            zone: 'eu-west-1b',
          },
          { id: 'arn:aws:lambda:x', state: 'unavailable' },
          { id: 'unknown', state: 'unavailable' },
        ],
      },
    },
  ]);
});

test('half an answer says which name it leaves out, and holds no target', async () => {
  client.on(DescribeTargetGroupsCommand).resolves({});
  client.on(DescribeLoadBalancersCommand).resolves({});
  const gone = { resource: 'web', error: expect.objectContaining({ name: 'NotFoundInAnswer' }) };
  expect(await look(groupsNamed('web'))).toEqual([gone]);
  expect(await look(asked<'target-health'>([{ kind: 'load-balancer', name: 'web' }]))).toEqual([gone]);
  client.on(DescribeTargetGroupsCommand).resolves({ TargetGroups: [{}, group('web')] });
  client.on(DescribeTargetHealthCommand).resolves({});
  expect(await look(groupsNamed('web'))).toEqual([{ resource: 'web', facts: { name: 'web', targets: [] } }]);
});

test('25 names are asked for in two calls, and all are there', async () => {
  client.on(DescribeTargetGroupsCommand).callsFake(({ Names }) => ({ TargetGroups: Names.map(group) }));
  client.on(DescribeTargetHealthCommand).resolves({});
  const names = Array.from({ length: 25 }, (_, n) => `web-${n}`);
  const seen = await look(groupsNamed(...names));
  expect(seen.map(({ resource }) => resource)).toEqual(names);
  expect(
    client.commandCalls(DescribeTargetGroupsCommand).map(({ args }) => args[0].input.Names?.length),
  ).toEqual([20, 5]);
});

test('a name that is gone is told, and takes the others of its call not with it', async () => {
  client.on(DescribeTargetGroupsCommand).callsFake(({ Names }) => {
    if (Names.includes('gone')) throw awsError('TargetGroupNotFoundException');
    return { TargetGroups: Names.map(group) };
  });
  client.on(DescribeTargetHealthCommand).resolves({});
  const seen = await look(groupsNamed('web', 'gone', 'api'));
  expect(seen.map((one) => [one.resource, 'facts' in one])).toEqual([
    ['web', true],
    ['api', true],
    ['gone', false],
  ]);
});

test.each(['ThrottlingException', 'AccessDenied'])(
  '%s is told of every name, after one call',
  async (name) => {
    client.on(DescribeTargetGroupsCommand).rejects(awsError(name));
    const seen = await look(groupsNamed('web', 'api', 'admin'));
    expect(seen).toEqual(
      ['web', 'api', 'admin'].map((resource) => ({ resource, error: expect.objectContaining({ name }) })),
    );
    expect(client.calls()).toHaveLength(1);
  },
);

test('a group whose health is refused is told beside one whose health is not', async () => {
  client.on(DescribeTargetGroupsCommand).resolves({ TargetGroups: [group('web'), group('api')] });
  client.on(DescribeTargetHealthCommand).resolves({});
  client
    .on(DescribeTargetHealthCommand, { TargetGroupArn: 'arn:api' })
    .rejects(awsError('ThrottlingException'));
  expect((await look(groupsNamed('web', 'api'))).map((one) => 'error' in one)).toEqual([false, true]);
});

test('the groups of a load balancer are paged to the end; one that is named, too, is looked at once', async () => {
  client
    .on(DescribeLoadBalancersCommand)
    .resolves({ LoadBalancers: [{ LoadBalancerName: 'shop', LoadBalancerArn: 'arn:shop' }, {}] });
  client
    .on(DescribeTargetGroupsCommand, { LoadBalancerArn: 'arn:shop' })
    .resolves({ TargetGroups: [group('web')], NextMarker: 'next' });
  client
    .on(DescribeTargetGroupsCommand, { LoadBalancerArn: 'arn:shop', Marker: 'next' })
    .resolves({ TargetGroups: [group('api')] });
  client.on(DescribeTargetGroupsCommand, { Names: ['web'] }).resolves({ TargetGroups: [group('web')] });
  client.on(DescribeTargetHealthCommand).resolves({});
  const seen = await look(
    asked<'target-health'>([
      { kind: 'load-balancer', name: 'shop' },
      { kind: 'target-group', name: 'web' },
    ]),
  );
  expect(seen.map(({ resource }) => resource).sort()).toEqual(['api', 'web']);
});

test('a load balancer that is gone hides no group of its name', async () => {
  client.on(DescribeLoadBalancersCommand).rejects(awsError('LoadBalancerNotFoundException'));
  client.on(DescribeTargetGroupsCommand).resolves({ TargetGroups: [group('shop')] });
  client.on(DescribeTargetHealthCommand).resolves({});
  const seen = await look(
    asked<'target-health'>([
      { kind: 'target-group', name: 'shop' },
      { kind: 'load-balancer', name: 'shop' },
    ]),
  );
  expect(seen.map((one) => [one.resource, 'facts' in one])).toEqual([
    ['shop', true],
    ['shop', false],
  ]);
});

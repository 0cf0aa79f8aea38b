import {
  AutoScalingClient,
  DescribeAutoScalingGroupsCommand,
  DescribeScalingActivitiesCommand,
} from '@aws-sdk/client-auto-scaling';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { createScalingGroupLooker } from '../../../adapters/auto-scaling/scaling-group.ts';
import { asked, awsError } from '../../contract/asked.ts';
import { MINUTE, T0 } from '../../contract/sample-records.ts';

const client = mockClient(AutoScalingClient);
const look = createScalingGroupLooker(new AutoScalingClient({}));
beforeEach(() => client.reset());

// The types say that these are always there; answers do not always keep to that.
const group = (name: string, more: object = {}) => ({ AutoScalingGroupName: name, ...more }) as never;
const activity = (status: string, minutes: number, more: object = {}) =>
  ({ StatusCode: status, StartTime: new Date(T0 + minutes * MINUTE), ...more }) as never;

const failuresOf = async (...activities: readonly never[]): Promise<unknown> => {
  client.on(DescribeAutoScalingGroupsCommand).resolves({ AutoScalingGroups: [group('web')] });
  client.on(DescribeScalingActivitiesCommand).resolves({ Activities: [...activities] });
  const [seen] = await look(asked<'scaling-group'>(['web']));
  return seen !== undefined && 'facts' in seen ? seen.facts.failures : seen;
};

test('a group is told as AWS tells it', async () => {
  client.on(DescribeAutoScalingGroupsCommand).resolves({
    AutoScalingGroups: [
      group('web', {
        ...{ MinSize: 1, MaxSize: 8, DesiredCapacity: 4 },
        Instances: [
          { InstanceId: 'i-1', LifecycleState: 'InService', HealthStatus: 'Healthy', AvailabilityZone: 'a' },
          {
            InstanceId: 'i-2',
            LifecycleState: 'InService',
            HealthStatus: 'Unhealthy',
            AvailabilityZone: 'b',
          },
          { InstanceId: 'i-3', LifecycleState: 'Pending' },
        ],
        SuspendedProcesses: [{ ProcessName: 'Launch' }, {}],
      }),
    ],
  });
  client.on(DescribeScalingActivitiesCommand).resolves({});
  const [seen] = await look(asked<'scaling-group'>(['web']));
  expect(seen).toMatchObject({
    facts: {
      ...{ name: 'web', min: 1, max: 8, desired: 4, suspended: ['Launch'], failures: [] },
      instances: [
        { id: 'i-1', inService: true, zone: 'a' },
        { id: 'i-2', inService: false, zone: 'b' },
        { id: 'i-3', inService: false, zone: 'unknown' },
      ],
    },
  });
});

test('half an answer is a group of which nothing else is known', async () => {
  expect(await failuresOf()).toEqual([]);
  client.on(DescribeScalingActivitiesCommand).resolves({ Activities: [{ StatusCode: 'Failed' } as never] });
  expect(await look(asked<'scaling-group'>(['web']))).toMatchObject([
    { facts: { desired: 0, instances: [], failures: [] } },
  ]);
});

test('failed launches since an hour before onset are told, the newest first, in the words of AWS', async () => {
  expect(
    await failuresOf(
      activity('Failed', -61, { StatusMessage: 'too old' }),
      activity('Successful', 1),
      activity('Failed', -59, { StatusMessage: 'no capacity' }),
      activity('Cancelled', 1, { Description: 'Launching a new EC2 instance' }),
      activity('Failed', 2),
    ),
  ).toEqual([
    { atMs: T0 + 2 * MINUTE, message: 'no reason given' },
    { atMs: T0 + MINUTE, message: 'Launching a new EC2 instance' },
    { atMs: T0 - 59 * MINUTE, message: 'no capacity' },
  ]);
});

test('groups are paged to the end, and a name that AWS does not know is told', async () => {
  client
    .on(DescribeAutoScalingGroupsCommand)
    .resolvesOnce({ AutoScalingGroups: [group('web')], NextToken: 'next' })
    .resolves({ AutoScalingGroups: [group('api')] });
  client.on(DescribeScalingActivitiesCommand).resolves({ Activities: [] });
  const seen = await look(asked<'scaling-group'>(['web', 'api', 'gone']));
  expect(seen.map((one) => ('error' in one ? one.error : one.resource))).toEqual([
    'web',
    'api',
    expect.objectContaining({ name: 'GroupNotFound' }),
  ]);
});

test('activities that are throttled are told of their group alone', async () => {
  client.on(DescribeAutoScalingGroupsCommand).resolves({ AutoScalingGroups: [group('web'), group('api')] });
  client.on(DescribeScalingActivitiesCommand).resolves({ Activities: [] });
  client
    .on(DescribeScalingActivitiesCommand, { AutoScalingGroupName: 'api' })
    .rejects(awsError('Throttling'));
  expect((await look(asked<'scaling-group'>(['web', 'api']))).map((one) => 'error' in one)).toEqual([
    false,
    true,
  ]);
});

test('a refusal is one of the whole', async () => {
  client.on(DescribeAutoScalingGroupsCommand).rejects(awsError('AccessDenied'));
  await expect(look(asked<'scaling-group'>(['web']))).rejects.toThrow('AccessDenied');
});

test('an instance that is not terminated is no launch that failed', async () => {
  const Description = 'Terminating EC2 instance: i-0a1b2c3d4e5f60711';
  expect(await failuresOf(activity('Failed', -5, { Description, StatusMessage: 'x' }))).toEqual([]);
});

import {
  DescribeFlowLogsCommand,
  DescribeInstanceStatusCommand,
  DescribeLaunchTemplateVersionsCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { createFlowLogsLooker } from '../../../adapters/ec2/flow-logs.ts';
import { createInstanceStatusLooker } from '../../../adapters/ec2/instance-status.ts';
import { createLaunchTemplateLooker } from '../../../adapters/ec2/launch-template.ts';

const aws = mockClient(EC2Client);
beforeEach(() => aws.reset());

const client = new EC2Client({});
const asked = { onsetMs: 0, nowMs: 0, signal: new AbortController().signal };
const named = (name: string) => Object.assign(new Error(name), { name });

test('an instance that does not exist costs the others nothing', async () => {
  const missing = named('InvalidInstanceID.NotFound');
  aws.on(DescribeInstanceStatusCommand).rejects(missing);
  aws.on(DescribeInstanceStatusCommand, { InstanceIds: ['i-1'], IncludeAllInstances: true }).resolves({
    InstanceStatuses: [{ InstanceId: 'i-1', InstanceState: { Name: 'running' } }],
  });
  expect(await createInstanceStatusLooker(client)({ ...asked, subjects: ['i-1', 'i-2'] })).toEqual([
    {
      resource: 'i-1',
      facts: { id: 'i-1', state: 'running', system: 'unknown', instance: 'unknown', events: [] },
    },
    { resource: 'i-2', error: missing },
  ]);
});

test('a throttle is not multiplied by asking for each instance', async () => {
  aws.on(DescribeInstanceStatusCommand).rejects(named('RequestLimitExceeded'));
  await expect(createInstanceStatusLooker(client)({ ...asked, subjects: ['i-1', 'i-2'] })).rejects.toThrow(
    'RequestLimitExceeded',
  );
  expect(aws.calls()).toHaveLength(1);
});

test('events of an instance that are over are not told', async () => {
  aws.on(DescribeInstanceStatusCommand).resolves({
    InstanceStatuses: [
      {
        InstanceId: 'i-1',
        Events: [
          { Code: 'instance-reboot', Description: '[Completed] scheduled reboot' },
          { Code: 'instance-retirement', Description: 'its machine degrades' },
        ],
      },
    ],
  });
  const [seen] = await createInstanceStatusLooker(client)({ ...asked, subjects: ['i-1'] });
  expect(seen).toMatchObject({
    facts: { events: [{ code: 'instance-retirement', text: 'its machine degrades' }] },
  });
});

test('groups that share a template are one call, and one that is refused costs its groups alone', async () => {
  const used = (group: string, templateId: string) => ({
    group,
    templateId,
    version: '$Latest',
    isMixed: false,
  });
  const refused = named('UnauthorizedOperation');
  aws.on(DescribeLaunchTemplateVersionsCommand).resolves({
    LaunchTemplateVersions: [{ VersionNumber: 1 }, { VersionNumber: 3, DefaultVersion: true }],
  });
  aws
    .on(DescribeLaunchTemplateVersionsCommand, { LaunchTemplateId: 'lt-b', MaxResults: 200 })
    .rejects(refused);
  const look = createLaunchTemplateLooker(client, async () => [
    used('web', 'lt-a'),
    used('api', 'lt-a'),
    used('jobs', 'lt-b'),
  ]);
  const versions = [
    { number: 3, createdAtMs: 0, isDefault: true },
    { number: 1, createdAtMs: 0, isDefault: false },
  ];
  expect(await look({ ...asked, subjects: ['web', 'api', 'jobs', 'without-template'] })).toEqual([
    { resource: 'web', facts: { ...used('web', 'lt-a'), versions } },
    { resource: 'api', facts: { ...used('api', 'lt-a'), versions } },
    { resource: 'jobs', error: refused },
  ]);
  expect(aws.calls()).toHaveLength(2);
});

test('a flow log is of the VPC that it names, and fails without a reason where AWS gives none', async () => {
  aws.on(DescribeFlowLogsCommand).resolves({
    FlowLogs: [
      { FlowLogId: 'fl-1', ResourceId: 'vpc-a', FlowLogStatus: 'ACTIVE', DeliverLogsStatus: 'FAILED' },
      { ResourceId: 'vpc-c' },
    ],
  });
  expect(await createFlowLogsLooker(client)({ ...asked, subjects: ['vpc-a', 'vpc-b'] })).toEqual([
    {
      resource: 'vpc-a',
      facts: { vpc: 'vpc-a', logs: [{ id: 'fl-1', isActive: true, deliveryError: 'no reason given' }] },
    },
    { resource: 'vpc-b', facts: { vpc: 'vpc-b', logs: [] } },
  ]);
});

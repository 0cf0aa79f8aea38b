import {
  DescribeFlowLogsCommand,
  DescribeInstanceStatusCommand,
  DescribeLaunchTemplateVersionsCommand,
  EC2Client,
  type InstanceStateName,
  type InstanceStatus,
  type LaunchTemplateVersion,
  type FlowLog as SdkFlowLog,
} from '@aws-sdk/client-ec2';
import { filtered } from '../estate/filters.ts';
import { stableHex } from '../estate/ids.ts';
import { pageSize } from '../estate/limits.ts';
import { pageOf, when } from '../estate/pages.ts';
import type { World } from '../estate/world.ts';
import type { Instance, LaunchTemplate } from '../situation/compute.ts';
import type { FlowLog } from '../situation/oversight.ts';
import { AwsError } from '../wire/aws-error.ts';
import { operation, serviceOf } from '../wire/operation.ts';
import { nowhere } from './nowhere.ts';

const badToken = (): AwsError =>
  new AwsError('InvalidNextToken', 'The provided token is not valid.', { status: 400 });

const unknownFilter = (name: string): AwsError =>
  new AwsError('InvalidParameterValue', `The filter '${name}' is invalid`, { status: 400 });

/** Amazon EC2 API reference, "InstanceState". */
const stateCodes: Readonly<Record<Instance['state'], number>> = {
  pending: 0,
  running: 16,
  'shutting-down': 32,
  terminated: 48,
  stopping: 64,
  stopped: 80,
};

type Checked = 'passed' | 'failed' | 'insufficient-data' | 'initializing';

const detail: Readonly<Record<Instance['systemCheck'], Checked | undefined>> = {
  ok: 'passed',
  impaired: 'failed',
  'insufficient-data': 'insufficient-data',
  initializing: 'initializing',
  'not-applicable': undefined,
};

const checkOf = (world: World, status: Instance['systemCheck'], since: number | undefined) => {
  const checked = detail[status];
  return {
    Status: status,
    Details:
      checked === undefined
        ? []
        : [
            {
              Name: 'reachability' as const,
              Status: checked,
              ...when(
                'ImpairedSince',
                checked === 'failed' && since !== undefined ? world.date(since) : undefined,
              ),
            },
          ],
  };
};

const describeStatus = (world: World, id: string, instance: Instance): InstanceStatus => {
  const isRunning = instance.state === 'running';
  const check = (status: Instance['systemCheck']) =>
    checkOf(world, isRunning ? status : 'not-applicable', instance.impairedSince);
  return {
    AvailabilityZone: instance.zone,
    Events: instance.events.map(({ code, text, notBefore, notAfter }) => ({
      InstanceEventId: `instance-event-${stableHex(`${id} ${code}`, 17)}`,
      Code: code,
      Description: text,
      NotBefore: world.date(notBefore),
      ...when('NotAfter', notAfter === undefined ? undefined : world.date(notAfter)),
    })),
    InstanceId: id,
    InstanceState: { Code: stateCodes[instance.state], Name: instance.state as InstanceStateName },
    InstanceStatus: check(instance.instanceCheck),
    SystemStatus: check(instance.systemCheck),
  };
};

const checkIds = (world: World, ids: readonly string[]): void => {
  const malformed = ids.find((id) => !/^i-([0-9a-f]{8}|[0-9a-f]{17})$/.test(id));
  if (malformed !== undefined)
    throw new AwsError('InvalidInstanceID.Malformed', `Invalid id: "${malformed}"`, { status: 400 });
  const missing = ids.filter((id) => !Object.hasOwn(world.estate.instances, id));
  const [only] = missing;
  if (only !== undefined)
    throw new AwsError(
      'InvalidInstanceID.NotFound',
      missing.length === 1
        ? `The instance ID '${only}' does not exist`
        : `The instance IDs '${missing.join(', ')}' do not exist`,
      { status: 400 },
    );
};

/** Of running instances alone, unless all are asked for. */
const describeInstanceStatus = operation(DescribeInstanceStatusCommand, (input, world) => {
  const {
    InstanceIds: ids = [],
    IncludeAllInstances: all = false,
    Filters: filters,
    NextToken: token,
  } = input;
  checkIds(world, ids);
  const statuses = Object.entries(world.estate.instances)
    .filter(([id, { state }]) => (ids.length === 0 || ids.includes(id)) && (all || state === 'running'))
    .map(([id, instance]) => describeStatus(world, id, instance));
  const found = filtered(
    statuses,
    filters,
    {
      'availability-zone': ({ AvailabilityZone: zone }) => zone,
      'instance-state-name': ({ InstanceState: state }) => state?.Name,
      'instance-status.status': ({ InstanceStatus: status }) => status?.Status,
      'system-status.status': ({ SystemStatus: status }) => status?.Status,
    },
    unknownFilter,
  );
  const size = pageSize(input.MaxResults, {
    field: 'maxResults',
    least: 5,
    most: 1000,
    usual: 1000,
    code: 'InvalidParameterValue',
  });
  const page = pageOf(found, { token, size, about: [ids, all, filters], invalid: badToken });
  return { InstanceStatuses: [...page.items], ...when('NextToken', page.next) };
});

/** Amazon VPC User Guide, "Flow log records": the fields of the default format. */
const flowLogFields = [
  ...[
    'version',
    'account-id',
    'interface-id',
    'srcaddr',
    'dstaddr',
    'srcport',
    'dstport',
    'protocol',
    'packets',
  ],
  ...['bytes', 'start', 'end', 'action', 'log-status'],
];

const describeFlowLog = (world: World, id: string, flowLog: FlowLog): SdkFlowLog => ({
  CreationTime: world.date(flowLog.created),
  ...when('DeliverLogsErrorMessage', flowLog.error),
  DeliverLogsStatus: flowLog.delivered,
  FlowLogId: id,
  FlowLogStatus: flowLog.status,
  ...when('LogGroupName', flowLog.logGroup),
  ResourceId: flowLog.resource,
  TrafficType: flowLog.traffic,
  LogDestinationType: flowLog.bucket === undefined ? 'cloud-watch-logs' : 's3',
  ...when('LogDestination', flowLog.bucket === undefined ? undefined : `arn:aws:s3:::${flowLog.bucket}`),
  LogFormat: flowLogFields.map((field) => `\${${field}}`).join(' '),
  Tags: [],
  MaxAggregationInterval: 600,
});

const describeFlowLogs = operation(DescribeFlowLogsCommand, (input, world) => {
  const { FlowLogIds: ids = [], Filter: filters, NextToken: token } = input;
  const missing = ids.find((id) => !Object.hasOwn(world.estate.flowLogs, id));
  if (missing !== undefined)
    throw new AwsError('InvalidFlowLogId.NotFound', `The flow log ID '${missing}' does not exist`, {
      status: 400,
    });
  const logs = Object.entries(world.estate.flowLogs)
    .filter(([id]) => ids.length === 0 || ids.includes(id))
    .map(([id, flowLog]) => describeFlowLog(world, id, flowLog));
  const found = filtered(
    logs,
    filters,
    {
      'deliver-log-status': ({ DeliverLogsStatus: status }) => status,
      'log-destination-type': ({ LogDestinationType: type }) => type,
      'flow-log-id': ({ FlowLogId: id }) => id,
      'log-group-name': ({ LogGroupName: name }) => name,
      'resource-id': ({ ResourceId: id }) => id,
      'traffic-type': ({ TrafficType: type }) => type,
    },
    unknownFilter,
  );
  const size = pageSize(input.MaxResults, {
    field: 'maxResults',
    least: 1,
    most: 1000,
    usual: 1000,
    code: 'InvalidParameterValue',
  });
  const page = pageOf(found, { token, size, about: [ids, filters], invalid: badToken });
  return { FlowLogs: [...page.items], ...when('NextToken', page.next) };
});

const templateAsked = (
  world: World,
  id: string | undefined,
  name: string | undefined,
): readonly [string, LaunchTemplate] => {
  const found = Object.entries(world.estate.launchTemplates).find(
    ([own, template]) => own === name || template.id === id,
  );
  if (found !== undefined) return found;
  if (id !== undefined)
    throw new AwsError(
      'InvalidLaunchTemplateId.NotFound',
      `The specified launch template, with template ID ${id}, does not exist.`,
      { status: 400 },
    );
  if (name !== undefined)
    throw new AwsError(
      'InvalidLaunchTemplateName.NotFoundException',
      `The specified launch template, with template name ${name}, does not exist.`,
      { status: 400 },
    );
  throw new AwsError(
    'MissingParameter',
    'The request must contain the parameter LaunchTemplateId or LaunchTemplateName',
    { status: 400 },
  );
};

const versionOf = (
  world: World,
  name: string,
  template: LaunchTemplate,
  version: LaunchTemplate['versions'][number],
): LaunchTemplateVersion => ({
  LaunchTemplateId: template.id,
  LaunchTemplateName: name,
  VersionNumber: version.version,
  ...when('VersionDescription', version.text),
  CreateTime: world.date(version.at),
  CreatedBy: `arn:aws:iam::${world.accountId}:user/${version.by}`,
  DefaultVersion: version.default,
  LaunchTemplateData: {
    ImageId: version.image,
    InstanceType: version.type as 'm7g.large',
    SecurityGroupIds: version.securityGroups,
    ...when('IamInstanceProfile', version.profile === undefined ? undefined : { Name: version.profile }),
  },
});

/** Versions that are written as numbers, $Latest or $Default; the highest first. */
const describeLaunchTemplateVersions = operation(DescribeLaunchTemplateVersionsCommand, (input, world) => {
  const { Versions: asked = [], MinVersion: least, MaxVersion: most, NextToken: token } = input;
  const [name, template] = templateAsked(world, input.LaunchTemplateId, input.LaunchTemplateName);
  const all = template.versions.toSorted((a, b) => b.version - a.version);
  const numbers = asked.map((one) =>
    one === '$Latest'
      ? all[0]?.version
      : one === '$Default'
        ? all.find((version) => version.default)?.version
        : Number(one),
  );
  const known = new Set<number | undefined>(all.map(({ version }) => version));
  const missing = numbers.findIndex((number) => !known.has(number));
  if (missing !== -1)
    throw new AwsError(
      'InvalidLaunchTemplateId.VersionNotFound',
      `Could not find launch template version ${asked[missing]}`,
      { status: 400 },
    );
  const found = all.filter(
    ({ version }) =>
      (numbers.length === 0 || numbers.includes(version)) &&
      (least === undefined || version >= Number(least)) &&
      (most === undefined || version <= Number(most)),
  );
  const size = pageSize(input.MaxResults, {
    field: 'maxResults',
    least: 1,
    most: 200,
    usual: 200,
    code: 'InvalidParameterValue',
  });
  const page = pageOf(found, { token, size, about: [template.id, asked, least, most], invalid: badToken });
  return {
    LaunchTemplateVersions: page.items.map((version) => versionOf(world, name, template, version)),
    ...when('NextToken', page.next),
  };
});

export const ec2 = serviceOf(new EC2Client(nowhere), [
  describeInstanceStatus,
  describeFlowLogs,
  describeLaunchTemplateVersions,
]);

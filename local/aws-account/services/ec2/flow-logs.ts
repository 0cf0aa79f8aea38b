import { DescribeFlowLogsCommand, type FlowLog as SdkFlowLog } from '@aws-sdk/client-ec2';
import { filtered } from '../../estate/filters.ts';
import { pageSize } from '../../estate/limits.ts';
import { pageOf, when } from '../../estate/pages.ts';
import type { World } from '../../estate/world.ts';
import type { FlowLog } from '../../situation/oversight.ts';
import { AwsError } from '../../wire/aws-error.ts';
import { operation } from '../../wire/operation.ts';
import { badToken, unknownFilter } from './refusals.ts';

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
  ...when(
    'DeliverLogsPermissionArn',
    flowLog.logGroup === undefined ? undefined : `arn:aws:iam::${world.accountId}:role/flow-logs`,
  ),
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

export const describeFlowLogs = operation(DescribeFlowLogsCommand, (input, world) => {
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

import {
  DescribeInstanceStatusCommand,
  type InstanceStateName,
  type InstanceStatus,
} from '@aws-sdk/client-ec2';
import { filtered } from '../../estate/filters.ts';
import { stableHex } from '../../estate/ids.ts';
import { pageSize } from '../../estate/limits.ts';
import { pageOf, when } from '../../estate/pages.ts';
import type { World } from '../../estate/world.ts';
import type { Instance } from '../../situation/compute.ts';
import { AwsError } from '../../wire/aws-error.ts';
import { operation } from '../../wire/operation.ts';
import { badToken, unknownFilter } from './refusals.ts';

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
export const describeInstanceStatus = operation(DescribeInstanceStatusCommand, (input, world) => {
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

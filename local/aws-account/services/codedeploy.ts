import {
  BatchGetDeploymentsCommand,
  CodeDeployClient,
  type DeploymentInfo,
  ListDeploymentsCommand,
} from '@aws-sdk/client-codedeploy';
import { own } from '../../../domain/kernel/own.ts';
import { pageOf, when } from '../estate/pages.ts';
import type { World } from '../estate/world.ts';
import type { CodeDeployment } from '../situation/deployments.ts';
import { AwsError } from '../wire/aws-error.ts';
import { operation, serviceOf } from '../wire/operation.ts';
import { nowhere } from './nowhere.ts';

/** AWS CodeDeploy API reference: BatchGetDeployments takes 25 ids; ListDeployments gives up to 1,000 a page. */
const mostIds = 25;
const perPage = 1_000;

const checkNames = (world: World, application: string | undefined, group: string | undefined): void => {
  const all = Object.values(world.estate.deployments);
  if (application !== undefined && !all.some((one) => one.application === application))
    throw new AwsError('ApplicationDoesNotExistException', `No application found for name: ${application}`);
  if (group === undefined) return;
  if (application === undefined)
    throw new AwsError(
      'ApplicationNameRequiredException',
      'Application name is required when a deployment group is given.',
    );
  if (!all.some((one) => one.application === application && one.group === group))
    throw new AwsError(
      'DeploymentGroupDoesNotExistException',
      `No Deployment Group found for name: ${group}`,
    );
};

const listDeployments = operation(ListDeploymentsCommand, (input, world) => {
  const {
    applicationName: application,
    deploymentGroupName: group,
    includeOnlyStatuses: statuses,
    createTimeRange: range,
  } = input;
  checkNames(world, application, group);
  const found = Object.entries(world.estate.deployments)
    .map(([id, deployment]) => ({ id, deployment, at: world.date(deployment.at) }))
    .filter(
      ({ deployment, at }) =>
        at.getTime() <= world.nowMs &&
        (application === undefined || deployment.application === application) &&
        (group === undefined || deployment.group === group) &&
        (statuses === undefined || statuses.length === 0 || statuses.includes(deployment.status)) &&
        (range?.start === undefined || at >= range.start) &&
        (range?.end === undefined || at <= range.end),
    )
    .sort((a, b) => Number(b.at) - Number(a.at))
    .map(({ id }) => id);
  const page = pageOf(found, {
    token: input.nextToken,
    size: perPage,
    about: [application, group, statuses, range],
    invalid: () =>
      new AwsError('InvalidNextTokenException', 'The next token was specified in an invalid format.'),
  });
  return { deployments: [...page.items], ...when('nextToken', page.next) };
});

const infoOf = (world: World, id: string, deployment: CodeDeployment): DeploymentInfo => ({
  applicationName: deployment.application,
  deploymentGroupName: deployment.group,
  deploymentConfigName: 'CodeDeployDefault.OneAtATime',
  deploymentId: id,
  status: deployment.status,
  createTime: world.date(deployment.at),
  ...when('startTime', deployment.status === 'Created' ? undefined : world.date(deployment.at)),
  ...when('completeTime', deployment.ended === undefined ? undefined : world.date(deployment.ended)),
  ...when(
    'errorInformation',
    deployment.error === undefined
      ? undefined
      : { code: deployment.error.code as 'HEALTH_CONSTRAINTS', message: deployment.error.text },
  ),
  deploymentOverview: {
    Pending: 0,
    InProgress: 0,
    Succeeded: deployment.succeeded,
    Failed: deployment.failed,
    Skipped: deployment.skipped,
    Ready: 0,
  },
  ...when('description', deployment.text),
  creator: deployment.creator,
  ignoreApplicationStopFailures: false,
  updateOutdatedInstancesOnly: false,
  deploymentStyle: { deploymentType: 'IN_PLACE', deploymentOption: 'WITH_TRAFFIC_CONTROL' },
  instanceTerminationWaitTimeStarted: false,
  fileExistsBehavior: 'DISALLOW',
  deploymentStatusMessages: [],
  computePlatform: deployment.platform,
});

/** Ids that there are not are left out, as AWS leaves them out. */
const batchGetDeployments = operation(BatchGetDeploymentsCommand, (input, world) => {
  const { deploymentIds: ids = [] } = input;
  if (ids.length === 0)
    throw new AwsError('DeploymentIdRequiredException', 'At least one deployment ID must be specified.');
  if (ids.length > mostIds)
    throw new AwsError('BatchLimitExceededException', `The maximum number of deployment IDs is ${mostIds}.`);
  return {
    deploymentsInfo: ids.flatMap((id) => {
      const deployment = own(world.estate.deployments, id);
      return deployment === undefined ? [] : [infoOf(world, id, deployment)];
    }),
  };
});

export const codedeploy = serviceOf(new CodeDeployClient(nowhere), [listDeployments, batchGetDeployments]);

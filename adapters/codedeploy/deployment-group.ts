import {
  BatchGetDeploymentsCommand,
  type CodeDeployClient,
  type DeploymentInfo,
  ListDeploymentsCommand,
} from '@aws-sdk/client-codedeploy';
import { EXECUTIONS } from '../../domain/triage/checks/pipeline.ts';
import type { Deployment } from '../../domain/triage/facts/deployments.ts';
import type { Looker, Seen } from '../../protocol/ports/check.ts';

/** The last deployments of each `<application>/<deployment group>`. */
export const createDeploymentGroupLooker =
  (client: CodeDeployClient): Looker<'deployment-group'> =>
  ({ subjects, signal }) =>
    Promise.all(
      subjects.map(async (name): Promise<Seen<'deployment-group'>> => {
        const [applicationName, deploymentGroupName] = name.split('/');
        try {
          const list = new ListDeploymentsCommand({ applicationName, deploymentGroupName });
          const { deployments = [] } = await client.send(list, { abortSignal: signal });
          if (deployments.length === 0) return { resource: name, facts: { name, deployments: [] } };
          const read = new BatchGetDeploymentsCommand({ deploymentIds: deployments.slice(0, EXECUTIONS) });
          const { deploymentsInfo = [] } = await client.send(read, { abortSignal: signal });
          const newestFirst = deploymentsInfo.map(deploymentOf).sort((a, b) => b.startedAtMs - a.startedAtMs);
          return { resource: name, facts: { name, deployments: newestFirst } };
        } catch (error) {
          return { resource: name, error };
        }
      }),
    );

/** CodeDeploy API, `DeploymentInfo`, "status". */
const statuses: Readonly<Record<string, Deployment['status']>> = {
  Created: 'in-progress',
  Queued: 'in-progress',
  InProgress: 'in-progress',
  Baking: 'in-progress',
  Ready: 'in-progress',
  Succeeded: 'succeeded',
  Failed: 'failed',
  Stopped: 'stopped',
};

const deploymentOf = (info: DeploymentInfo): Deployment => {
  const { deploymentId, createTime, completeTime, errorInformation, rollbackInfo, revision } = info;
  const status =
    rollbackInfo?.rollbackDeploymentId === undefined
      ? (statuses[info.status ?? ''] ?? 'stopped')
      : 'rolled-back';
  const { s3Location, gitHubLocation } = revision ?? {};
  const brought = gitHubLocation?.commitId ?? s3Location?.key;
  return {
    id: deploymentId ?? 'unknown',
    status,
    startedAtMs: createTime?.getTime() ?? 0,
    ...(completeTime === undefined ? {} : { endedAtMs: completeTime.getTime() }),
    ...(brought === undefined ? {} : { revision: brought }),
    ...(errorInformation?.message === undefined ? {} : { failure: errorInformation.message }),
  };
};

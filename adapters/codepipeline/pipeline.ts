import {
  type CodePipelineClient,
  ListPipelineExecutionsCommand,
  type PipelineExecutionSummary,
} from '@aws-sdk/client-codepipeline';
import { EXECUTIONS } from '../../domain/triage/checks/pipeline.ts';
import type { Deployment } from '../../domain/triage/facts/deployments.ts';
import type { Looker, Seen } from '../../protocol/ports/check.ts';

/** The last executions of each pipeline. */
export const createPipelineLooker =
  (client: CodePipelineClient): Looker<'pipeline'> =>
  ({ subjects, signal }) =>
    Promise.all(
      subjects.map(async (name): Promise<Seen<'pipeline'>> => {
        try {
          const command = new ListPipelineExecutionsCommand({ pipelineName: name, maxResults: EXECUTIONS });
          const { pipelineExecutionSummaries = [] } = await client.send(command, { abortSignal: signal });
          return {
            resource: name,
            facts: { name, deployments: pipelineExecutionSummaries.map(deploymentOf) },
          };
        } catch (error) {
          return { resource: name, error };
        }
      }),
    );

/** CodePipeline API, `PipelineExecutionSummary`, "status". */
const statuses: Readonly<Record<string, Deployment['status']>> = {
  InProgress: 'in-progress',
  Stopping: 'in-progress',
  Succeeded: 'succeeded',
  Failed: 'failed',
};

const deploymentOf = (execution: PipelineExecutionSummary): Deployment => {
  const { pipelineExecutionId, status, startTime, lastUpdateTime, sourceRevisions, executionType } =
    execution;
  const revision = sourceRevisions?.[0]?.revisionId;
  const is = executionType === 'ROLLBACK' ? 'rolled-back' : (statuses[status ?? ''] ?? 'stopped');
  const startedAtMs = startTime?.getTime() ?? 0;
  return {
    id: pipelineExecutionId ?? 'unknown',
    status: is,
    startedAtMs,
    ...(is === 'in-progress' ? {} : { endedAtMs: lastUpdateTime?.getTime() ?? startedAtMs }),
    ...(revision === undefined ? {} : { revision }),
  };
};

import {
  CodePipelineClient,
  ListPipelineExecutionsCommand,
  type PipelineExecutionSummary,
} from '@aws-sdk/client-codepipeline';
import { own } from '../../../domain/kernel/own.ts';
import { pageSize } from '../estate/limits.ts';
import { pageOf, when } from '../estate/pages.ts';
import type { World } from '../estate/world.ts';
import type { Pipeline } from '../situation/deployments.ts';
import { AwsError } from '../wire/aws-error.ts';
import { operation, serviceOf } from '../wire/operation.ts';
import { nowhere } from './nowhere.ts';

type Execution = Pipeline['executions'][number];

const summaryOf = (world: World, execution: Execution): PipelineExecutionSummary => ({
  pipelineExecutionId: execution.id,
  status: execution.status,
  ...when('statusSummary', execution.text),
  startTime: world.date(execution.at),
  lastUpdateTime: world.date(execution.updated ?? execution.at),
  sourceRevisions: [
    { actionName: 'Source', revisionId: execution.commit, revisionSummary: execution.commitText },
  ],
  trigger: { triggerType: execution.trigger, triggerDetail: 'refs/heads/main' },
  executionMode: 'SUPERSEDED',
  executionType: execution.trigger.endsWith('Rollback') ? 'ROLLBACK' : 'STANDARD',
});

/** The youngest first, up to 100 a page. AWS CodePipeline API reference, ListPipelineExecutions. */
const listPipelineExecutions = operation(ListPipelineExecutionsCommand, (input, world) => {
  const { pipelineName: name = '', nextToken: token, filter } = input;
  const pipeline = own(world.estate.pipelines, name);
  if (pipeline === undefined)
    throw new AwsError(
      'PipelineNotFoundException',
      `Account '${world.accountId}' does not have a pipeline with name '${name}'`,
    );
  if (filter !== undefined)
    throw new AwsError('ValidationException', 'The stand-in account does not filter executions.', {
      status: 400,
    });
  const executions = pipeline.executions
    .filter(({ at }) => world.date(at).getTime() <= world.nowMs)
    .toSorted((a, b) => b.at - a.at);
  const page = pageOf(executions, {
    token,
    size: pageSize(input.maxResults, {
      field: 'maxResults',
      least: 1,
      most: 100,
      usual: 100,
      code: 'ValidationException',
    }),
    about: name,
    invalid: () => new AwsError('InvalidNextTokenException', 'The next token is not valid.'),
  });
  return {
    pipelineExecutionSummaries: page.items.map((execution) => summaryOf(world, execution)),
    ...when('nextToken', page.next),
  };
});

export const codepipeline = serviceOf(new CodePipelineClient(nowhere), [listPipelineExecutions]);

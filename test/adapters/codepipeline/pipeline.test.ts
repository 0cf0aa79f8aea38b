import { CodePipelineClient, ListPipelineExecutionsCommand } from '@aws-sdk/client-codepipeline';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { createPipelineLooker } from '../../../adapters/codepipeline/pipeline.ts';
import { asked, awsError } from '../../contract/asked.ts';
import { MINUTE, T0 } from '../../contract/sample-records.ts';

const client = mockClient(CodePipelineClient);
const look = createPipelineLooker(new CodePipelineClient({}));
beforeEach(() => client.reset());

const times = { startTime: new Date(T0 - 9 * MINUTE), lastUpdateTime: new Date(T0 - 7 * MINUTE) };

const told = async (execution: object) => {
  client
    .on(ListPipelineExecutionsCommand)
    .resolves({ pipelineExecutionSummaries: [{ pipelineExecutionId: 'e-1', ...times, ...execution }] });
  const [seen] = await look(asked<'pipeline'>(['ship']));
  return seen !== undefined && 'facts' in seen ? seen.facts.deployments[0] : seen;
};

test.each([
  [{ status: 'Succeeded' }, 'succeeded'],
  [{ status: 'Failed' }, 'failed'],
  [{ status: 'Superseded' }, 'stopped'],
  [{ status: 'Stopped' }, 'stopped'],
  [{ status: 'a-status-of-next-year' }, 'stopped'],
  [{ status: 'Succeeded', executionType: 'ROLLBACK' }, 'rolled-back'],
])('an execution that says %j: %s', async (execution, status) => {
  expect(await told(execution)).toMatchObject({
    id: 'e-1',
    status,
    startedAtMs: T0 - 9 * MINUTE,
    endedAtMs: T0 - 7 * MINUTE,
  });
});

test.each(['InProgress', 'Stopping'])('one that is %s has not ended', async (status) => {
  expect(await told({ status })).toEqual({ id: 'e-1', status: 'in-progress', startedAtMs: T0 - 9 * MINUTE });
});

test('what it brought out is the first of its sources', async () => {
  expect(
    await told({ status: 'Succeeded', sourceRevisions: [{ revisionId: 'abc' }, { revisionId: 'def' }] }),
  ).toMatchObject({ revision: 'abc' });
  expect(await told({ status: 'Succeeded', sourceRevisions: [] })).not.toHaveProperty('revision');
});

test('half an answer is an execution of which nothing is known, or none', async () => {
  client.on(ListPipelineExecutionsCommand).resolves({ pipelineExecutionSummaries: [{}] });
  expect(await look(asked<'pipeline'>(['ship']))).toEqual([
    {
      resource: 'ship',
      facts: {
        name: 'ship',
        deployments: [{ id: 'unknown', status: 'stopped', startedAtMs: 0, endedAtMs: 0 }],
      },
    },
  ]);
  client.on(ListPipelineExecutionsCommand).resolves({});
  expect(await look(asked<'pipeline'>(['ship']))).toEqual([
    { resource: 'ship', facts: { name: 'ship', deployments: [] } },
  ]);
});

test('five executions are asked for, and a refusal is told of its pipeline alone', async () => {
  client.on(ListPipelineExecutionsCommand).resolves({});
  client
    .on(ListPipelineExecutionsCommand, { pipelineName: 'gone' })
    .rejects(awsError('PipelineNotFoundException'));
  const seen = await look(asked<'pipeline'>(['ship', 'gone']));
  expect(seen.map((one) => 'error' in one)).toEqual([false, true]);
  expect(client.commandCalls(ListPipelineExecutionsCommand)[0]?.args[0].input.maxResults).toBe(5);
});

import {
  BatchGetDeploymentsCommand,
  CodeDeployClient,
  ListDeploymentsCommand,
} from '@aws-sdk/client-codedeploy';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { createDeploymentGroupLooker } from '../../../adapters/codedeploy/deployment-group.ts';
import { asked, awsError } from '../../contract/asked.ts';
import { MINUTE, T0 } from '../../contract/sample-records.ts';

const client = mockClient(CodeDeployClient);
const look = createDeploymentGroupLooker(new CodeDeployClient({}));
beforeEach(() => client.reset());

const times = { createTime: new Date(T0 - 9 * MINUTE), completeTime: new Date(T0 - 7 * MINUTE) };
const lookAt = async () => {
  const [seen] = await look(asked<'deployment-group'>(['shop/web']));
  if (seen === undefined || 'error' in seen) throw new Error('nothing was seen');
  return seen.facts.deployments;
};

const told = async (info: object) => {
  client.on(ListDeploymentsCommand).resolves({ deployments: ['d-1'] });
  client
    .on(BatchGetDeploymentsCommand)
    .resolves({ deploymentsInfo: [{ deploymentId: 'd-1', ...times, ...info }] });
  return (await lookAt())[0];
};

test.each([
  [{ status: 'Succeeded' }, 'succeeded'],
  [{ status: 'Failed' }, 'failed'],
  [{ status: 'Stopped' }, 'stopped'],
  [{ status: 'Baking' }, 'in-progress'],
  [{ status: 'Failed', rollbackInfo: { rollbackDeploymentId: 'd-2' } }, 'rolled-back'],
  [{ status: 'Succeeded', rollbackInfo: { rollbackTriggeringDeploymentId: 'd-0' } }, 'succeeded'],
  [{}, 'stopped'],
])('a deployment that says %j: %s', async (info, status) => {
  expect(await told(info)).toMatchObject({ id: 'd-1', status, startedAtMs: T0 - 9 * MINUTE });
});

test('what it brought out, and why it failed, are told where they are known', async () => {
  expect(await told({ revision: { gitHubLocation: { commitId: 'abc' } } })).toMatchObject({
    revision: 'abc',
  });
  expect(await told({ revision: { s3Location: { key: 'web.zip' } } })).toMatchObject({ revision: 'web.zip' });
  expect(
    await told({ status: 'Failed', errorInformation: { message: 'too few healthy instances' } }),
  ).toMatchObject({
    failure: 'too few healthy instances',
  });
  expect(await told({ revision: {}, errorInformation: {} })).not.toHaveProperty('failure');
});

test('the last five are read, and told newest first', async () => {
  client.on(ListDeploymentsCommand).resolves({ deployments: Array.from({ length: 9 }, (_, n) => `d-${n}`) });
  client.on(BatchGetDeploymentsCommand).callsFake(({ deploymentIds }) => ({
    deploymentsInfo: deploymentIds.map((deploymentId: string, n: number) => ({
      deploymentId,
      createTime: new Date(T0 + n),
    })),
  }));
  expect((await lookAt()).map(({ id }) => id)).toEqual(['d-4', 'd-3', 'd-2', 'd-1', 'd-0']);
});

test('half an answer is no deployment', async () => {
  client.on(ListDeploymentsCommand).resolves({});
  expect(await lookAt()).toEqual([]);
  client.on(ListDeploymentsCommand).resolves({ deployments: ['d-1'] });
  client.on(BatchGetDeploymentsCommand).resolves({});
  expect(await lookAt()).toEqual([]);
});

test('a refusal of either call is told of its group alone', async () => {
  client.on(ListDeploymentsCommand).resolves({});
  client
    .on(ListDeploymentsCommand, { applicationName: 'gone' })
    .rejects(awsError('ApplicationDoesNotExistException'));
  client.on(ListDeploymentsCommand, { applicationName: 'busy' }).resolves({ deployments: ['d-1'] });
  client.on(BatchGetDeploymentsCommand).rejects(awsError('ThrottlingException'));
  const seen = await look(asked<'deployment-group'>(['shop/web', 'gone/web', 'busy/web']));
  expect(seen.map((one) => 'error' in one)).toEqual([false, true, true]);
});

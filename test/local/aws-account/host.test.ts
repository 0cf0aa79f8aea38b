import {
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Host } from '../../../local/host/host.ts';
import { removeFolders } from '../fixture/package.ts';
import { runFixture, stopHosts } from '../fixture/running-host.ts';

let host: Host;
beforeAll(async () => {
  host = await runFixture();
});
afterAll(async () => {
  await stopHosts();
  removeFolders();
});

const ask = (method: string, body?: object, token = host.endpoints.token) =>
  fetch(host.endpoints.awsAccount.situationUrl, {
    method,
    headers: { authorization: `Bearer ${token}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

const TargetGroupArn =
  'arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/checkout-web/8c1f0e2d3b4a5968';

const states = async (): Promise<readonly (string | undefined)[]> => {
  const { credentials, awsAccount } = host.endpoints;
  const endpoint = awsAccount.environment['AWS_ENDPOINT_URL_ELASTIC_LOAD_BALANCING_V2'] ?? '';
  const client = new ElasticLoadBalancingV2Client({ endpoint, region: 'eu-west-1', credentials });
  const answer = await client.send(new DescribeTargetHealthCommand({ TargetGroupArn }));
  return [...new Set(answer.TargetHealthDescriptions?.map(({ TargetHealth: health }) => health?.State))];
};

describe('the laptop host has a stand-in AWS account', () => {
  test('that is healthy, until another situation is put on', async () => {
    expect(await (await ask('GET')).json()).toEqual({ situation: 'healthy' });
    expect(await states()).toEqual(['healthy']);
    const changed = await ask('PUT', { situation: 'outage-after-deployment' });
    expect([changed.status, await changed.json()]).toEqual([200, { situation: 'outage-after-deployment' }]);
    expect(await states()).toEqual(['unhealthy']);
  });

  test.each([
    ['an unknown situation', 'PUT', { situation: 'helthy' }, 400],
    ['no situation', 'PUT', {}, 400],
    ['another method', 'DELETE', undefined, 405],
  ])('that refuses %s and stays as it is', async (_what, method, body, status) => {
    const before = await (await ask('GET')).json();
    expect((await ask(method, body)).status).toBe(status);
    expect(await (await ask('GET')).json()).toEqual(before);
  });

  test('that asks for the token of the API', async () => {
    expect((await ask('PUT', { situation: 'zone-out' }, 'another')).status).toBe(401);
  });

  test('whose situation can be chosen at the start; an unknown one keeps the host from starting', async () => {
    const chosen = await runFixture({ environment: { TOCSIN_SITUATION: 'zone-out' } });
    expect(chosen.situation()).toBe('zone-out');
    await expect(runFixture({ environment: { TOCSIN_SITUATION: 'zone-ot' } })).rejects.toThrow(
      'The situation "zone-ot" is neither a file nor one of the project\'s. Did you mean zone-out?',
    );
  });
});

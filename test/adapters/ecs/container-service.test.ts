import { DescribeServicesCommand, ECSClient } from '@aws-sdk/client-ecs';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { createContainerServiceLooker } from '../../../adapters/ecs/container-service.ts';
import { asked, awsError } from '../../contract/asked.ts';
import { MINUTE, T0 } from '../../contract/sample-records.ts';

const client = mockClient(ECSClient);
const look = createContainerServiceLooker(new ECSClient({}));
beforeEach(() => client.reset());

const at = (minutes: number) => new Date(T0 + minutes * MINUTE);

const told = async (service: object) => {
  client.on(DescribeServicesCommand).resolves({ services: [{ serviceName: 'web', ...service }] });
  const [seen] = await look(asked<'container-service'>(['shop/web']));
  if (seen === undefined || 'error' in seen) throw new Error('nothing was seen');
  return seen.facts;
};

test('half an answer is a service that runs nothing', async () => {
  expect(await told({})).toEqual({
    ...{ name: 'shop/web', desired: 0, running: 0, pending: 0 },
    ...{ deployments: [], messages: [] },
  });
  expect(await told({ deployments: [{}] })).toMatchObject({
    deployments: [{ id: 'unknown', startedAtMs: 0 }],
  });
});

test.each([
  [{ status: 'PRIMARY', rolloutState: 'IN_PROGRESS' }, { status: 'in-progress' }],
  [
    { status: 'PRIMARY', rolloutState: 'COMPLETED' },
    { status: 'succeeded', endedAtMs: T0 - 7 * MINUTE },
  ],
  [
    { status: 'PRIMARY', rolloutState: 'FAILED', rolloutStateReason: 'circuit breaker' },
    { status: 'failed', failure: 'circuit breaker' },
  ],
  [{ status: 'PRIMARY', runningCount: 1, desiredCount: 4 }, { status: 'in-progress' }],
  [{ status: 'PRIMARY', runningCount: 4, desiredCount: 4 }, { status: 'succeeded' }],
  [{ status: 'ACTIVE', rolloutState: 'IN_PROGRESS' }, { status: 'succeeded' }],
])('a deployment that says %j', async (deployment, wanted) => {
  const times = {
    createdAt: at(-9),
    updatedAt: at(-7),
    taskDefinition: 'arn:aws:ecs:eu-west-1:1:task-definition/web:42',
  };
  expect(
    (await told({ deployments: [{ id: 'ecs-svc/1', ...times, ...deployment }] })).deployments[0],
  ).toMatchObject({
    ...{ id: 'ecs-svc/1', revision: 'web:42', startedAtMs: T0 - 9 * MINUTE },
    ...wanted,
  });
});

test('a service that is scaled long after its rollout has deployed nothing since', async () => {
  const deployments = [
    { rolloutState: 'COMPLETED' as const, createdAt: at(-3 * 24 * 60), updatedAt: at(-5) },
  ];
  expect((await told({ deployments })).deployments[0]?.endedAtMs).toBe(T0 - 71 * 60 * MINUTE);
});

test('what it says around onset is told, the newest three', async () => {
  const events = [
    [2, 'd'],
    [1, 'c'],
    [-1, 'b'],
    [-2, 'a'],
    [-90, 'steady'],
  ].map(([minutes, message]) => ({ createdAt: at(Number(minutes)), message: String(message) }));
  expect((await told({ events })).messages).toEqual(['d', 'c', 'b']);
  expect((await told({ events: [...events.slice(4), { message: 'whenever' }] })).messages).toEqual([]);
});

test('services are asked for ten at a time, a cluster at a time', async () => {
  client
    .on(DescribeServicesCommand)
    .callsFake(({ services }) => ({ services: services.map((serviceName: string) => ({ serviceName })) }));
  const names = [...Array.from({ length: 12 }, (_, n) => `shop/web-${n}`), 'back/api'];
  expect((await look(asked<'container-service'>(names))).map(({ resource }) => resource)).toEqual(names);
  const calls = client
    .commandCalls(DescribeServicesCommand)
    .map(({ args }) => [args[0].input.cluster, args[0].input.services?.length]);
  expect(calls).toEqual([
    ['shop', 10],
    ['shop', 2],
    ['back', 1],
  ]);
});

test('a service that is missing or was deleted does not exist; a cluster that is refused is told of its services alone', async () => {
  client.on(DescribeServicesCommand, { cluster: 'shop' }).resolves({
    services: [{ serviceName: 'web' }, { serviceName: 'old', status: 'INACTIVE' }],
    failures: [{ arn: 'arn:gone', reason: 'MISSING' }],
  });
  client.on(DescribeServicesCommand, { cluster: 'back' }).rejects(awsError('AccessDeniedException'));
  const seen = await look(asked<'container-service'>(['shop/web', 'shop/old', 'shop/gone', 'back/api']));
  const missing = expect.objectContaining({ name: 'ServiceNotFound' });
  expect(seen.map((one) => ('error' in one ? one.error : 'seen'))).toEqual([
    'seen',
    missing,
    missing,
    expect.objectContaining({ name: 'AccessDeniedException' }),
  ]);
});

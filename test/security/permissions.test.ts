import { afterAll, beforeAll, expect, test } from 'vitest';
import { operationIds, operations } from '../../events/contracts/api/operations.ts';
import { alarmEvent, MINUTE } from './alarm-events.ts';
import {
  type DeployedFunctions,
  type FunctionName,
  startDeployedFunctions,
  topicPrefix,
} from './deployed-functions.ts';
import { grantedCalls, indexResource } from './granted-calls.ts';
import { incidentOf, playAlarms, post, takeIn } from './play-flows.ts';
import type { SeenCall } from './recording-front.ts';
import { recordOf } from './sqs-record.ts';

let world: DeployedFunctions;
const asked = new Set<string>();

beforeAll(async () => {
  world = await startDeployedFunctions(Date.UTC(2026, 10, 18, 3, 0, 0));
  await playAlarms(world, 'shop', 'run-timer');
  await playAlarms(world, 'search', 'sweep-due');
  await callEverything();
  const { batchItemFailures } = await world.handRecords(
    'page-undecided',
    recordOf('no JSON', 'malformed-json'),
  );
  expect(batchItemFailures).toEqual([]);
}, 120_000);
afterAll(() => world.stop());

/** Every operation of the API, and the lists by every index. */
const callEverything = async (): Promise<void> => {
  await takeIn(world, alarmEvent('chat-errors', 'ALARM', { service: 'chat' }));
  await takeIn(world, alarmEvent('mail-errors', 'ALARM', { service: 'mail' }));
  const { id } = await incidentOf(world, 'chat');
  const bodies: Readonly<Record<string, object>> = {
    declareIncident: { title: 'Maps are down', service: 'maps', note: 'seen by eye' },
    addNote: { note: 'looking' },
    setSeverity: { severity: 'SEV1' },
    sayFacts: { impact: 'nobody can pay' },
    linkIncidents: { incidentId: (await incidentOf(world, 'mail')).id },
  };
  const last = ['mitigate', 'resolve', 'reopen', 'close'];
  const inOrder = [
    ...operationIds.filter((each) => !last.includes(each)),
    ...last.slice(0, 3),
    'resolve',
    'close',
  ];
  for (const operationId of inOrder) {
    const known = operationIds.find((each) => each === operationId);
    if (known === undefined) throw new Error(`no operation ${operationId}`);
    const { method, path } = operations[known];
    const body = method === 'GET' ? {} : { body: bodies[known] ?? {} };
    const { statusCode } = await world.ask(path.replace('{id}', id), { method, ...body });
    expect([operationId, statusCode]).toEqual([operationId, known === 'declareIncident' ? 201 : 200]);
    asked.add(known);
  }
  for (const query of ['status=investigating', 'status=resolved', 'service=maps', 'text=maps', '']) {
    expect((await world.ask('/incidents', { query })).statusCode).toBe(200);
  }
  await declareAgain();
};

/** Joined, and reopened by a declaration, which walks as an alarm does. */
const declareAgain = async (): Promise<void> => {
  const body = { title: 'Maps are still down', service: 'maps' };
  expect((await world.ask('/incidents', { method: 'POST', body })).statusCode).toBe(200);
  const { id } = await incidentOf(world, 'maps');
  expect(await post(world, id, 'resolve')).toBe(200);
  world.pass(MINUTE);
  expect((await world.ask('/incidents', { method: 'POST', body })).statusCode).toBe(200);
};

const resources: readonly [RegExp, string][] = [
  [/^tocsin-test-[\da-f-]+\/index\/(.+)$/, indexResource('$1')],
  [/^tocsin-test-[\da-f-]+$/, 'Table'],
  [/^stack-timers$/, 'TimersQueue'],
  [/^stack-intake-dead$/, 'IntakeDeadQueue'],
  [/^stack-undecided$/, 'UndecidedQueue'],
  [/^stack$/, 'Bus'],
  [new RegExp(`^${topicPrefix}[a-z-]+$`), 'audience'],
];

/** As the roles name it. A resource of another name stays as it is, and so is granted to nobody. */
const grantOf = ({ action, resource }: SeenCall): string => {
  const [pattern, name] = resources.find(([known]) => known.test(resource)) ?? [/^$/, ''];
  return `${action} ${resource.replace(pattern, name)}`;
};

const functions = Object.keys(grantedCalls) as FunctionName[];

test.each(functions)('%s makes no call that its role does not allow', (name) => {
  const seen = new Set(world.callsOf(name).map(grantOf));
  expect([...seen].filter((call) => !grantedCalls[name].includes(call))).toEqual([]);
});

test.each(functions)('%s is allowed nothing that no flow of it makes', (name) => {
  const seen = new Set(world.callsOf(name).map(grantOf));
  expect(grantedCalls[name].filter((call) => !seen.has(call))).toEqual([]);
});

test('what pages raw is seen to reach the fallback audience alone', () => {
  const topics = world.callsOf('page-undecided').filter(({ action }) => action === 'sns:Publish');
  expect([...new Set(topics.map(({ resource }) => resource))]).toEqual([`${topicPrefix}fallback`]);
});

test('every operation of the API was asked', () => {
  expect([...asked].sort()).toEqual([...operationIds].sort());
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { operationIds, operations } from '../../events/contracts/api/operations.ts';
import { sampleEvent } from '../events/intake/messages.ts';
import { alarmEvent, MINUTE } from './alarm-events.ts';
import {
  type DeployedFunctions,
  type FunctionName,
  startDeployedFunctions,
  topicPrefix,
} from './deployed-functions.ts';
import { grantedCalls, grantedItems, indexResource } from './granted-calls.ts';
import { leadingKeysOf } from './leading-keys.ts';
import { examineAll, incidentOf, passMinutes, playAlarms, post, takeIn } from './play-flows.ts';
import type { SeenCall } from './recording-front.ts';
import { recordOf } from './sqs-record.ts';

let world: DeployedFunctions;
const asked = new Set<string>();

beforeAll(async () => {
  world = await startDeployedFunctions(Date.UTC(2026, 10, 18, 3, 0, 0), 'replica-lag');
  await playAlarms(world, 'shop', 'run-timer');
  await playAlarms(world, 'search', 'sweep-due');
  await playTriage();
  await playOtherScenarios();
  await callEverything();
  // Each ten minutes a sweep calls for the queues that nobody reads.
  world.pass(10 * MINUTE - (Date.now() % (10 * MINUTE)));
  await world.sweep();
  const { batchItemFailures } = await world.handRecords(
    'page-undecided',
    recordOf('no JSON', 'malformed-json'),
  );
  expect(batchItemFailures).toEqual([]);
}, 120_000);
afterAll(() => world.stop());

/** What triage asks of scenarios other than an outage. */
const playOtherScenarios = async (): Promise<void> => {
  const tags = { 'tocsin:scenario': 'auto-scaling' };
  await takeIn(world, alarmEvent('scaled-short', 'ALARM', { service: 'scaled', tags }));
  const { detail, ...event } = sampleEvent('guardduty-critical');
  const instanceDetails = { networkInterfaces: [{ vpcId: 'vpc-0a1b2c3d4e5f60718' }] };
  const resource = { ...(detail['resource'] as object), instanceDetails };
  await takeIn(world, JSON.stringify({ ...event, detail: { ...detail, resource } }));
  await examineAll(world);
};

/** Looked at as it opens, as it lasts, and after all has cleared. */
const playTriage = async (): Promise<void> => {
  world.triageRequests.splice(0);
  await takeIn(
    world,
    alarmEvent('checkout-errors', 'ALARM', { service: 'checkout', tags: { 'tocsin:scenario': 'outage' } }),
  );
  await examineAll(world);
  await passMinutes(world, 16, 'run-timer');
  await examineAll(world);
  await takeIn(world, alarmEvent('checkout-errors', 'OK', { service: 'checkout' }));
  await passMinutes(world, 10, 'run-timer');
  await examineAll(world);
};

/** Every operation of the API, and the lists by every index. */
const callEverything = async (): Promise<void> => {
  await takeIn(world, alarmEvent('chat-errors', 'ALARM', { service: 'chat' }));
  await takeIn(world, alarmEvent('mail-errors', 'ALARM', { service: 'mail' }));
  const { id } = await incidentOf(world, 'chat');
  const later = await incidentOf(world, 'mail');
  const bodies: Readonly<Record<string, object>> = {
    declareIncident: { title: 'Maps are down', service: 'maps', note: 'seen by eye' },
    addNote: { note: 'looking' },
    setSeverity: { severity: 'SEV1' },
    sayFacts: { impact: 'nobody can pay' },
    answerQuestion: { question: 'data-loss', answer: 'no' },
    linkIncidents: { incidentId: later.id },
    mergeIncident: { into: id },
    sendTestPage: { audience: 'primary' },
  };
  let testPageId = '';
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
    const others: Readonly<Record<string, string>> = { recordArrival: testPageId, mergeIncident: later.id };
    const about = others[known] ?? id;
    // A triage that is running is not asked for again.
    if (known === 'triageNow') await examineAll(world);
    const answer = await world.ask(path.replace('{id}', about), { method, ...body });
    const makes = known === 'declareIncident' || known === 'sendTestPage';
    const wanted = makes ? 201 : known === 'triageNow' ? 202 : 200;
    expect([operationId, answer.statusCode]).toEqual([operationId, wanted]);
    if (known === 'sendTestPage') testPageId = JSON.parse(answer.body).id;
    asked.add(known);
  }
  for (const query of [
    'status=investigating',
    'status=resolved',
    'service=maps',
    'text=maps',
    '',
    'limit=1',
  ]) {
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
  [/^stack-undecided-dead$/, 'UndecidedDeadQueue'],
  [/^stack-timers-dead$/, 'TimersDeadQueue'],
  [/^stack-undelivered$/, 'UndeliveredQueue'],
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

/** Kinds of items that a function was seen to call for, as `grantedItems` writes them. */
const itemsSeen = (name: FunctionName): ReadonlySet<string> =>
  new Set(
    world
      .callsOf(name)
      .flatMap((call) => leadingKeysOf(call).map((key) => `${call.action} ${key.replace(/#.*$/s, '#')}`)),
  );

/** Kinds alone: a statement of the role grants its calls together. */
const kindsOf = (items: Iterable<string>): readonly string[] =>
  [...new Set([...items].map((item) => item.replace(/^.* /, '')))].sort();

/**
 * A transition that goes through the walk again is ignored where a race made it old (protocol/intake/follow-up.ts): no
 * flow here is such a race, and whoever meets one has to say so on record.
 */
const racesAside = (name: FunctionName, kinds: readonly string[]): readonly string[] =>
  name === 'ingest-alarm' ? kinds : kinds.filter((kind) => kind !== 'IGNORED#');

test.each(functions)('%s calls for no item of a kind that its role does not allow', (name) => {
  expect([...itemsSeen(name)].filter((item) => !grantedItems[name].includes(item))).toEqual([]);
});

test.each(functions)('%s is allowed no kind of items that no flow of it calls for', (name) => {
  expect(racesAside(name, kindsOf(grantedItems[name]))).toEqual(racesAside(name, kindsOf(itemsSeen(name))));
});

test('no function but serve-api reads secrets or tokens, and none writes tokens', () => {
  for (const name of functions) {
    const items = grantedItems[name].filter((item) => /(TOKEN|SECRET)#$/.test(item));
    if (name !== 'serve-api') expect(items).toEqual([]);
    expect(items.filter((item) => item.endsWith('TOKEN#')).every((item) => item.includes('GetItem'))).toBe(
      true,
    );
  }
});

test('what pages raw is seen to reach the fallback audience alone', () => {
  const topics = world.callsOf('page-undecided').filter(({ action }) => action === 'sns:Publish');
  expect([...new Set(topics.map(({ resource }) => resource))]).toEqual([`${topicPrefix}fallback`]);
});

test('every operation of the API was asked', () => {
  expect([...asked].sort()).toEqual([...operationIds].sort());
});

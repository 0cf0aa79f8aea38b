import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { createDynamoDbAccess } from '../../adapters/dynamodb/access.ts';
import { tokenKey } from '../../adapters/dynamodb/keys.ts';
import type { Table } from '../../adapters/dynamodb/table.ts';
import { createDynamoDbTestPages } from '../../adapters/dynamodb/test-pages.ts';
import type { Act } from '../../domain/lifecycle/commands.ts';
import { act } from '../../protocol/command/act.ts';
import { declareIncident } from '../../protocol/intake/declare.ts';
import { ingest } from '../../protocol/intake/ingest.ts';
import type { Shell } from '../../protocol/shell.ts';
import { publicEvent } from '../behaviour/public-event.ts';
import { configured, MINUTE, START } from '../behaviour/world.ts';
import { invoke } from '../faults/fault.ts';
import { playHeldPages, playMergers, playPublicEvent, playRetirements, WRITTEN } from './chapters.ts';
import { createTableWorld } from './table-world.ts';

/** What the default configuration has none of: quiet hours, a service by the name of its alarms, an early expiry. */
const ofTeam = configured(`policies:
  calm:
    quietHours: { from: "22:00", to: "05:00", timeZone: UTC }
    rungs:
      - { id: primary, page: [primary] }
policyBySeverity: { SEV4: calm }
services:
  - name: named
    match: [{ alarm: "*named-errors" }]
clocks:
  expiry: { deployment: 10m }
`);

/**
 * Plays incidents into a table until they stand in every state that one can be in, with every field of the record, every
 * command and every kind of item. test/upgrade/story.test.ts says what a new field or command still lacks here.
 */
export const playStory = async (table: Table): Promise<void> => {
  const world = createTableWorld(table);
  const { shell, alarm, send, open, publisher } = world;
  const person = (id: string, command: Act['command']) =>
    act(shell, id, {
      by: 'ada',
      command,
      note: 'as ada says',
      request: { key: `${id}-${command.kind}`, fingerprint: 'f' },
    });

  // Minute 0: incidents that will have gone further by the time of the others.
  const team: Shell = { ...shell, configuration: ofTeam };
  await ingest(team, [alarm('quiet', 'errors', { severity: 'SEV4' })]);
  await ingest(team, [alarm('expired', 'errors', { kind: 'deployment' })]);
  await ingest(team, [alarm('', 'named-errors')]);
  await open('reminded', { severity: 'SEV1' });
  await open('resolved-by-itself');
  await open('mitigated-by-clearing');
  const superseded = await open('superseded');
  const closed = await open('closed');
  const again = await open('crashed-second-opening');
  await send(alarm('crashed-second-opening', 'errors', { state: 'OK' }));
  await person(again, { kind: 'resolve' });
  await send(alarm('resolved-by-itself', 'errors', { state: 'OK' }));
  await send(alarm('superseded', 'errors', { state: 'OK' }));
  await person(superseded, { kind: 'resolve' });
  await person(closed, { kind: 'resolve' });
  await person(closed, { kind: 'close' });
  await send(alarm('reminded', 'errors', { state: 'OK' }));
  for (const minute of [1, 3, 5, 6, 8, 10, 12, 14, 16, 36, 40]) await world.sweepAt(minute);
  // Minute 60: past the reopen window.
  world.setClock(60);
  await open('superseded', { at: 60 * MINUTE });
  await send(alarm('mitigated-by-clearing', 'latency'));
  await send(
    alarm('mitigated-by-clearing', 'latency', { state: 'OK' }),
    alarm('mitigated-by-clearing', 'errors', { state: 'OK' }),
  );
  await playPublicEvent(world);
  await world.sweepAt(WRITTEN);
  await playRetirements(world);
  world.setClock(WRITTEN);
  await ingest(shell, [publicEvent(world.now(), { n: 2 })]);
  const severe = await open('open-sev1', { severity: 'SEV1', scenario: 'database', resource: 'orders' });
  await send(alarm('open-sev1', 'second', { severity: 'SEV1', resource: 'carts' }));
  await act(shell, severe, {
    by: 'ada',
    command: { kind: 'say' },
    say: {
      facts: { impact: 'nobody can pay', estimatedResolutionAtMs: START },
      statements: ['triaged', 'data-loss-suspected'],
    },
  });
  await open('security', { scenario: 'security', severity: 'SEV2' });
  const acknowledged = await open('acknowledged');
  await person(acknowledged, { kind: 'acknowledge' });
  await person(await open('mitigated-by-person'), { kind: 'mitigate' });
  await person(await open('resolved-while-standing'), { kind: 'resolve' });
  await open('launches', { kind: 'scaling' });
  await send(
    alarm('muted', 'errors', { more: { muted: { by: 'window', untilMs: world.now() + 30 * MINUTE } } }),
  );
  await send(alarm('unknown', 'errors', { state: 'OK' }));
  await open('clearing');
  await send(alarm('clearing', 'errors', { state: 'OK' }));
  const onset = { onsetAtMs: world.now() - 2 * MINUTE };
  const linked = await open('linked', { more: onset });
  await person(linked, { kind: 'link', to: severe });
  await person(linked, { kind: 'escalate', audiences: ['devops'] });
  await person(linked, { kind: 'set-severity', severity: 'SEV2' });
  await person(linked, { kind: 'note' });
  await person(linked, { kind: 'answer', question: 'data-loss', answer: 'no' });
  await person(await open('acknowledged-for-a-time'), { kind: 'acknowledge', forMs: 30 * MINUTE });
  const reopened = await open('reopened-by-hand');
  await send(alarm('reopened-by-hand', 'errors', { state: 'OK' }));
  await person(reopened, { kind: 'resolve' });
  await person(reopened, { kind: 'reopen' });
  await declareIncident(shell, {
    by: 'ada',
    title: 'Checkout is slow',
    service: 'declared',
    severity: 'SEV2',
    scenario: 'outage',
    note: 'from the shop',
    request: { key: 'declared', fingerprint: 'f' },
  });
  // Crashed right after the commit: everything is still owed.
  for (const service of ['crashed-opening', 'crashed-second-opening']) {
    const opening = alarm(service, 'errors', { severity: 'SEV1' });
    const take = async (tapped: Shell) => (await ingest(tapped, [opening])).length > 0;
    await invoke(shell, take, { call: 'store.create', way: 'crash-after' });
  }
  const ended = await open('crashed-resolution', { kind: 'health' });
  await invoke(
    shell,
    async (tapped) =>
      (await act(tapped, ended, { by: 'ada', command: { kind: 'resolve' } })).outcome === 'done',
    {
      call: 'store.commit',
      way: 'crash-after',
    },
  );
  // A message that failed once and waits for its next try.
  publisher.answers.push({ outcome: 'retry-later', reason: 'ThrottledException' });
  await open('retrying');
  const failing = await shell.store.read(await open('failing'));
  if (failing)
    await shell.store.commit(failing, {
      ...failing,
      version: failing.version + 1,
      failing: { times: 2, retryAtMs: world.now() },
    });
  await playMergers(world);
  await playHeldPages(world);
  await createDynamoDbAccess(table).cursorSecret('not-a-secret-of-anybody');
  await table.client.send(
    new PutCommand({
      TableName: table.name,
      Item: { ...tokenKey('5e88'), name: 'ada', scopes: ['read', 'respond'], expiresAtMs: START },
    }),
  );
  await createDynamoDbTestPages(table).keep({
    id: 'primary-5e88',
    ...{ audience: 'primary', severity: 'SEV3', by: 'ada', atMs: START, arrivals: { grace: START } },
  });
  await shell.store.recordIgnored([
    { subject: 'deploy-started', reason: 'event-not-watched', atMs: world.now() },
  ]);
};

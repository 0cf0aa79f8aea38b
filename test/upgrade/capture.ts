/**
 * Writes every kind of item that this release stores, in every state that an incident can be in, as JSON lines to the
 * standard output: `node test/upgrade/capture.ts > test/upgrade/schema-<n>.jsonl`, before the first change of the
 * stored shape. test/upgrade/records.test.ts puts them into a table and goes on with them.
 */
import { PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { createDynamoDbAccess } from '../../adapters/dynamodb/access.ts';
import { tokenKey } from '../../adapters/dynamodb/keys.ts';
import type { Table } from '../../adapters/dynamodb/table.ts';
import type { Act } from '../../domain/lifecycle/commands.ts';
import { act } from '../../protocol/command/act.ts';
import { declareIncident } from '../../protocol/intake/declare.ts';
import { ingest } from '../../protocol/intake/ingest.ts';
import type { Shell } from '../../protocol/shell.ts';
import { MINUTE, START } from '../behaviour/world.ts';
import { startDynamoDbHost } from '../contract/dynamodb-table.ts';
import { invoke } from '../faults/fault.ts';
import { createTableWorld } from './table-world.ts';

const host = await startDynamoDbHost();
const table: Table = await host.newTable();
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
for (const minute of [1, 3, 5, 6, 8, 10, 12, 14, 16]) await world.sweepAt(minute);
// Minute 60: past the reopen window.
world.setClock(60);
await open('superseded', { at: 60 * MINUTE });
await send(alarm('mitigated-by-clearing', 'latency'));
await send(
  alarm('mitigated-by-clearing', 'latency', { state: 'OK' }),
  alarm('mitigated-by-clearing', 'errors', { state: 'OK' }),
);
await world.sweepAt(66);
world.setClock(66);
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
await createDynamoDbAccess(table).cursorSecret('not-a-secret-of-anybody');
await table.client.send(
  new PutCommand({
    TableName: table.name,
    Item: { ...tokenKey('5e88'), name: 'ada', scopes: ['read', 'respond'], expiresAtMs: START },
  }),
);

const { Items = [] } = await table.client.send(new ScanCommand({ TableName: table.name }));
const keyOf = (item: Record<string, unknown>) => `${item['pk']} ${item['sk']}`;
for (const item of Items.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))) console.log(JSON.stringify(item));
await host.stop();

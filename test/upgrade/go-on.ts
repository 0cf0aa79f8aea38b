/**
 * Takes stored items from the standard input (JSON lines) into a table and goes on with them as a stack does: 40 minutes of
 * sweeps, then alarms of services whose incident is over for good, then an alarm that joins, an acknowledgement and a resolution by hand of every incident that is open. Writes
 * `{ published, failed, raised, acts, items }` to the standard output. test/upgrade/rollback.test.ts runs it in the code of the
 * last release, so it asks for nothing that this one has not.
 */
import { readFileSync } from 'node:fs';
import { PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { incidentOfItem } from '../../adapters/dynamodb/incident-item.ts';
import { isOpen } from '../../domain/incident/incident.ts';
import { act } from '../../protocol/command/act.ts';
import { startDynamoDbHost } from '../contract/dynamodb-table.ts';
import { createTableWorld } from './table-world.ts';

/** The minute at which the story ends, or the one that is given. */
const START_MINUTE = Number(process.argv[2] ?? 66);
const host = await startDynamoDbHost();
const table = await host.newTable();
const lines = readFileSync(0, 'utf8').split('\n');
for (const line of lines.filter((text) => text !== ''))
  await table.client.send(new PutCommand({ TableName: table.name, Item: JSON.parse(line) }));
const world = createTableWorld(table);
const scan = async () => (await table.client.send(new ScanCommand({ TableName: table.name }))).Items ?? [];

let failed = 0;
for (let minute = START_MINUTE + 1; minute <= START_MINUTE + 40; minute++)
  failed += (await world.sweepAt(minute)).failed;
const swept = world.publisher.published.map(({ id }) => id);
const raised: Record<string, readonly string[]> = {};
for (const service of ['retired', 'merged-away'])
  raised[service] = await world.send(world.alarm(service, 'new'));
const acts: string[] = [];
for (const item of (await scan()).filter(({ sk }) => sk === 'STATE')) {
  const incident = incidentOfItem(item);
  if (!isOpen(incident)) continue;
  await world.send(world.alarm(incident.service, 'later'));
  for (const kind of ['acknowledge', 'resolve'] as const) {
    const { outcome } = await act(world.shell, incident.id, { by: 'grace', command: { kind } });
    acts.push(`${incident.id} ${kind}: ${outcome}`);
  }
}
process.stdout.write(JSON.stringify({ published: swept, failed, raised, acts, items: await scan() }));
await host.stop();

import { readFileSync } from 'node:fs';
import { GetCommand, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDynamoDbAccess } from '../../adapters/dynamodb/access.ts';
import { incidentOfItem } from '../../adapters/dynamodb/incident-item.ts';
import { createDynamoDbIncidentQueries } from '../../adapters/dynamodb/incident-queries.ts';
import { stateKey } from '../../adapters/dynamodb/keys.ts';
import type { Table } from '../../adapters/dynamodb/table.ts';
import type { EffectKind } from '../../domain/incident/effect.ts';
import { type Incident, isOpen, RECORD_SCHEMA, statuses } from '../../domain/incident/incident.ts';
import { act } from '../../protocol/command/act.ts';
import { START } from '../behaviour/world.ts';
import { type DynamoDbHost, startDynamoDbHost } from '../contract/dynamodb-table.ts';
import { WRITTEN } from './chapters.ts';
import { lastRelease } from './releases.ts';
import { createTableWorld } from './table-world.ts';

/** Every item of a story as an older release stored it: test/upgrade/story.ts, played in that release's code. */
const readItems = (name: string) =>
  readFileSync(new URL(`records/${name}.jsonl`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Record<string, unknown> => JSON.parse(line));

let host: DynamoDbHost;
beforeAll(async () => {
  host = await startDynamoDbHost();
});
afterAll(() => host.stop());

const schemaIn = async (table: Table, { id }: Incident): Promise<unknown> =>
  (await table.client.send(new GetCommand({ TableName: table.name, Key: { ...stateKey(id) } }))).Item?.[
    'schema'
  ];

describe.each([
  // Before the record carried a schema, and before the first release.
  { name: 'schema-1', schema: undefined },
  { name: lastRelease.tag, schema: 2 },
])('what $name stored', ({ name, schema }) => {
  const stored = readItems(name);

  const restore = async () => {
    const table = await host.newTable();
    for (const Item of stored) await table.client.send(new PutCommand({ TableName: table.name, Item }));
    const world = createTableWorld(table);
    world.setClock(WRITTEN);
    return { table, world };
  };

  const before: readonly Incident[] = stored.filter(({ sk }) => sk === 'STATE').map(incidentOfItem);
  const of = (service: string): Incident => {
    const found = before.filter((incident) => incident.service === service).at(-1);
    if (found === undefined) throw new Error(`no incident of ${service} was stored`);
    return found;
  };

  test('the stored records hold every status and every kind of effect', () => {
    const held = new Set(before.map(({ status }) => status));
    expect(statuses.filter((status) => !held.has(status))).toEqual([]);
    const kinds = new Set(before.flatMap(({ outbox }) => Object.values(outbox).map(({ kind }) => kind)));
    const known: readonly EffectKind[] = ['end-signals', 'entries', 'events', 'notify', 'signal', 'slot'];
    expect([...kinds].sort()).toEqual(known);
    expect(before.some(({ sealed }) => sealed === 'superseded')).toBe(true);
    expect(before.some(({ failing }) => failing !== undefined)).toBe(true);
  });

  test('who mitigated is told apart from why', () => {
    expect(of('mitigated-by-clearing')).toMatchObject({
      mitigatedBy: 'tocsin',
      mitigatedReason: 'signals-clear',
    });
    expect(of('mitigated-by-person')).toMatchObject({
      mitigatedBy: 'ada',
      mitigatedReason: 'said-by-person',
    });
    expect(of('resolved-while-standing')).toMatchObject({ mitigatedBy: 'ada', mitigatedReason: 'resolved' });
  });

  test('what the release before owed is carried out by this one, and nothing is owed in the end', async () => {
    const { table, world } = await restore();
    for (let minute = WRITTEN + 1; minute <= WRITTEN + 40; minute++)
      expect(await world.sweepAt(minute)).toMatchObject({ failed: 0, unfinished: false });
    const { Items = [] } = await table.client.send(new ScanCommand({ TableName: table.name }));
    const now = Items.filter(({ sk }) => sk === 'STATE').map(incidentOfItem);
    expect(now.flatMap(({ outbox }) => Object.keys(outbox))).toEqual([]);
    expect(now.flatMap(({ failing }) => failing ?? [])).toEqual([]);
    const owed = before.flatMap(({ outbox }) =>
      Object.values(outbox).flatMap((effect) => (effect.kind === 'notify' ? [effect.notice.id] : [])),
    );
    const published = new Set(world.publisher.published.map(({ id }) => id));
    expect(owed.length).toBeGreaterThan(0);
    expect(owed.filter((id) => !published.has(id))).toEqual([]);
    expect(Items.some(({ pk }) => pk === 'KEY#availability|crashed-second-opening')).toBe(true);
  });

  test('an open incident goes on: a rung is paged, a person acknowledges and resolves, and it is stored anew', async () => {
    const { table, world } = await restore();
    const { id } = of('security');
    expect(await schemaIn(table, of('security'))).toBe(schema);
    await world.sweepAt(WRITTEN + 5);
    expect(world.publisher.published.map((message) => message.id)).toContain(`${id}.1.secondary.secondary`);
    expect(await schemaIn(table, of('security'))).toBe(RECORD_SCHEMA);
    const by = { by: 'ada' };
    expect((await act(world.shell, id, { ...by, command: { kind: 'acknowledge' } })).outcome).toBe('done');
    expect((await act(world.shell, id, { ...by, command: { kind: 'resolve' } })).outcome).toBe('done');
    expect(await world.read(id)).toMatchObject({ status: 'resolved', resolvedBy: 'ada' });
  });

  test('a request that the release before answered is a repeat to this one', async () => {
    const { world } = await restore();
    const { id, version } = of('acknowledged');
    const repeat = { by: 'ada', command: { kind: 'acknowledge' }, note: 'as ada says' } as const;
    const request = { key: `${id}-acknowledge`, fingerprint: 'f' };
    expect(await act(world.shell, id, { ...repeat, request })).toMatchObject({
      outcome: 'done',
      repeated: true,
    });
    expect((await world.read(id)).version).toBe(version);
  });

  test('what was mitigated by clearing resolves by itself, and an alarm takes it back to investigating', async () => {
    const { world } = await restore();
    const { id } = of('mitigated-by-clearing');
    await world.send(world.alarm('mitigated-by-clearing', 'errors'));
    const again = await world.read(id);
    expect(again).toMatchObject({ status: 'investigating' });
    expect(again).not.toHaveProperty('mitigatedBy');
    expect(again).not.toHaveProperty('mitigatedReason');
    const other = await restore();
    for (let minute = WRITTEN; minute <= WRITTEN + 15; minute++) await other.world.sweepAt(minute);
    expect(await other.world.read(id)).toMatchObject({
      status: 'resolved',
      mitigatedReason: 'signals-clear',
    });
  });

  test('an alarm joins, clears and reopens what the release before recorded', async () => {
    const { world } = await restore();
    const standing = of('acknowledged');
    expect(await world.send(world.alarm('acknowledged', 'errors', { state: 'OK' }))).toEqual([standing.id]);
    expect((await world.read(standing.id)).clearSinceMs).toBe(world.now());
    const resolved = of('resolved-while-standing');
    expect(await world.send(world.alarm('resolved-while-standing', 'second'))).toEqual([resolved.id]);
    expect(isOpen(await world.read(resolved.id))).toBe(true);
    const superseded = of('superseded');
    expect(await world.send(world.alarm('superseded', 'second'))).toEqual([superseded.id]);
    expect(superseded.generation).toBe(2);
  });

  test('an OK that came before its ALARM, and a mute window, are remembered', async () => {
    const { world } = await restore();
    expect(await world.send(world.alarm('unknown', 'errors', { at: (WRITTEN - 1) * 60_000 }))).toEqual([
      'ignored',
    ]);
    await world.sweepAt(WRITTEN + 31);
    const pages = world.publisher.published.map(({ id }) => id);
    const raised = await world.send(world.alarm('muted', 'second'));
    expect(pages.some((id) => id.startsWith(`${raised[0]}.`))).toBe(true);
  });

  test('timelines, signals, tokens and the cursor secret are read as they were', async () => {
    const { table } = await restore();
    const queries = createDynamoDbIncidentQueries(table);
    const { id } = of('open-sev1');
    const { entries } = await queries.timeline(id, 100);
    expect(entries.map(({ kind }) => kind)).toContain('opened');
    expect((await queries.signals(id, 100)).signals.length).toBe(2);
    const { incidents } = await queries.list({ limit: 100, nowMs: START + WRITTEN * 60_000 });
    expect(incidents.map((incident) => incident.id).sort()).toEqual(
      before.map((incident) => incident.id).sort(),
    );
    const access = createDynamoDbAccess(table);
    expect(await access.token('5e88')).toEqual({
      name: 'ada',
      scopes: ['read', 'respond'],
      expiresAtMs: START,
    });
    expect(await access.cursorSecret('another')).toBe('not-a-secret-of-anybody');
  });
});

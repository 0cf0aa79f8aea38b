import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Entry } from '../../domain/incident/entry.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import type { AlarmItem } from '../../domain/signal/alarm-item.ts';
import type { Heads, IncidentStore } from '../../protocol/ports/record.ts';
import { alarmOfItem, putAlarm } from './alarm-item.ts';
import { readItems, writeItems } from './batch.ts';
import { differenceOf } from './difference.ts';
import { due, dueLater } from './due.ts';
import { finishEffects } from './finish-effects.ts';
import { recordIgnored } from './ignored-items.ts';
import { incidentOfItem, itemOfIncident } from './incident-item.ts';
import type { Item } from './item.ts';
import { alarmKey, entryKey, type ItemKey, pageCountKey, slotKey, stateKey } from './keys.ts';
import { countPages, pagesOfItem, readPages } from './page-counts.ts';
import { readRemains, removeRemains } from './remains.ts';
import { shareReads } from './shared-reads.ts';
import { countSignals, putSignal, standing } from './signal-items.ts';
import { attempt, attemptIf, type Table } from './table.ts';

/** The record on DynamoDB. Every method throws StoreError when the table cannot be reached. */
export const createDynamoDbIncidentStore = (table: Table): IncidentStore => {
  const states = shareReads((incidentIds) => readStates(table, incidentIds));
  return {
    readHeads: (wanted) => readHeads(table, wanted),
    read: (incidentId) => states.read(incidentId),
    readAlarm: async (signalId) => {
      const item = await readItem(table, 'readAlarm', signalId, alarmKey(signalId));
      return item === undefined ? undefined : alarmOfItem(item);
    },
    create: (incident) => create(table, incident),
    commit: (before, after) => commit(table, before, after),
    finishEffects: (incidentId, done, at) => finishEffects(table, incidentId, done, at),
    raiseSlot: (key, generation) => raiseSlot(table, key, generation),
    putAlarm: (before, after) => putAlarm(table, before, after),
    putSignal: (incidentId, record) => states.during(() => putSignal(table, incidentId, record)),
    standing: (incidentId, limit) => standing(table, incidentId, limit),
    countSignals: (incidentId, cap) => countSignals(table, incidentId, cap),
    appendEntries: (incidentId, version, entries) =>
      writeItems(table, 'appendEntries', itemsOfEntries(incidentId, version, entries)),
    readPages: (minuteMs) => readPages(table, minuteMs),
    countPages: (minuteMs, pages) => countPages(table, minuteMs, pages),
    due: (nowMs, limit) => due(table, nowMs, limit),
    dueLater: (nowMs, limit) => dueLater(table, nowMs, limit),
    remains: (incidentId, limit) => readRemains(table, incidentId, limit),
    remove: (incidentId, remains) => removeRemains(table, incidentId, remains),
    recordIgnored: (events) => recordIgnored(table, events),
  };
};

const readStates = async (
  table: Table,
  incidentIds: readonly string[],
): Promise<ReadonlyMap<string, Incident>> => {
  const [only, ...others] = incidentIds;
  if (only === undefined) return new Map();
  const items =
    others.length === 0
      ? [await readItem(table, 'read', only, stateKey(only))]
      : await readItems(table, 'read', incidentIds.map(stateKey));
  const incidents = items.flatMap((item) => (item === undefined ? [] : [incidentOfItem(item)]));
  return new Map(incidents.map((incident) => [incident.id, incident]));
};

const readItem = async (
  table: Table,
  operation: string,
  subject: string,
  key: ItemKey,
): Promise<Item | undefined> => {
  const get = new GetCommand({ TableName: table.name, Key: { ...key }, ConsistentRead: true });
  return (await attempt(operation, subject, () => table.client.send(get))).Item;
};

const readHeads = async (table: Table, wanted: Parameters<IncidentStore['readHeads']>[0]): Promise<Heads> => {
  const pagesKey = wanted.pagesOfMs === undefined ? undefined : pageCountKey(wanted.pagesOfMs);
  const keys = [
    ...(pagesKey === undefined ? [] : [pagesKey]),
    ...wanted.keys.map(slotKey),
    ...wanted.signalIds.map(alarmKey),
    ...wanted.incidentIds.map(stateKey),
  ];
  const items = new Map(
    (await readItems(table, 'readHeads', keys, pagesKey)).map((item) => [String(item['pk']), item]),
  );
  const found = <T>(names: readonly string[], keyOf: (name: string) => ItemKey, as: (item: Item) => T) =>
    new Map<string, T>(
      names.flatMap((name): [string, T][] => {
        const item = items.get(keyOf(name).pk);
        return item === undefined ? [] : [[name, as(item)]];
      }),
    );
  return {
    slots: found(wanted.keys, slotKey, (item) => Number(item['generation'])),
    alarms: found<AlarmItem>(wanted.signalIds, alarmKey, alarmOfItem),
    incidents: found<Incident>(wanted.incidentIds, stateKey, incidentOfItem),
    pages: pagesOfItem(items.get(pagesKey?.pk ?? '')),
  };
};

const create = (table: Table, incident: Incident): Promise<boolean> => {
  const nothingIsThere = 'attribute_not_exists(pk)';
  const put = new PutCommand({
    TableName: table.name,
    Item: { ...itemOfIncident(incident) },
    ConditionExpression: nothingIsThere,
  });
  return attemptIf('create', incident.id, () => table.client.send(put));
};

const commit = (table: Table, before: Incident, after: Incident): Promise<boolean> =>
  attemptIf('commit', before.id, () =>
    table.client.send(
      new UpdateCommand({
        TableName: table.name,
        Key: { ...stateKey(before.id) },
        ...differenceOf(before, after),
      }),
    ),
  );

const raiseSlot = async (table: Table, key: string, generation: number): Promise<void> => {
  const slotIsFree = 'attribute_not_exists(pk)';
  const slotIsLower = 'generation<:generation';
  // A failed condition means that the slot is at least as high already.
  await attemptIf('raiseSlot', key, () =>
    table.client.send(
      new UpdateCommand({
        TableName: table.name,
        Key: { ...slotKey(key) },
        UpdateExpression: 'SET generation=:generation',
        ConditionExpression: `${slotIsFree} OR ${slotIsLower}`,
        ExpressionAttributeValues: { ':generation': generation },
      }),
    ),
  );
};

const itemsOfEntries = (incidentId: string, version: number, entries: readonly Entry[]): readonly Item[] =>
  entries.map((entry, position) => ({ ...entryKey(incidentId, version, position), ...entry }));

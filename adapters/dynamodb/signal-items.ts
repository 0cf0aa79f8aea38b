import { PutCommand, QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import { timeOfOrder } from '../../domain/signal/order.ts';
import type { SignalRecord } from '../../domain/signal/signal-record.ts';
import type { Item } from './item.ts';
import { incidentPk, SIGNAL_PREFIX, signalKey } from './keys.ts';
import { attempt, attemptIf, type Table } from './table.ts';

/** `activeSince` stands there only while the signal is active: the sparse index `standing` sorts by it. */
const itemOfSignal = (incidentId: string, record: SignalRecord): Item => {
  const { activeSinceMs, ...members } = record;
  const activeSince = record.active ? { activeSince: activeSinceMs ?? timeOfOrder(record.order) } : {};
  return { ...signalKey(incidentId, record.signalId), ...members, ...activeSince };
};

/** The record that `itemOfSignal` stored. */
export const signalOfItem = (item: Item): SignalRecord => {
  const { pk, sk, activeSince, ...members } = item;
  const record: object = { ...members, ...(activeSince === undefined ? {} : { activeSinceMs: activeSince }) };
  return record as SignalRecord;
};

/** Port `IncidentStore.putSignal`. */
export const putSignal = (table: Table, incidentId: string, record: SignalRecord): Promise<boolean> => {
  const noneIsThere = 'attribute_not_exists(pk)';
  const isNewer = '#order<:order';
  const endsWhatIsActive = '(#order=:order AND #active=:true)';
  return attemptIf('putSignal', `${record.signalId} of ${incidentId}`, () =>
    table.client.send(
      new PutCommand({
        TableName: table.name,
        Item: { ...itemOfSignal(incidentId, record) },
        ConditionExpression: [noneIsThere, isNewer, ...(record.active ? [] : [endsWhatIsActive])].join(
          ' OR ',
        ),
        ExpressionAttributeNames: { '#order': 'order', ...(record.active ? {} : { '#active': 'active' }) },
        ExpressionAttributeValues: { ':order': record.order, ...(record.active ? {} : { ':true': true }) },
      }),
    ),
  );
};

/** Port `IncidentStore.standing`. */
export const standing = async (
  table: Table,
  incidentId: string,
  limit: number,
): Promise<readonly SignalRecord[]> => {
  const records: SignalRecord[] = [];
  let start: QueryCommandInput['ExclusiveStartKey'];
  do {
    const input = {
      ...activeSignals(table, incidentId),
      Limit: limit - records.length,
      ...startingAt(start),
    };
    const answer = await attempt('standing', incidentId, () => table.client.send(new QueryCommand(input)));
    records.push(...(answer.Items ?? []).map(signalOfItem));
    start = answer.LastEvaluatedKey;
  } while (start !== undefined && records.length < limit);
  return records;
};

/** Port `IncidentStore.countSignals`. Read only as far as the cap. */
export const countSignals = async (
  table: Table,
  incidentId: string,
  cap: number,
): Promise<{ readonly active: number; readonly total: number }> => {
  const [active, total] = await Promise.all([
    count(table, incidentId, activeSignals(table, incidentId), cap),
    count(table, incidentId, allSignals(table, incidentId), cap),
  ]);
  return { active, total };
};

const count = async (
  table: Table,
  incidentId: string,
  query: QueryCommandInput,
  cap: number,
): Promise<number> => {
  let counted = 0;
  let start: QueryCommandInput['ExclusiveStartKey'];
  do {
    const input: QueryCommandInput = {
      ...query,
      Select: 'COUNT',
      Limit: cap - counted,
      ...startingAt(start),
    };
    const answer = await attempt('countSignals', incidentId, () =>
      table.client.send(new QueryCommand(input)),
    );
    counted += answer.Count ?? 0;
    start = answer.LastEvaluatedKey;
  } while (start !== undefined && counted < cap);
  return counted;
};

const startingAt = (start: QueryCommandInput['ExclusiveStartKey']) =>
  start === undefined ? {} : { ExclusiveStartKey: start };

const activeSignals = (table: Table, incidentId: string): QueryCommandInput => ({
  TableName: table.name,
  IndexName: 'standing',
  ConsistentRead: true,
  KeyConditionExpression: 'pk=:pk',
  ExpressionAttributeValues: { ':pk': incidentPk(incidentId) },
});

const allSignals = (table: Table, incidentId: string): QueryCommandInput => ({
  TableName: table.name,
  ConsistentRead: true,
  KeyConditionExpression: 'pk=:pk AND begins_with(sk,:prefix)',
  ExpressionAttributeValues: { ':pk': incidentPk(incidentId), ':prefix': SIGNAL_PREFIX },
});

import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Due } from '../../protocol/ports/record.ts';
import { ALARM_PREFIX, dueShard, INCIDENT_PREFIX, isHashed, SHARDS, shards } from './keys.ts';
import { attempt, type Table } from './table.ts';

/** Port `IncidentStore.due`: all shards at once, merged by time. */
export const due = async (table: Table, nowMs: number, limit: number): Promise<readonly Due[]> => {
  const found = await Promise.all(shards.map((shard) => dueIn(table, dueShard(shard), nowMs, limit)));
  return found.flat().sort((a, b) => a.dueAtMs - b.dueAtMs);
};

const MINUTE = 60_000;

/** Port `IncidentStore.dueLater`: one shard a minute, since each query of an idle sweep is paid for. */
export const dueLater = (table: Table, nowMs: number, limit: number): Promise<readonly Due[]> =>
  dueIn(table, dueShard(Math.floor(nowMs / MINUTE) % SHARDS, true), nowMs, limit);

/** Of one partition of the index, oldest first. */
const dueIn = async (
  table: Table,
  partition: string,
  nowMs: number,
  limit: number,
): Promise<readonly Due[]> => {
  const answer = await attempt('due', `shard ${partition}`, () =>
    table.client.send(
      new QueryCommand({
        TableName: table.name,
        IndexName: 'due',
        KeyConditionExpression: 'dueShard=:shard AND dueAt<=:now',
        ExpressionAttributeValues: { ':shard': partition, ':now': nowMs },
        Limit: limit,
      }),
    ),
  );
  const records = (answer.Items ?? []).map(({ pk, sk, dueAt }) =>
    dueRecord(table, { pk: String(pk), sk: String(sk) }, Number(dueAt)),
  );
  return (await Promise.all(records)).filter((record) => record !== undefined);
};

const dueRecord = async (
  table: Table,
  key: { readonly pk: string; readonly sk: string },
  dueAtMs: number,
): Promise<Due | undefined> => {
  if (key.pk.startsWith(INCIDENT_PREFIX)) {
    const incidentId = await idOf(table, key, INCIDENT_PREFIX, 'id');
    return incidentId === undefined ? undefined : { kind: 'incident', incidentId, dueAtMs };
  }
  const signalId = await idOf(table, key, ALARM_PREFIX, 'signalId');
  return signalId === undefined ? undefined : { kind: 'alarm', signalId, dueAtMs };
};

/** The index projects keys only: an id too long for a key is read from its item. */
const idOf = async (
  table: Table,
  key: { readonly pk: string; readonly sk: string },
  prefix: string,
  attribute: string,
): Promise<string | undefined> => {
  const part = key.pk.slice(prefix.length);
  if (!isHashed(part)) return part;
  const answer = await attempt('due', key.pk, () =>
    table.client.send(new GetCommand({ TableName: table.name, Key: { ...key }, ConsistentRead: true })),
  );
  const id: unknown = answer.Item?.[attribute];
  return typeof id === 'string' ? id : undefined;
};

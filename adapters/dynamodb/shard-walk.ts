import { QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import type { IndexPart, Position } from './list-start.ts';
import { attempt, type Table } from './table.ts';

/** What the three list indexes project of an incident. */
export interface Summary {
  readonly pk: string;
  readonly openedAt: number;
  readonly status: string;
  readonly severity: string;
  readonly scenario: string;
  readonly serviceName: string;
}

/** Epoch ms, both inclusive. */
export interface Range {
  readonly fromMs: number;
  readonly lastMs: number;
}

/** One shard of an index, read newest first, a few records ahead of what has been taken. */
export interface ShardWalk {
  /** The next record, if one has been read. */
  head(): Summary | undefined;
  /** Nothing read ahead, and the shard may hold more. */
  needsMore(): boolean;
  /** After the last record taken. */
  position(): Position;
  take(): void;
  /** Reads up to `count` records; answers how many there were. */
  readMore(count: number): Promise<number>;
}

export const walkShard = (
  table: Table,
  part: IndexPart,
  shard: number,
  range: Range,
  from: Position,
): ShardWalk => {
  const ahead: Summary[] = [];
  let taken = from;
  let isRead = from === 'end';
  const partition = part.partition(shard);
  return {
    head: () => ahead[0],
    needsMore: () => ahead.length === 0 && !isRead,
    position: () => (isRead && ahead.length === 0 ? 'end' : taken),
    take: () => {
      const record = ahead.shift();
      if (record !== undefined) taken = { pk: record.pk, openedAt: record.openedAt };
    },
    readMore: async (count) => {
      const after = ahead.at(-1) ?? (taken === 'end' ? null : taken);
      const query = queryOf(table, part, partition, range, after, count);
      const answer = await attempt('list', `${part.index} ${partition}`, () =>
        table.client.send(new QueryCommand(query)),
      );
      const records = (answer.Items ?? []).map(summaryOf);
      ahead.push(...records);
      isRead = answer.LastEvaluatedKey === undefined;
      return records.length;
    },
  };
};

const queryOf = (
  table: Table,
  part: IndexPart,
  partition: string,
  range: Range,
  after: { readonly pk: string; readonly openedAt: number } | null,
  limit: number,
): QueryCommandInput => ({
  TableName: table.name,
  IndexName: part.index,
  KeyConditionExpression: `${part.attribute}=:partition AND openedAt BETWEEN :from AND :last`,
  ExpressionAttributeValues: { ':partition': partition, ':from': range.fromMs, ':last': range.lastMs },
  ScanIndexForward: false,
  Limit: limit,
  // Exact even among records of the same moment, whose order within an index is DynamoDB's own.
  ...(after === null
    ? {}
    : {
        ExclusiveStartKey: {
          pk: after.pk,
          sk: 'STATE',
          [part.attribute]: partition,
          openedAt: after.openedAt,
        },
      }),
});

const summaryOf = (item: Readonly<Record<string, unknown>>): Summary => ({
  pk: String(item['pk']),
  openedAt: Number(item['openedAt']),
  status: String(item['status']),
  severity: String(item['severity']),
  scenario: String(item['scenario']),
  serviceName: String(item['serviceName']),
});

import { QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import type { PageStart } from '../../protocol/ports/queries.ts';
import type { Item } from './item.ts';
import { incidentPk } from './keys.ts';
import { attempt, type Table } from './table.ts';

/** A page of an incident's items whose sort key begins with `prefix`, ascending; a page start is the last key. */
export const readItemPage = async (
  table: Table,
  operation: string,
  incidentId: string,
  prefix: string,
  limit: number,
  from: PageStart | undefined,
): Promise<{ readonly items: readonly Item[]; readonly next?: PageStart }> => {
  const pk = incidentPk(incidentId);
  const query: QueryCommandInput = {
    TableName: table.name,
    ConsistentRead: true,
    KeyConditionExpression: 'pk=:pk AND begins_with(sk,:prefix)',
    ExpressionAttributeValues: { ':pk': pk, ':prefix': prefix },
    // One more than the page tells whether there is another.
    Limit: limit + 1,
    ...(from === undefined ? {} : { ExclusiveStartKey: { pk, sk: String(JSON.parse(from)) } }),
  };
  const answer = await attempt(operation, incidentId, () => table.client.send(new QueryCommand(query)));
  const read = answer.Items ?? [];
  const items = read.slice(0, limit);
  // A page of DynamoDB also ends at 1 MB, with fewer items than asked for.
  const hasMore = read.length > limit || answer.LastEvaluatedKey !== undefined;
  const last: unknown = items.at(-1)?.['sk'];
  return hasMore && last !== undefined ? { items, next: JSON.stringify(last) } : { items };
};

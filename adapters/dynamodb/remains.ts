import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Remain } from '../../protocol/ports/record.ts';
import { deleteItems } from './batch.ts';
import type { Item } from './item.ts';
import { incidentPk, SIGNAL_PREFIX, stateKey } from './keys.ts';
import { attempt, type Table } from './table.ts';

/** Port `IncidentStore.remains`: their sort keys. */
export const readRemains = async (
  table: Table,
  incidentId: string,
  limit: number,
): Promise<readonly Remain[]> => {
  const query = new QueryCommand({
    TableName: table.name,
    ConsistentRead: true,
    KeyConditionExpression: 'pk=:pk',
    ExpressionAttributeValues: { ':pk': incidentPk(incidentId) },
    ProjectionExpression: 'sk,signalId',
    // The state is among them.
    Limit: limit + 1,
  });
  const { Items = [] } = await attempt('remains', incidentId, () => table.client.send(query));
  const { sk } = stateKey(incidentId);
  return Items.filter((item) => item['sk'] !== sk)
    .slice(0, limit)
    .map(remainOf);
};

const remainOf = (item: Item): Remain => {
  const place = String(item['sk']);
  return place.startsWith(SIGNAL_PREFIX) ? { place, signalId: String(item['signalId']) } : { place };
};

/** Port `IncidentStore.remove`. */
export const removeRemains = (table: Table, incidentId: string, remains: readonly Remain[]): Promise<void> =>
  deleteItems(
    table,
    'remove',
    remains.map(({ place }) => ({ pk: incidentPk(incidentId), sk: place })),
  );

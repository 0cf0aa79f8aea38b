import { randomUUID } from 'node:crypto';
import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { incidentPk, SIGNAL_PREFIX } from '../../adapters/dynamodb/keys.ts';
import type { Table } from '../../adapters/dynamodb/table.ts';

type Item = Readonly<Record<string, unknown>>;

/** What a joining alarm cannot do without: its own item and its signal in the incident, as the product stored them. */
export interface JoinItems {
  readonly alarm: Item;
  readonly signal: Item;
}

/** Takes an alarm's two items as samples out of the table. */
export const sampleItems = async (table: Table, incidentId: string): Promise<JoinItems> => {
  const one = async (pk: string, prefix: string): Promise<Item> => {
    const query = new QueryCommand({
      TableName: table.name,
      KeyConditionExpression: 'pk=:pk AND begins_with(sk,:prefix)',
      ExpressionAttributeValues: { ':pk': pk, ':prefix': prefix },
      Limit: 1,
    });
    const [item] = (await table.client.send(query)).Items ?? [];
    if (item === undefined) throw new Error(`nothing is stored below ${pk} ${prefix}`);
    return item;
  };
  const signal = await one(incidentPk(incidentId), SIGNAL_PREFIX);
  return { signal, alarm: await one(`ALARM#${String(signal['signalId'])}`, 'LATEST') };
};

/** Two conditional writes, one after the other, of items that are not there yet. */
export const writeTwo = async (
  table: Table,
  { alarm, signal }: JoinItems,
  partition: string,
): Promise<void> => {
  const id = randomUUID();
  const put = (item: Item, key: Item) =>
    table.client.send(
      new PutCommand({
        TableName: table.name,
        Item: { ...item, ...key },
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    );
  await put(alarm, { pk: `ALARM#${id}`, sk: 'LATEST' });
  await put(signal, { pk: `INC#${partition}`, sk: `SIGNAL#${id}` });
};

import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import { itemOfIncident } from '../../adapters/dynamodb/incident-item.ts';
import type { Table } from '../../adapters/dynamodb/table.ts';
import type { Incident } from '../../domain/incident/incident.ts';

/** BatchWriteItem takes so many (DynamoDB, "Quotas"). */
const A_CALL = 25;
const AT_ONCE = 4;

/** Writes `count` incidents as the adapter stores them: their states alone, which is all that indexes see. */
export const seedIncidents = async (
  table: Table,
  count: number,
  incidentOf: (n: number) => Incident,
): Promise<void> => {
  let next = 0;
  const worker = async () => {
    while (next < count) {
      const first = next;
      next += A_CALL;
      const items = Array.from({ length: Math.min(A_CALL, count - first) }, (_, n) =>
        itemOfIncident(incidentOf(first + n)),
      );
      const request = { [table.name]: items.map((Item) => ({ PutRequest: { Item: { ...Item } } })) };
      const { UnprocessedItems = {} } = await table.client.send(
        new BatchWriteCommand({ RequestItems: request }),
      );
      if (Object.keys(UnprocessedItems).length > 0) throw new Error('the emulator left items unprocessed');
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
};

/** An incident like `sample` under another id, with nothing owed. */
export const copyOf = (sample: Incident, id: string, changes: Partial<Incident>): Incident => ({
  ...sample,
  id,
  key: `key of ${id}`,
  outbox: {},
  ...changes,
});

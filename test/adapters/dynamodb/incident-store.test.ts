import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll } from 'vitest';
import { createDynamoDbAccess } from '../../../adapters/dynamodb/access.ts';
import { createDynamoDbIncidentQueries } from '../../../adapters/dynamodb/incident-queries.ts';
import { createDynamoDbIncidentStore } from '../../../adapters/dynamodb/incident-store.ts';
import { describeAccess } from '../../contract/access.contract.ts';
import { type DynamoDbHost, startDynamoDbHost } from '../../contract/dynamodb-table.ts';
import { describeIncidentQueries } from '../../contract/incident-queries.contract.ts';
import { describeIncidentStore } from '../../contract/incident-store.contract.ts';
import type { MakeStore } from '../../contract/store-under-test.ts';

let host: DynamoDbHost;
beforeAll(async () => {
  host = await startDynamoDbHost();
});
afterAll(() => host.stop());

const make: MakeStore = async () => {
  const table = await host.newTable();
  return {
    store: createDynamoDbIncidentStore(table),
    queries: createDynamoDbIncidentQueries(table),
    access: createDynamoDbAccess(table),
    putToken: async (hash, token) => {
      const item = { pk: `TOKEN#${hash}`, sk: 'TOKEN', ...token };
      await table.client.send(new PutCommand({ TableName: table.name, Item: item }));
    },
  };
};

describeIncidentStore('dynamodb', make);
describeIncidentQueries('dynamodb', make);
describeAccess('dynamodb', make);

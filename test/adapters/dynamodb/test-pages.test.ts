import { afterAll, beforeAll } from 'vitest';
import { createDynamoDbTestPages } from '../../../adapters/dynamodb/test-pages.ts';
import { type DynamoDbHost, startDynamoDbHost } from '../../contract/dynamodb-table.ts';
import { describeTestPages } from '../../contract/test-pages.contract.ts';

let host: DynamoDbHost;
beforeAll(async () => {
  host = await startDynamoDbHost();
});
afterAll(() => host.stop());

describeTestPages('DynamoDB', async () => createDynamoDbTestPages(await host.newTable()));

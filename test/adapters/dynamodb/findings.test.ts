import { afterAll, beforeAll } from 'vitest';
import { createDynamoDbFindings } from '../../../adapters/dynamodb/finding-items.ts';
import { type DynamoDbHost, startDynamoDbHost } from '../../contract/dynamodb-table.ts';
import { describeFindings } from '../../contract/findings.contract.ts';

let host: DynamoDbHost;
beforeAll(async () => {
  host = await startDynamoDbHost();
});
afterAll(() => host.stop());

describeFindings('dynamodb', async () => createDynamoDbFindings(await host.newTable()));

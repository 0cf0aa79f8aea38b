import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { CreateTableCommand, type CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import { parse } from 'yaml';
import { createTable, type Table } from '../../adapters/dynamodb/table.ts';

type TableDefinition = Pick<
  CreateTableCommandInput,
  'AttributeDefinitions' | 'KeySchema' | 'LocalSecondaryIndexes' | 'GlobalSecondaryIndexes' | 'BillingMode'
>;

/** Keys and indexes of the deployed table, read from the template, so that the tests run on what is deployed. */
const definition = (): TableDefinition => {
  const template = readFileSync(new URL('../../serverless.yml', import.meta.url), 'utf8');
  // CloudFormation's own tags (!Ref …) are of no interest here.
  const { resources } = parse(template, { logLevel: 'silent' });
  const { AttributeDefinitions, KeySchema, LocalSecondaryIndexes, GlobalSecondaryIndexes, BillingMode } =
    resources.Resources.Table.Properties;
  return { AttributeDefinitions, KeySchema, LocalSecondaryIndexes, GlobalSecondaryIndexes, BillingMode };
};

export interface DynamoDbHost {
  readonly url: string;
  /** A table of its own, empty. */
  newTable(): Promise<Table>;
  stop(): Promise<void>;
}

/** An embedded DynamoDB in memory, on a free port of the loopback address. */
export const startDynamoDbHost = async (): Promise<DynamoDbHost> => {
  const server = dynalite({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const settings = {
    endpoint: `http://127.0.0.1:${port}`,
    region: 'eu-north-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  };
  const { client } = createTable('tocsin-test', settings);
  const shape = definition();
  let made = 0;
  return {
    url: settings.endpoint,
    newTable: async () => {
      made += 1;
      const table = { name: `tocsin-test-${made}`, client };
      await client.send(new CreateTableCommand({ TableName: table.name, ...shape }));
      return table;
    },
    stop: async () => {
      client.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

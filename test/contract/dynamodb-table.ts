import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
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

/** The embedded DynamoDB, in memory, on a free port of the loopback address. */
const startEmbedded = async () => {
  const server = dynalite({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const stop = () => new Promise<void>((resolve) => server.close(() => resolve()));
  return { url: `http://127.0.0.1:${port}`, stop };
};

/** Tests share a store that was given: names of tables are their own. */
const running = `tocsin-test-${randomBytes(4).toString('hex')}`;

/** The embedded DynamoDB; or the one at the URL `TOCSIN_TABLES` (`npm run test:stores`), which is left running. */
export const startDynamoDbHost = async (): Promise<DynamoDbHost> => {
  const given = process.env['TOCSIN_TABLES'];
  const { url, stop } =
    given === undefined ? await startEmbedded() : { url: given, stop: async () => undefined };
  const settings = {
    endpoint: url,
    region: 'eu-north-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  };
  // What is given is a stranger's program on a busy machine: how fast it is is not the question.
  const patience = { requestHandler: { connectionTimeout: 20_000, requestTimeout: 20_000 } };
  const { client } = createTable(running, { ...settings, ...patience });
  const shape = definition();
  const waiting = { client, maxWaitTime: 60, minDelay: 0.01, maxDelay: 0.1 };
  let made = 0;
  return {
    url,
    newTable: async () => {
      made += 1;
      const table = { name: `${running}-${made}`, client };
      await client.send(new CreateTableCommand({ TableName: table.name, ...shape }));
      // Until it is ACTIVE whatever is asked of it is not found.
      await waitUntilTableExists(waiting, { TableName: table.name });
      return table;
    },
    stop: async () => {
      client.destroy();
      await stop();
    },
  };
};

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  type DynamoDBClient,
  ListTablesCommand,
} from '@aws-sdk/client-dynamodb';
import { HostError } from '../kernel/host-error.ts';
import type { JsonObject } from '../kernel/json.ts';
import { writeAtomically } from '../kernel/state-file.ts';
import type { TableSpec } from '../template/stack.ts';

const shapeOf = (table: TableSpec): string =>
  createHash('sha256').update(JSON.stringify(table.definition)).digest('hex');

/** The shape each table was made with, kept beside the tables: the emulator cannot change keys or indexes. */
const readShapes = (path: string): Readonly<Record<string, string>> => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    throw error;
  }
};

/** The template's definition has the shape of CreateTable's input; the emulator checks it as DynamoDB does. */
const inputOf = (name: string, definition: JsonObject): CreateTableCommandInput => ({
  ...JSON.parse(JSON.stringify(definition)),
  TableName: name,
});

/** What a host that was killed while it made the table left: nothing could be written to it, and it stays so. */
const checkMade = async (client: DynamoDBClient, { name }: TableSpec, stateDir: string): Promise<void> => {
  const { Table } = await client.send(new DescribeTableCommand({ TableName: name }));
  if (Table?.TableStatus === 'ACTIVE') return;
  throw new HostError(
    `Table ${name} in ${stateDir} is ${Table?.TableStatus}, since the host was ended while it made the table: ` +
      `delete the folder ${stateDir} to begin with an empty table.`,
  );
};

/**
 * Makes the tables that are not there yet. Throws HostError where the template changed the keys or indexes of one
 * that is. The shapes are written first: a host that is killed in between makes the tables at its next start.
 */
export const createTables = async (
  client: DynamoDBClient,
  tables: readonly TableSpec[],
  stateDir: string,
): Promise<void> => {
  const path = join(stateDir, 'tables.json');
  const known = readShapes(path);
  const { TableNames: existing = [] } = await client.send(new ListTablesCommand({}));
  for (const table of tables) {
    if (existing.includes(table.name) && known[table.name] !== shapeOf(table)) {
      throw new HostError(
        `Table ${table.name} in ${stateDir} was made with other keys or indexes than serverless.yml has now: ` +
          `delete the folder ${stateDir} to begin with an empty table.`,
      );
    }
  }
  writeAtomically(
    path,
    JSON.stringify(Object.fromEntries(tables.map((table) => [table.name, shapeOf(table)]))),
  );
  for (const table of tables) {
    if (existing.includes(table.name)) await checkMade(client, table, stateDir);
    else await client.send(new CreateTableCommand(inputOf(table.name, table.definition)));
  }
};

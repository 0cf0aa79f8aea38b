import { CreateTableCommand, type CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { createTable, type Table } from '../../adapters/dynamodb/table.ts';
import type { Notice } from '../../domain/incident/notice.ts';
import { readEnvironment } from '../../functions/wiring/environment.ts';
import { buildShell } from '../../functions/wiring/shell.ts';
import { functionEnvironment } from '../../local/runtime/function-environment.ts';
import type { FunctionSpec } from '../../local/template/stack.ts';
import type { Delivery, Outgoing } from '../../protocol/ports/channel.ts';
import type { Shell } from '../../protocol/shell.ts';
import { type Emulators, startEmulators } from './emulators.ts';

/** One accepted page, with when (`performance.now()`). */
export interface Published {
  readonly outgoing: Outgoing;
  readonly atMs: number;
}

/** The product's own wiring and adapters in this process, on emulators in another. */
export interface System {
  readonly emulators: Emulators;
  readonly table: Table;
  readonly shell: Shell;
  /** What SNS has accepted, oldest first; cleared by whoever counts. */
  readonly published: Published[];
  /** A table of its own, with all indexes; on one of the further DynamoDBs where its URL is given. */
  newTable(name: string, endpoint?: string): Promise<Table>;
  /** The product's shell on another table. */
  shellOn(table: Table): Shell;
  environmentOf(functionName: string): Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** The kind that the escalation's rungs and triggers send. */
export const PAGE: Notice['kind'] = 'page';

/**
 * Starts emulators and builds the shell as a function does: `functions/wiring/`, with the environment that the
 * template gives, the SDK's endpoint variables included.
 */
export const startSystem = async (moreDynamoDbs = 0): Promise<System> => {
  const emulators = await startEmulators(moreDynamoDbs);
  const { urls, credentials, place, stack } = emulators;
  const specOf = (name: string): FunctionSpec => {
    const spec = stack.functions.find((one) => one.name.endsWith(name));
    if (spec === undefined) throw new Error(`the packaged stack has no function ${name}`);
    return spec;
  };
  const environmentOf = (name: string) =>
    functionEnvironment(specOf(name), { urls, credentials, place, timeScale: 1 });
  Object.assign(process.env, environmentOf('ingest-alarm'));
  // Not on Lambda, whatever the function's environment says: nothing is to reach for its runtime.
  delete process.env['AWS_LAMBDA_FUNCTION_NAME'];
  const environment = readEnvironment(process.env);
  const table = createTable(environment.tableName);
  const published: Published[] = [];
  return {
    emulators,
    table,
    shell: watchPublisher(buildShell(environment, table), published),
    published,
    environmentOf,
    shellOn: (other) => watchPublisher(buildShell(environment, other), published),
    newTable: async (name, endpoint) => {
      const made = createTable(name, endpoint === undefined ? {} : { endpoint });
      await made.client.send(new CreateTableCommand(definitionOf(stack.tables[0]?.definition, name)));
      return made;
    },
    stop: () => emulators.stop(),
  };
};

/** The template's definition has the shape of CreateTable's input; the emulator checks it. */
const definitionOf = (definition: object | undefined, name: string): CreateTableCommandInput => ({
  ...JSON.parse(JSON.stringify(definition ?? {})),
  TableName: name,
});

/** Notes each accepted publish; what it costs is an array's growth. */
export const watchPublisher = (shell: Shell, published: Published[]): Shell => ({
  ...shell,
  publisher: {
    ...shell.publisher,
    publish: async (outgoing): Promise<Delivery> => {
      const delivery = await shell.publisher.publish(outgoing);
      if (delivery.outcome === 'delivered') published.push({ outgoing, atMs: performance.now() });
      return delivery;
    },
  },
});

import type { StaticOperationSchema } from '@smithy/types';
import type { World } from '../estate/world.ts';

/** A command of a client, as far as it says what goes in, what comes out, and by which schema. */
type CommandClass<Input, Output> = new (
  input: Input,
) => {
  readonly schema?: unknown;
  resolveMiddleware(
    stack: never,
    configuration: never,
    options?: never,
  ): (args: { input: Input }) => Promise<{ output: Output }>;
};

/** An operation of the stand-in account: the client's own schema of it, and what it answers. */
export interface Operation {
  readonly schema: StaticOperationSchema;
  /** Throws AwsError where the service would answer with an error. */
  answer(input: object, world: World): object;
}

const isOperationSchema = (schema: unknown): schema is StaticOperationSchema =>
  Array.isArray(schema) && schema[0] === 9;

/** Binds an answer to the command of the official client, whose types it has to keep to. */
export const operation = <Input extends object, Output extends object>(
  Command: CommandClass<Input, Output>,
  answer: (input: Input, world: World) => Omit<Output, '$metadata'>,
): Operation => {
  const { schema } = new Command({} as Input);
  if (!isOperationSchema(schema)) throw new Error(`${Command.name} has no schema of its operation`);
  return { schema, answer: (input, world) => answer(input as Input, world) };
};

/** A service: its client, which knows protocol and errors, and the operations that are built, by name. */
export interface Service {
  readonly wire: Wire;
  readonly operations: ReadonlyMap<string, Operation>;
}

/** What is needed of a client's resolved configuration. */
export interface Wire {
  readonly protocol: WireProtocol;
  readonly protocolSettings: {
    readonly defaultNamespace?: string;
    readonly xmlNamespace?: string;
    readonly errorTypeRegistries?: readonly unknown[];
  };
}

export interface WireProtocol {
  getShapeId(): string;
  getPayloadCodec(): Codec;
}

interface Codec {
  createSerializer(): { write(schema: unknown, value: unknown): void; flush(): string | Uint8Array };
  createDeserializer(): { read(schema: unknown, data: Uint8Array): Promise<unknown> };
}

const nameOf = ({ schema }: Operation): string => schema[2];

/** The service that a client's configuration and some operations make. */
export const serviceOf = (client: { readonly config: object }, operations: readonly Operation[]): Service => {
  const { config } = client;
  if (!('protocol' in config && 'protocolSettings' in config))
    throw new Error('This release of the client carries no protocol: it is older than schemas.');
  return {
    wire: config as unknown as Wire,
    operations: new Map(operations.map((one) => [nameOf(one), one])),
  };
};

import {
  DynamoDBClient,
  GetItemCommand,
  type KeysAndAttributes,
  QueryCommand,
  type QueryCommandInput,
  type WriteRequest,
} from '@aws-sdk/client-dynamodb';
import type { Table } from '../../adapters/dynamodb/table.ts';
import { OBSERVER } from './call-log.ts';
import { type IndexShape, readUnits, unitsOfWrite } from './capacity.ts';
import { sizeOfItem, type WireItem } from './item-size.ts';

/** Units that a table's calls cost on demand. Set back to zero by whoever counts. */
export interface Meter {
  writeUnits: number;
  readUnits: number;
}

type Input = Readonly<Record<string, unknown>>;

/**
 * Counts units of every call of a table's client, from the items before and after it. Reads of its own go through
 * another client, so that they count nowhere; this is for counting, not for timing.
 */
export const meterTable = (table: Table, indexes: readonly IndexShape[]): Meter => {
  const meter: Meter = { writeUnits: 0, readUnits: 0 };
  const observer = new DynamoDBClient({ customUserAgent: OBSERVER });
  const observed = { table, indexes, observer, meter };
  table.client.middlewareStack.add(
    (next, context) => async (args) => {
      const input: Input = { ...args.input };
      return account(observed, String(context['commandName']), input, () => next(args));
    },
    { step: 'build', name: 'meterTable', override: true },
  );
  return meter;
};

interface Observed {
  readonly table: Table;
  readonly indexes: readonly IndexShape[];
  readonly observer: DynamoDBClient;
  readonly meter: Meter;
}

const account = async <T>(
  observed: Observed,
  command: string,
  input: Input,
  call: () => Promise<T>,
): Promise<T> => {
  const keys = writtenKeys(observed, input);
  const before = await Promise.all(keys.map((key) => read(observed, key)));
  try {
    return await call();
  } finally {
    const after = await Promise.all(keys.map((key) => read(observed, key)));
    for (const n of keys.keys())
      observed.meter.writeUnits += unitsOfWrite(before[n], after[n], observed.indexes);
    const readUnits = keys.length === 0 ? await unitsOfRead(observed, command, input) : 0;
    observed.meter.readUnits += readUnits;
  }
};

const keyOf = (item: WireItem): WireItem => {
  const { pk, sk } = item;
  if (pk === undefined || sk === undefined) throw new Error('a written item has no key');
  return { pk, sk };
};

/** Keys that a put, an update or a batch of puts writes. */
const writtenKeys = ({ table }: Observed, input: Input): readonly WireItem[] => {
  const { Item, Key, UpdateExpression, RequestItems } = input as {
    readonly Item?: WireItem;
    readonly Key?: WireItem;
    readonly UpdateExpression?: string;
    readonly RequestItems?: Readonly<Record<string, readonly WriteRequest[] | KeysAndAttributes>>;
  };
  if (Item !== undefined) return [keyOf(Item)];
  if (Key !== undefined) return UpdateExpression === undefined ? [] : [Key];
  const requests = RequestItems?.[table.name];
  if (!Array.isArray(requests)) return [];
  return requests.flatMap(({ PutRequest }: WriteRequest) =>
    PutRequest?.Item ? [keyOf(PutRequest.Item)] : [],
  );
};

const read = async ({ observer, table }: Observed, key: WireItem): Promise<WireItem | undefined> => {
  const get = new GetItemCommand({ TableName: table.name, Key: { ...key }, ConsistentRead: true });
  return (await observer.send(get)).Item;
};

const unitsOfRead = async (observed: Observed, command: string, input: Input): Promise<number> => {
  const isConsistent = input['ConsistentRead'] === true;
  if (command.startsWith('Query')) return unitsOfQuery(observed, input, isConsistent);
  const { Key, RequestItems } = input as {
    readonly Key?: WireItem;
    readonly RequestItems?: Readonly<Record<string, KeysAndAttributes>>;
  };
  if (Key !== undefined) return unitsOfGet(observed, Key, isConsistent);
  const wanted = RequestItems?.[observed.table.name];
  const units = (wanted?.Keys ?? []).map((key) => unitsOfGet(observed, key, wanted?.ConsistentRead === true));
  return (await Promise.all(units)).reduce((all, one) => all + one, 0);
};

/** What is not there costs as much as the smallest item. */
const unitsOfGet = async (observed: Observed, key: WireItem, isConsistent: boolean): Promise<number> => {
  const item = await read(observed, key);
  return readUnits(item === undefined ? 0 : sizeOfItem(item), isConsistent);
};

/** Counting costs as much as reading: the items are read again, whole. */
const unitsOfQuery = async ({ observer }: Observed, input: Input, isConsistent: boolean): Promise<number> => {
  const whole: QueryCommandInput = JSON.parse(JSON.stringify({ ...input, Select: undefined }));
  const { Items: items = [] } = await observer.send(new QueryCommand(whole));
  const bytes = items.reduce((all, item) => all + sizeOfItem(item), 0);
  return readUnits(bytes, isConsistent);
};

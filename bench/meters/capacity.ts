import { sizeOfItem, type WireItem } from './item-size.ts';

const WRITE_UNIT_BYTES = 1024;
const READ_UNIT_BYTES = 4096;

/** A secondary index: its keys, and what it holds beside them and the table's (undefined: everything). */
export interface IndexShape {
  readonly name: string;
  readonly keys: readonly string[];
  readonly holds?: readonly string[];
}

const tableKeys = ['pk', 'sk'];

/** Indexes out of a table's definition as CreateTable takes it. */
export const indexesOf = (definition: object): readonly IndexShape[] => {
  const table: {
    readonly LocalSecondaryIndexes?: readonly Index[];
    readonly GlobalSecondaryIndexes?: readonly Index[];
  } = JSON.parse(JSON.stringify(definition));
  return [...(table.LocalSecondaryIndexes ?? []), ...(table.GlobalSecondaryIndexes ?? [])].map((index) => {
    const keys = [...tableKeys, ...index.KeySchema.map(({ AttributeName }) => AttributeName)];
    const isWhole = index.Projection.ProjectionType === 'ALL';
    return {
      name: index.IndexName,
      keys,
      ...(isWhole ? {} : { holds: [...keys, ...(index.Projection.NonKeyAttributes ?? [])] }),
    };
  });
};

interface Index {
  readonly IndexName: string;
  readonly KeySchema: readonly { readonly AttributeName: string }[];
  readonly Projection: { readonly ProjectionType: string; readonly NonKeyAttributes?: readonly string[] };
}

const writeUnits = (bytes: number): number => Math.max(1, Math.ceil(bytes / WRITE_UNIT_BYTES));

/** Read units of one item, or of one query's items together. Eventually consistent reads cost half. */
export const readUnits = (bytes: number, isConsistent: boolean): number =>
  Math.max(1, Math.ceil(bytes / READ_UNIT_BYTES)) * (isConsistent ? 1 : 0.5);

const entryOf = (item: WireItem | undefined, { keys, holds }: IndexShape): WireItem | undefined => {
  if (item === undefined || keys.some((key) => item[key] === undefined)) return undefined;
  if (holds === undefined) return item;
  return Object.fromEntries(Object.entries(item).filter(([name]) => holds.includes(name)));
};

/**
 * Write units of what turned `before` into `after`, the indexes' included: the larger of both counts, and an index
 * entry whose key changes is deleted and written (DynamoDB Developer Guide, "Write operation consumption", "Global
 * secondary indexes: write capacity").
 */
export const unitsOfWrite = (
  before: WireItem | undefined,
  after: WireItem | undefined,
  indexes: readonly IndexShape[],
): number => {
  const table = writeUnits(Math.max(before ? sizeOfItem(before) : 0, after ? sizeOfItem(after) : 0));
  return indexes.reduce((units, index) => units + unitsOfIndex(before, after, index), table);
};

const unitsOfIndex = (
  before: WireItem | undefined,
  after: WireItem | undefined,
  index: IndexShape,
): number => {
  const [old, fresh] = [entryOf(before, index), entryOf(after, index)];
  if (old === undefined) return fresh === undefined ? 0 : writeUnits(sizeOfItem(fresh));
  if (fresh === undefined) return writeUnits(sizeOfItem(old));
  if (JSON.stringify(sorted(old)) === JSON.stringify(sorted(fresh))) return 0;
  const isMoved = index.keys.some((key) => JSON.stringify(old[key]) !== JSON.stringify(fresh[key]));
  const [oldUnits, freshUnits] = [writeUnits(sizeOfItem(old)), writeUnits(sizeOfItem(fresh))];
  return isMoved ? oldUnits + freshUnits : Math.max(oldUnits, freshUnits);
};

const sorted = (item: WireItem): unknown => Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1));

import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { dueAttributes, itemOfIncident } from '../../adapters/dynamodb/incident-item.ts';
import type { Item } from '../../adapters/dynamodb/item.ts';
import { alarmKey } from '../../adapters/dynamodb/keys.ts';
import type { Write } from '../../adapters/memory/incident-store.ts';

/** An index of the deployed table: by what it is partitioned, and all that it holds of an item. */
export interface Index {
  readonly name: string;
  readonly partitionedBy: string;
  readonly attributes: readonly string[];
}

interface Definition {
  readonly IndexName: string;
  readonly KeySchema: readonly { readonly AttributeName: string; readonly KeyType: string }[];
  readonly Projection: { readonly NonKeyAttributes?: readonly string[] };
}

const indexOf = ({ IndexName, KeySchema, Projection }: Definition): Index => {
  const keys = KeySchema.map(({ AttributeName }) => AttributeName);
  const [partitionedBy] = keys;
  if (partitionedBy === undefined) throw new Error(`index ${IndexName} has no key`);
  return { name: IndexName, partitionedBy, attributes: [...keys, ...(Projection.NonKeyAttributes ?? [])] };
};

/** The global indexes of the template: a throttled local one is the table's own affair. */
const readIndexes = (): readonly Index[] => {
  const template = readFileSync(new URL('../../serverless.yml', import.meta.url), 'utf8');
  const { resources } = parse(template, { logLevel: 'silent' });
  const definitions: readonly Definition[] = resources.Resources.Table.Properties.GlobalSecondaryIndexes;
  return definitions.map(indexOf);
};

export const indexes = readIndexes();

/** What an index holds of an item; undefined where the item is not in it. */
interface IndexEntry {
  /** The last part of the partition: `3` of `2026-11#3`. */
  readonly shard: string;
  readonly content: string;
}

const entryIn = (index: Index, item: Item | undefined): IndexEntry | undefined => {
  const partition = item?.[index.partitionedBy];
  if (item === undefined || typeof partition !== 'string') return undefined;
  const content = JSON.stringify(index.attributes.map((name) => item[name] ?? null));
  return { shard: partition.slice(partition.lastIndexOf('#') + 1), content };
};

const itemsOf = (write: Write): readonly [Item | undefined, Item] => {
  if (write.kind === 'incident')
    return [write.before && itemOfIncident(write.before), itemOfIncident(write.after)];
  const { pk } = alarmKey(write.after.signalId);
  const dueOf = (atMs: number | undefined) => dueAttributes(pk, atMs === undefined ? undefined : { atMs });
  return [dueOf(write.before?.mutedUntilMs), dueOf(write.after.mutedUntilMs)];
};

/**
 * The shards of an index that a write would put an entry into, change it in, or remove it from. Only such a write does
 * a throttled index reject: one that leaves the entry as it is never reaches it.
 */
export const shardsTouched = (index: Index, write: Write): readonly string[] => {
  const [before, after] = itemsOf(write).map((item) => entryIn(index, item));
  if (before?.content === after?.content) return [];
  return [before, after].flatMap((entry) => (entry === undefined ? [] : [entry.shard]));
};

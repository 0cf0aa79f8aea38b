import database, { type IndexType, type Operation, type Store } from 'dynalite/db/index.js';

/**
 * dynalite writes an item's index records one after another, then the item. A process that is killed in between leaves
 * records of an item that was never written, and an incident stands in a list twice. LevelDB's batches are atomic, so
 * here item and records are one of them: what `updateIndexes` would have written waits for the write of its item.
 */
export const writeItemsAtomically = (): void => {
  const { create } = database;
  const waiting = new WeakMap<Store, Map<string, readonly Operation[]>>();
  database.create = (options) => {
    const store = create(options);
    const operations = new Map<string, readonly Operation[]>();
    waiting.set(store, operations);
    return joinItems(store, operations);
  };
  database.updateIndexes = (store, table, before, after, done) => {
    const item = after ?? before;
    if (item != null) {
      const key = itemKey(table.TableName, database.createKey(item, table));
      waiting.get(store)?.set(key, indexOperations(table, before, after));
    }
    done();
  };
};

type Table = Parameters<typeof database.updateIndexes>[1];
type Item = Parameters<typeof database.updateIndexes>[2];

/** As dynalite names them within its one LevelDB. */
const itemKey = (table: string, key: string): string => `item-${table}~${key}`;
const indexKey = (type: IndexType, table: string, index: string, key: string): string =>
  `index-${type.toLowerCase()}~${table}~${index}~${key}`;

const indexOperations = (table: Table, before: Item, after: Item): readonly Operation[] => {
  const types: readonly IndexType[] = ['Local', 'Global'];
  return types.flatMap((type) => {
    const indexes = table[`${type}SecondaryIndexes`] ?? [];
    const { puts, deletes } = database.getIndexActions(indexes, before, after, table);
    const keyOf = ({ index, key }: { readonly index: string; readonly key: string }) =>
      indexKey(type, table.TableName, index, key);
    return [
      ...deletes.map((action) => ({ type: 'del', key: keyOf(action) }) as const),
      ...puts.map((action) => ({ type: 'put', key: keyOf(action), value: action.item }) as const),
    ];
  });
};

/** The store with items that take their waiting index records along. An item is locked from the one to the other. */
const joinItems = (store: Store, operations: Map<string, readonly Operation[]>): Store => {
  const { getItemDb } = store;
  const take = (key: string): readonly Operation[] => {
    const taken = operations.get(key) ?? [];
    operations.delete(key);
    return taken;
  };
  store.getItemDb = (table) => {
    const items = getItemDb(table);
    items.put = (name, value, done) => {
      const key = itemKey(table, name);
      store.db.batch([...take(key), { type: 'put', key, value }], done);
    };
    items.del = (name, done) => {
      const key = itemKey(table, name);
      store.db.batch([...take(key), { type: 'del', key }], done);
    };
    return items;
  };
  return store;
};

import database, { type Store } from 'dynalite/db/index.js';

/**
 * dynalite reads the table's definition and the item for each request, and each read is a journey to LevelDB's threads
 * and back: half of its time. What LevelDB has in memory it can hand over at once, and the thread serves nothing else.
 */
export const readDirectly = (): void => {
  const { create } = database;
  database.create = (options) => {
    const store = create(options);
    store.db.get = directly(store, store.db.get);
    return store;
  };
};

const directly =
  ({ db }: Store, get: Store['db']['get']): Store['db']['get'] =>
  (key, done) => {
    /* While it opens LevelDB keeps reads waiting, and then asks again by itself, without a callback. */
    if (db.status !== 'open' || typeof done !== 'function') return get(key, done);
    const { error, value } = read(db, key);
    process.nextTick(done, error, value);
  };

const read = (db: Store['db'], key: string): { readonly error: unknown; readonly value?: unknown } => {
  try {
    return { error: null, value: db.getSync(key) };
  } catch (error) {
    return { error };
  }
};

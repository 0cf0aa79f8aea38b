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
    if (db.status !== 'open') return get(key, done);
    try {
      process.nextTick(done, null, db.getSync(key));
    } catch (error) {
      process.nextTick(done, error);
    }
  };

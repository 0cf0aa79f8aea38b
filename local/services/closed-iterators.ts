import { Readable } from 'node:stream';
import database, { type ValueIterator } from 'dynalite/db/index.js';

/** Values a journey to LevelDB's threads. */
const perRead = 100;

async function* valuesOf(iterator: ValueIterator): AsyncGenerator<unknown> {
  try {
    for (;;) {
      const values = await iterator.nextv(perRead);
      if (values.length === 0) return;
      yield* values;
    }
  } finally {
    await iterator.close();
  }
}

/**
 * dynalite never closes the iterator of a query: it looks for a method that LevelDB's iterators do not have. Each keeps
 * the database as it was then, what has been written over since included, so that the host's memory grew with every
 * alarm. Here a stream of values closes its iterator when it ends, also before its end.
 */
export const closeIterators = (): void => {
  const { create } = database;
  database.create = (options) => {
    const store = create(options);
    const { db } = store;
    db.createValueStream = (range) => Readable.from(valuesOf(db.values(range)));
    return store;
  };
};

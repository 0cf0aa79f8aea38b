import database, { type Store } from 'dynalite/db/index.js';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import '../../../local/services/embedded-dynamodb.ts';

let store: Store;
const opened: string[] = [];
const closed: string[] = [];
beforeAll(async () => {
  store = database.create({});
  await new Promise<void>((done) =>
    store.db.batch(
      Array.from({ length: 250 }, (_, n) => ({ type: 'put' as const, key: `key-${n}`, value: { n } })),
      () => done(),
    ),
  );
  const { values } = store.db;
  vi.spyOn(store.db, 'values').mockImplementation((range) => {
    const iterator = values.call(store.db, range);
    const name = JSON.stringify(range);
    opened.push(name);
    const { close } = iterator;
    iterator.close = () => {
      closed.push(name);
      return close.call(iterator);
    };
    return iterator;
  });
});
afterAll(() => vi.restoreAllMocks());

test('the iterator of a query that was read to its end is closed', async () => {
  const values: unknown[] = [];
  for await (const value of store.db.createValueStream({ limit: -1 })) values.push(value);
  expect(values).toHaveLength(250);
  expect(closed).toEqual(opened);
});

test('the iterator of a query that was given up is closed', async () => {
  for await (const _ of store.db.createValueStream({ limit: 200 })) break;
  const stream = store.db.createValueStream({ limit: 100 });
  stream.once('data', () => stream.destroy());
  await new Promise((done) => stream.once('close', done));
  expect(opened).toHaveLength(3);
  expect(closed).toEqual(opened);
});

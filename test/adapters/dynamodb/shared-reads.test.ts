import { expect, test } from 'vitest';
import { shareReads } from '../../../adapters/dynamodb/shared-reads.ts';

/** Reads of a made-up table; each call is kept with what was asked for. */
const countedReads = (stored: Readonly<Record<string, string>> = { a: 'A', b: 'B' }) => {
  const calls: (readonly string[])[] = [];
  const reads = shareReads(async (ids) => {
    calls.push(ids);
    return new Map(ids.flatMap((id) => (stored[id] === undefined ? [] : [[id, stored[id]]])));
  });
  return { calls, reads };
};

/** A write that ends when it is told to. */
const heldWrite = () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { write: () => promise, end: resolve };
};

test('a read with no write beside it goes at once and alone', async () => {
  const { calls, reads } = countedReads();
  expect(await Promise.all([reads.read('a'), reads.read('b')])).toEqual(['A', 'B']);
  expect(calls).toEqual([['a'], ['b']]);
});

test('reads that follow writes of one batch go in one call, and each gets its own', async () => {
  const { calls, reads } = countedReads();
  const held = heldWrite();
  const readAfter = async (id: string) => {
    await reads.during(held.write);
    return reads.read(id);
  };
  const answers = Promise.all([readAfter('a'), readAfter('b'), readAfter('a'), readAfter('missing')]);
  held.end();
  expect(await answers).toEqual(['A', 'B', 'A', undefined]);
  expect(calls).toEqual([['a', 'b', 'missing']]);
});

test('a read never waits for a write that does not end', async () => {
  const { calls, reads } = countedReads();
  const held = heldWrite();
  const writing = reads.during(held.write);
  expect(await Promise.all([reads.read('a'), reads.read('b')])).toEqual(['A', 'B']);
  expect(calls).toEqual([['a', 'b']]);
  held.end();
  await writing;
});

test('what fails fails for all who asked, and the next read is tried afresh', async () => {
  let times = 0;
  const reads = shareReads<string>(async () => {
    times += 1;
    if (times === 1) throw new Error('throttled');
    return new Map([['a', 'A']]);
  });
  const held = heldWrite();
  const writing = reads.during(held.write);
  const both = await Promise.allSettled([reads.read('a'), reads.read('b')]);
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  held.end();
  await writing;
  expect(await reads.read('a')).toBe('A');
});

test('a failed write ends the waiting too', async () => {
  const { reads } = countedReads();
  await expect(reads.during(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await reads.read('a')).toBe('A');
});

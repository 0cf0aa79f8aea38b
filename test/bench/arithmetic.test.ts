import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { prices, totalOf } from '../../bench/bill/prices.ts';
import { isMet } from '../../bench/figures/figure.ts';
import { shuffled } from '../../bench/groups/shuffled.ts';
import { indexesOf, readUnits, unitsOfWrite } from '../../bench/meters/capacity.ts';
import { sizeOfItem } from '../../bench/meters/item-size.ts';
import { percentile } from '../../bench/meters/percentile.ts';

const text = (bytes: number) => ({ S: 'x'.repeat(bytes) });
const key = { pk: { S: 'a' }, sk: { S: 'b' } };
const indexes = indexesOf({
  LocalSecondaryIndexes: [
    {
      IndexName: 'all',
      KeySchema: [{ AttributeName: 'pk' }, { AttributeName: 'at' }],
      Projection: { ProjectionType: 'ALL' },
    },
  ],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'some',
      KeySchema: [{ AttributeName: 'shard' }, { AttributeName: 'at' }],
      Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['status'] },
    },
  ],
});

test('the 99th percentile of 1 to 100 is 99, and every percentile is a sample', () => {
  const samples = Array.from({ length: 100 }, (_, n) => n + 1);
  expect(percentile(samples, 0.99)).toBe(99);
  fc.assert(
    fc.property(
      fc.array(fc.integer(), { minLength: 1 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (all, p) => all.includes(percentile(all, p)),
    ),
  );
  expect(() => percentile([], 0.5)).toThrow(RangeError);
});

test('an item is as large as its names and values, nested ones too', () => {
  expect(sizeOfItem({ name: { S: 'grün' } })).toBe(4 + 5);
  expect(sizeOfItem({ n: { N: '1234' } })).toBe(1 + 3);
  expect(sizeOfItem({ m: { M: { a: { BOOL: true } } } })).toBe(1 + 3 + 1 + 1 + 1);
});

test('writes round up to 1 KB, reads to 4 KB, and eventually consistent reads cost half', () => {
  expect(unitsOfWrite(undefined, { ...key, text: text(1100) }, [])).toBe(2);
  expect(unitsOfWrite({ ...key, text: text(3000) }, key, [])).toBe(3);
  expect([readUnits(0, true), readUnits(4097, true), readUnits(4097, false)]).toEqual([1, 2, 1]);
});

test('an index is written when what it holds changes, and twice when its key does', () => {
  const item = { ...key, at: { N: '1' }, shard: { S: 's' }, status: { S: 'open' } };
  expect(unitsOfWrite(undefined, item, indexes)).toBe(3);
  expect(unitsOfWrite(undefined, key, indexes)).toBe(1);
  expect(unitsOfWrite(item, item, indexes)).toBe(1);
  // The local one holds everything, the global one does not see `other`.
  expect(unitsOfWrite(item, { ...item, other: { S: 'x' } }, indexes)).toBe(2);
  expect(unitsOfWrite(item, { ...item, at: { N: '2' } }, indexes)).toBe(5);
  expect(unitsOfWrite(item, key, indexes)).toBe(3);
});

test('what is free is not paid, and not more than that is free', () => {
  const alarms = prices.alarm.freeAMonth + 5;
  expect(totalOf({ alarm: alarms }, false)).toBeCloseTo(alarms * prices.alarm.usd);
  expect(totalOf({ alarm: alarms }, true)).toBeCloseTo(5 * prices.alarm.usd);
  expect(totalOf({ alarm: 1 }, true)).toBe(0);
});

test('an aim is met at its bound, and by no figure that could not be measured', () => {
  const figure = { what: 'x', value: 2, unit: 'ms', aim: { of: 'value', atMost: 2 } } as const;
  expect(isMet(figure)).toBe(true);
  expect(isMet({ ...figure, value: Number.NaN })).toBe(false);
  expect(isMet({ ...figure, aim: { of: 'ratio', atLeast: 0.7 } })).toBe(false);
});

test('a shuffle loses and repeats nothing, and is the same for the same seed', () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), fc.integer(), (all, seed) => {
      const mixed = shuffled(all, seed);
      expect([...mixed].sort()).toEqual([...all].sort());
      expect(shuffled(all, seed)).toEqual(mixed);
    }),
  );
});

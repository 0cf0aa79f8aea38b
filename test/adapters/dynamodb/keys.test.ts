import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  entryKey,
  historyShard,
  keyPart,
  monthOf,
  shardOf,
  signalKey,
} from '../../../adapters/dynamodb/keys.ts';

const anyId = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.string({ maxLength: 5 }).map((part) => part.repeat(1000)),
  fc.string({ maxLength: 5 }).map((part) => keyPart(part.repeat(1000))),
);

test('different ids are different key parts, the same id the same', () => {
  fc.assert(
    fc.property(anyId, anyId, (a, b) => {
      expect(keyPart(a) === keyPart(b)).toBe(a === b);
    }),
  );
});

test('an id that looks like the hash of another is not taken for it', () => {
  const long = 'x'.repeat(5000);
  expect(keyPart(keyPart(long))).not.toBe(keyPart(long));
});

test('every key fits', () => {
  fc.assert(
    fc.property(anyId, anyId, (incidentId, signalId) => {
      const { pk, sk } = signalKey(incidentId, signalId);
      expect(Buffer.byteLength(pk)).toBeLessThanOrEqual(2048);
      expect(Buffer.byteLength(sk)).toBeLessThanOrEqual(1024);
    }),
  );
});

test('an ordinary id can be read in its key', () => {
  const arn = 'arn:aws:cloudwatch:eu-north-1:210987654321:alarm:支払い 5xx';
  expect(signalKey('k7q-1', arn)).toEqual({ pk: 'INC#k7q-1', sk: `SIGNAL#${arn}` });
});

test('the text order of entries is the order of versions and positions', () => {
  const place = fc.tuple(fc.nat({ max: 2_000_000_000 }), fc.nat({ max: 999 }));
  fc.assert(
    fc.property(place, place, ([v1, n1], [v2, n2]) => {
      const isBefore = v1 < v2 || (v1 === v2 && n1 < n2);
      expect(entryKey('k7q-1', v1, n1).sk < entryKey('k7q-1', v2, n2).sk).toBe(isBefore);
    }),
  );
});

test('shards are 0 to 7 and stay what they are', () => {
  expect(['a', 'b', 'c', 'd'].map(shardOf)).toEqual(['a', 'b', 'c', 'd'].map(shardOf));
  fc.assert(fc.property(anyId, (id) => [0, 1, 2, 3, 4, 5, 6, 7].includes(shardOf(id))));
});

test('months are counted in UTC', () => {
  expect(monthOf(Date.UTC(2026, 11, 31, 23, 59, 59, 999))).toBe('2026-12');
  expect(historyShard(monthOf(Date.UTC(2027, 0, 1)), 3)).toBe('2027-01#3');
});

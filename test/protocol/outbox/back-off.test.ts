import { expect, test } from 'vitest';
import { backOffMs } from '../../../protocol/outbox/back-off.ts';

test('each wait is twice the one before, from five seconds up to the longest', () => {
  const waits = [1, 2, 3, 4, 20].map((attempts) => backOffMs(attempts, 30_000));
  expect(waits).toEqual([5_000, 10_000, 20_000, 30_000, 30_000]);
});

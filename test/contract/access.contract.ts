import { describe, expect, test } from 'vitest';
import { T0 } from './sample-records.ts';
import type { MakeStore } from './store-under-test.ts';

/** What every AccessStore keeps to. */
export const describeAccess = (name: string, make: MakeStore): void => {
  describe(`${name}: access`, () => {
    test('a token is found by its hash alone', async () => {
      const { access, putToken } = await make();
      await putToken('5e88', { name: 'maya', scopes: ['read', 'respond'], expiresAtMs: T0 });
      await putToken('9f86', { name: 'wall display', scopes: ['read'] });
      expect(await access.token('5e88')).toEqual({
        name: 'maya',
        scopes: ['read', 'respond'],
        expiresAtMs: T0,
      });
      expect(await access.token('9f86')).toEqual({ name: 'wall display', scopes: ['read'] });
      expect(await access.token('5e8')).toBeUndefined();
    });

    test("the first cursor secret is everybody's, also when several come at once", async () => {
      const { access } = await make();
      const secrets = await Promise.all(
        ['a', 'b', 'c', 'd'].map((candidate) => access.cursorSecret(candidate)),
      );
      expect(new Set(secrets).size).toBe(1);
      expect(await access.cursorSecret('later')).toBe(secrets[0]);
    });
  });
};

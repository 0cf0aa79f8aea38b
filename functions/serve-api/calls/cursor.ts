import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { AccessStore } from '../../../protocol/ports/access.ts';
import type { PageStart } from '../../../protocol/ports/queries.ts';
import { ProblemError } from '../problems/problem-error.ts';

/** Makes and reads cursors: a page start of the store, signed together with what was asked. */
export interface Cursors {
  /** @param asked the call and its filters: a cursor is valid for these alone */
  write(asked: string, start: PageStart): Promise<string>;
  /** @throws ProblemError `invalid-cursor` */
  read(asked: string, cursor: string): Promise<PageStart>;
}

/** Bytes of the signature: HMAC-SHA256. */
const SIGNATURE = 32;

/** Cursors signed with the stack's own secret, read once from the store. */
export const makeCursors = (access: Pick<AccessStore, 'cursorSecret'>): Cursors => {
  let known: Promise<string> | undefined;
  const secret = (): Promise<string> => {
    known ??= access.cursorSecret(randomBytes(32).toString('base64url')).catch((error: unknown) => {
      known = undefined;
      throw error;
    });
    return known;
  };
  const sign = async (asked: string, start: PageStart): Promise<Buffer> =>
    createHmac('sha256', await secret())
      .update(JSON.stringify([asked, start]))
      .digest();
  return {
    write: async (asked, start) =>
      Buffer.concat([await sign(asked, start), Buffer.from(start)]).toString('base64url'),
    read: async (asked, cursor) => {
      const bytes = Buffer.from(cursor, 'base64url');
      const start = bytes.subarray(SIGNATURE).toString('utf8');
      const signature = bytes.subarray(0, SIGNATURE);
      const isOurs = bytes.length > SIGNATURE && bytes.toString('base64url') === cursor;
      if (isOurs && timingSafeEqual(signature, await sign(asked, start))) return start;
      throw new ProblemError('invalid-cursor', {
        detail:
          'cursor does not belong to this query: send it exactly as it came, with the same path and filters, or begin again without it',
        errors: [{ field: 'cursor', message: 'does not belong to this query: begin again without it' }],
      });
    },
  };
};

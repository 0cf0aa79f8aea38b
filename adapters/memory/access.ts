import type { AccessStore } from '../../protocol/ports/access.ts';
import { copy } from './copy.ts';
import type { MemoryRecords } from './records.ts';

/** Port `AccessStore`, over the records of the memory store. */
export const createMemoryAccess = (records: MemoryRecords): AccessStore => ({
  token: async (hash) => copy(records.tokens.get(hash)),
  cursorSecret: async (candidate) => {
    const secret = records.secrets.get('cursor') ?? candidate;
    records.secrets.set('cursor', secret);
    return secret;
  },
});

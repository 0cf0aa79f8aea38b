import { createHash } from 'node:crypto';

/** SHA-256 in hex: what the table keeps of tokens and idempotency keys in place of themselves. */
export const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

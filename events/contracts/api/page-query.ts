import * as z from 'zod/mini';
import { describe } from './values.ts';

export const MAX_LIMIT = 100;
export const DEFAULT_LIMIT = 25;
/** A cursor is some hundred characters; URLs end at 8 KB. */
const MAX_CURSOR = 4_096;

/** A whole number from 1 to `MAX_LIMIT`, written in digits. */
export const limit = describe(
  z.exactOptional(
    z.pipe(
      z.string().check(z.regex(/^(?:[1-9]\d?|100)$/, `must be a whole number from 1 to ${MAX_LIMIT}`)),
      z.transform((text) => Number(text)),
    ),
  ),
  `1 to ${MAX_LIMIT}, default ${DEFAULT_LIMIT}`,
);
/** Where the page before ended. */
export const pageCursor = describe(
  z.exactOptional(z.string().check(z.minLength(1), z.maxLength(MAX_CURSOR))),
  'From the answer before, with the same filters.',
);

export const pageQuery = z.strictObject({ limit, cursor: pageCursor });

import * as z from 'zod/mini';
import { MAX_NAME } from './requests.ts';
import { describe, scenario, severity, status, zonedTime } from './values.ts';

export const MAX_LIMIT = 100;
export const DEFAULT_LIMIT = 25;
/** A cursor is some hundred characters; URLs end at 8 KB. */
const MAX_CURSOR = 4_096;

/** A whole number from 1 to `MAX_LIMIT`, written in digits. */
const limit = describe(
  z.exactOptional(
    z.pipe(
      z.string().check(z.regex(/^(?:[1-9]\d?|100)$/)),
      z.transform((text) => Number(text)),
    ),
  ),
  `1 to ${MAX_LIMIT}, default ${DEFAULT_LIMIT}`,
);
const cursor = describe(
  z.exactOptional(z.string().check(z.minLength(1), z.maxLength(MAX_CURSOR))),
  'From the answer before, with the same filters.',
);

export const pageQuery = z.strictObject({ limit, cursor });

export const listQuery = z
  .strictObject({
    status: z.exactOptional(status),
    severity: z.exactOptional(severity),
    scenario: z.exactOptional(scenario),
    service: z.exactOptional(z.string().check(z.minLength(1), z.maxLength(MAX_NAME))),
    from: describe(z.exactOptional(zonedTime), 'Opened at or after: ISO 8601 with a zone.'),
    to: describe(z.exactOptional(zonedTime), 'Opened before: ISO 8601 with a zone.'),
    limit,
    cursor,
  })
  .check(
    z.refine(({ from, to }) => from === undefined || to === undefined || Date.parse(from) < Date.parse(to), {
      path: ['to'],
      error: 'must be later than from',
    }),
  );

export const noQuery = z.strictObject({});

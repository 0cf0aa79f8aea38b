import * as z from 'zod';
import { section } from './section.ts';

/**
 * SNS ends a mail subscription that gets more than about 10 messages a second ("Amazon SNS endpoints and quotas"), and the
 * first pages of a storm come within three seconds. SMS cost some 0.05 USD each, until the account's spending limit
 * silences them. Nobody reads more.
 */
const DEFAULT = 30;

/** How many pages an audience gets before the rest is told in one. */
export const pageBudget = section(
  {
    pagesPerMinute: z.int().min(1).max(10_000).optional().meta({
      description:
        'Pages that an audience gets singly in a minute, a third of them kept for SEV1. The rest is told in one digest a minute. Default 30.',
    }),
  },
  (written) => ({ pagesPerMinute: written.pagesPerMinute ?? DEFAULT }),
);

import * as z from 'zod';
import { durationMs, durationProblem } from './duration.ts';
import { section } from './section.ts';

const day = 86_400_000;
const year = 365 * day;

/** What is kept for ever. */
const FOR_EVER = 'none';

/**
 * The shortest: an incident lives through the last of its milestones (30 days after the resolution, by default) and through
 * what may still come of its alarms, for which SQS keeps a message 14 days. Backups reach back as far (DynamoDB,
 * "Point-in-time recovery").
 */
const SHORTEST_MS = 35 * day;
const LONGEST_MS = 100 * year;

const problemOf = (value: unknown): string | undefined => {
  if (value === FOR_EVER) return undefined;
  const problem = durationProblem(value, SHORTEST_MS, LONGEST_MS);
  return problem === undefined ? undefined : `${problem}; or "${FOR_EVER}" to keep everything for ever`;
};

const retentionKey = z
  .string({ error: (issue) => (issue.input === undefined ? undefined : problemOf(issue.input)) })
  .check((context) => {
    const problem = problemOf(context.value);
    if (problem !== undefined)
      context.issues.push({ code: 'custom', message: problem, input: context.value });
  })
  .meta({
    description: `Resolved incidents are kept for so long, then retired: "2y" (the default), "35d" or longer, "${FOR_EVER}" for ever.`,
    pattern: `^(${FOR_EVER}|\\d{1,9}[dhmsy])$`,
  });

/** How long what is resolved is kept. */
export const retention = section({ retention: retentionKey.optional() }, ({ retention: written = '2y' }) => {
  const retentionMs = durationMs(written);
  return retentionMs === undefined ? {} : { retentionMs };
});

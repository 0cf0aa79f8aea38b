import type { Context } from 'aws-lambda';
import { createSqsQuietQueues } from '../adapters/sqs/queue-metrics.ts';
import { type Swept, sweepDue } from '../protocol/wake/sweep.ts';
import { keepQueuesActive } from './sweep-due/keep-queues-active.ts';
import { readEnvironment } from './wiring/environment.ts';
import { buildShell, leasedFor } from './wiring/shell.ts';

const environment = readEnvironment(process.env);
const shell = buildShell(environment);
const quietQueues = createSqsQuietQueues(environment.quietQueueUrls);

/** Time kept back for what is under way when the sweep stops taking up more. */
const LAST_MS = 10_000;

/** Each minute: does what a lost timer or a crash left behind. */
export const handler = async (_event: unknown, context: Context): Promise<Swept> => {
  const [swept] = await Promise.all([
    sweepDue(leasedFor(shell, context), Date.now() + context.getRemainingTimeInMillis() - LAST_MS),
    keepQueuesActive(quietQueues, shell),
  ]);
  return swept;
};

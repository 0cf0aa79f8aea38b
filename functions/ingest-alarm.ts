import { createSqsUndecidedQueue } from '../adapters/sqs/undecided-queue.ts';
import { takeIn } from './ingest-alarm/take-in.ts';
import { readEnvironment } from './wiring/environment.ts';
import type { QueueHandler } from './wiring/queue-handler.ts';
import { buildShell, leasedFor } from './wiring/shell.ts';

const environment = readEnvironment(process.env);
const shell = buildShell(environment);
const deadLetters = createSqsUndecidedQueue(environment.deadQueueUrl);

/** Queue `intake`: alarms and other AWS events become incidents. */
export const handler: QueueHandler = (event, context) =>
  takeIn(
    {
      shell: leasedFor(shell, context),
      setAside: ({ body, reason, count }) => deadLetters.keep(body, reason, count),
    },
    event.Records,
  );

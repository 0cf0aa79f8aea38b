import { runTimers } from './run-timer/run-timers.ts';
import { readEnvironment } from './wiring/environment.ts';
import type { QueueHandler } from './wiring/queue-handler.ts';
import { buildShell, leasedFor } from './wiring/shell.ts';

const shell = buildShell(readEnvironment(process.env));

/** Queue `timers`: wakes an incident to the second. */
export const handler: QueueHandler = (event, context) => runTimers(leasedFor(shell, context), event.Records);

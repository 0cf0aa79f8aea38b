import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { runTimers } from './run-timer/run-timers.ts';
import { readEnvironment } from './wiring/environment.ts';
import { buildShell, leasedFor } from './wiring/shell.ts';

const shell = buildShell(readEnvironment(process.env));

/** Queue `timers`: wakes an incident to the second. */
export const handler = middy<SQSEvent, SQSBatchResponse>().handler((event, context) =>
  runTimers(leasedFor(shell, context), event.Records),
);

import type { Context } from 'aws-lambda';
import { type Swept, sweepDue } from '../protocol/wake/sweep.ts';
import { readEnvironment } from './wiring/environment.ts';
import { buildShell, leasedFor } from './wiring/shell.ts';

const shell = buildShell(readEnvironment(process.env));

/** Time kept back for what is under way when the sweep stops taking up more. */
const LAST_MS = 10_000;

/** Each minute: does what a lost timer or a crash left behind. */
export const handler = (_event: unknown, context: Context): Promise<Swept> =>
  sweepDue(leasedFor(shell, context), Date.now() + context.getRemainingTimeInMillis() - LAST_MS);

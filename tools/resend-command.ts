import { parseArgs } from 'node:util';
import { nearest } from '../domain/kernel/nearest.ts';
import { UsageError } from './token-command.ts';

export const resendUsage = `npm run resend -- --stage <stage> --queue <queue> [--to intake]

Sends everything that waits in a queue of dead letters again, to the queue it came from, or with --to intake to the queue of
events. Queues: intake-dead, undecided-dead, timers-dead; and undecided, which was paged raw and goes to intake. AWS
credentials and region are those of the AWS CLI (AWS_PROFILE, AWS_REGION).`;

/** What the command line asks for. Names of queues are whole. */
export type ResendCommand =
  /** SQS moves them; `to` absent: where they came from. */
  | { readonly kind: 'dead-letters'; readonly from: string; readonly to?: string }
  | { readonly kind: 'kept'; readonly from: string; readonly to: string };

/** SQS moves dead letters of queues alone (StartMessageMoveTask). The last is none: what it holds was kept for people. */
const queues = ['intake-dead', 'undecided-dead', 'timers-dead', 'undecided'];

/** @throws UsageError */
export const parseResendCommand = (argv: readonly string[]): ResendCommand => {
  const { stage, queue, to } = parse(argv);
  if (stage === undefined) throw new UsageError('--stage is missing: say of which stage, such as prod');
  if (queue === undefined) throw new UsageError(`--queue is missing: give one of ${queues.join(', ')}`);
  if (!queues.includes(queue)) {
    const near = nearest(queue, queues);
    const meant = near === undefined ? '' : `: did you mean ${near}?`;
    throw new UsageError(`--queue is "${queue}", none of ${queues.join(', ')}${meant}`);
  }
  if (to !== undefined && to !== 'intake')
    throw new UsageError(`--to is "${to}": write intake, or leave it out`);
  if (to !== undefined && queue === 'timers-dead')
    throw new UsageError('--to intake makes no sense of timers, which are no events: leave it out');
  const name = `tocsin-${stage}`;
  const from = `${name}-${queue}`;
  const intake = `${name}-intake`;
  if (queue === 'undecided') return { kind: 'kept', from, to: intake };
  return { kind: 'dead-letters', from, ...(to === undefined ? {} : { to: intake }) };
};

const parse = (argv: readonly string[]) => {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({ args: [...argv], options: { stage: text, queue: text, to: text } }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
};

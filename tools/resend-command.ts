import { stageProblem } from '../deployment/stage.ts';
import { nearest } from '../domain/kernel/nearest.ts';
import { readOptions } from './read-options.ts';
import { ToolError } from './tool-error.ts';

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

/** @throws ToolError */
export const parseResendCommand = (argv: readonly string[]): ResendCommand => {
  const text = { type: 'string' } as const;
  const { stage, queue, to } = readOptions(argv, { stage: text, queue: text, to: text }).values;
  if (stage === undefined) throw new ToolError('--stage is missing: say of which stage, such as prod');
  const problem = stageProblem(stage);
  if (problem !== undefined) throw new ToolError(problem);
  if (queue === undefined) throw new ToolError(`--queue is missing: give one of ${queues.join(', ')}`);
  if (!queues.includes(queue)) {
    const near = nearest(queue, queues);
    const meant = near === undefined ? '' : `: did you mean ${near}?`;
    throw new ToolError(`--queue is "${queue}", none of ${queues.join(', ')}${meant}`);
  }
  if (to !== undefined && to !== 'intake')
    throw new ToolError(`--to is "${to}": write intake, or leave it out`);
  if (to !== undefined && queue === 'timers-dead')
    throw new ToolError('--to intake makes no sense of timers, which are no events: leave it out');
  const name = `tocsin-${stage}`;
  const from = `${name}-${queue}`;
  const intake = `${name}-intake`;
  if (queue === 'undecided') return { kind: 'kept', from, to: intake };
  return { kind: 'dead-letters', from, ...(to === undefined ? {} : { to: intake }) };
};

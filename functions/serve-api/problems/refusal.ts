import type { RefusalReason } from '../../../domain/incident/command.ts';
import type { OwnRefusals } from '../../../events/contracts/api/command-call.ts';
import { ProblemError } from './problem-error.ts';

/**
 * The problem of a command that makes no sense now: 409, 410 where the incident is no longer kept, unless the command's row has another for this reason.
 * @param own the row's; none for a declaration
 */
export const refusal = (reason: RefusalReason, detail: string, own: OwnRefusals = {}): ProblemError => {
  if (reason === 'idempotency-key-reused') return new ProblemError(reason, { detail, reason });
  if (reason === 'too-much-contention')
    return new ProblemError('unavailable', { detail, reason, headers: { 'retry-after': '1' } });
  if (reason === 'retired') return new ProblemError('gone', { detail, reason });
  const { problem, field } = own[reason] ?? { problem: 'conflict' };
  const errors = field === undefined ? {} : { errors: [{ field, message: detail }] };
  return new ProblemError(problem, { detail, reason, ...errors });
};

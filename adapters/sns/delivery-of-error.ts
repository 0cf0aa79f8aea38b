import type { Delivery } from '../../protocol/ports/channel.ts';

/** Errors of the 4xx kind that pass by themselves: throttling, credentials that are just being renewed. */
const passing: ReadonlySet<string> = new Set([
  'Throttling',
  'ThrottlingException',
  'ThrottledException',
  'TooManyRequestsException',
  'RequestThrottled',
  'RequestLimitExceeded',
  'KMSThrottlingException',
  'RequestTimeout',
  'RequestExpired',
  'ExpiredToken',
  'ExpiredTokenException',
]);

/**
 * What a failed publish means. `refused`: SNS refused the request (unknown topic, no permission, invalid parameter),
 * and would refuse it again. Anything else may succeed later, also a request that never reached SNS. The reason is
 * the error's name alone: its text can carry addresses (I10).
 */
export const deliveryOfError = (error: unknown): Delivery => {
  const reason = error instanceof Error ? error.name : 'UnknownError';
  const status = statusOf(error);
  const isAnswerOfNo =
    status !== undefined && status >= 400 && status < 500 && status !== 408 && status !== 429;
  return isAnswerOfNo && !passing.has(reason)
    ? { outcome: 'refused', reason }
    : { outcome: 'retry-later', reason };
};

const statusOf = (error: unknown): number | undefined => {
  if (typeof error !== 'object' || error === null || !('$metadata' in error)) return undefined;
  const metadata = error.$metadata;
  if (typeof metadata !== 'object' || metadata === null || !('httpStatusCode' in metadata)) return undefined;
  return typeof metadata.httpStatusCode === 'number' ? metadata.httpStatusCode : undefined;
};

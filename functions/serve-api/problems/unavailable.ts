/** Names that AWS and Node give to trouble that passes; the SDK has tried again by the time they arrive here. */
const passing: ReadonlySet<string> = new Set([
  'ContentionError',
  'InternalServerError',
  'LimitExceededException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'RequestTimeout',
  'ServiceUnavailable',
  'ServiceUnavailableException',
  'ThrottlingException',
  'TimeoutError',
  'TransactionConflictException',
  'ECONNREFUSED',
  'ECONNRESET',
  'EAI_AGAIN',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
]);

/** Whether trying again later can help: throttled, timed out or not reached, here or in what caused it. */
export const isPassing = (error: unknown, depth = 0): boolean => {
  if (!(error instanceof Error) || depth > 8) return false;
  const code: unknown = Reflect.get(error, 'code');
  const isNamed = passing.has(error.name) || (typeof code === 'string' && passing.has(code));
  const causes = error instanceof AggregateError ? error.errors : [error.cause];
  return isNamed || causes.some((cause) => isPassing(cause, depth + 1));
};

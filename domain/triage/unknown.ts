/** Why something could not be looked at. */
export const unknownReasons = [
  'denied',
  'throttled',
  'too-slow',
  'not-found',
  'refused',
  'unreachable',
  'aws-fails',
  'no-traces',
  'target-unknown',
] as const;

export type UnknownReason = (typeof unknownReasons)[number];

/** The names that the AWS SDK gives its errors, by what they mean for a look. The first that fits counts. */
const byName: readonly { readonly reason: UnknownReason; readonly name: RegExp }[] = [
  {
    reason: 'denied',
    name: /AccessDenied|Unauthorized|NotAuthorized|Forbidden|UnrecognizedClient|InvalidClientToken|MissingAuthentication|ExpiredToken|SubscriptionRequired|OptInRequired/,
  },
  { reason: 'throttled', name: /Throttl|TooManyRequests|RequestLimitExceeded|SlowDown|LimitExceeded/ },
  { reason: 'too-slow', name: /Timeout|TimedOut|TIMEDOUT|Abort|TooSlow/ },
  { reason: 'not-found', name: /NotFound|NoSuch|DoesNotExist/ },
  {
    reason: 'aws-fails',
    // EC2 says `Unavailable`, Lambda `ServiceException`.
    name: /Unavailable|\bServiceException|Internal(Server|Service)?(Error|Failure)|ServiceFailure/,
  },
  { reason: 'unreachable', name: /ECONN|ENOTFOUND|EAI_AGAIN|EHOST|ENETUNREACH|EPIPE/ },
];

/** What an error of a look means. `code` is Node's own name of a network error. */
export const unknownReasonOf = (error: unknown): UnknownReason => {
  const { name = '', code = '' } = (typeof error === 'object' && error !== null ? error : {}) as {
    readonly name?: unknown;
    readonly code?: unknown;
  };
  const named = `${String(name)} ${String(code)}`;
  return byName.find((row) => row.name.test(named))?.reason ?? 'refused';
};

const texts: Readonly<Record<UnknownReason, string>> = {
  denied: 'the role of triage may not look at it',
  throttled: 'AWS throttled the calls',
  'too-slow': 'no answer in time',
  'not-found': 'it does not exist',
  refused: 'the call failed',
  unreachable: 'it cannot be reached',
  'aws-fails': 'AWS answers with an error of its own',
  'no-traces': 'X-Ray has no traces of it',
  'target-unknown': 'X-Ray has nothing of its name',
};

/** In words for people. */
export const unknownText = (what: string, reason: UnknownReason): string =>
  `${what} could not be looked at: ${texts[reason]}`;

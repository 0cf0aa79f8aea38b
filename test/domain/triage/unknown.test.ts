import { expect, test } from 'vitest';
import { unknownReasonOf, unknownReasons, unknownText } from '../../../domain/triage/unknown.ts';

const named = (name: string, code?: string) =>
  Object.assign(new Error('x'), { name, ...(code === undefined ? {} : { code }) });

test.each([
  ['AccessDenied', 'denied'],
  ['AccessDeniedException', 'denied'],
  ['UnauthorizedOperation', 'denied'],
  ['SubscriptionRequiredException', 'denied'],
  ['MissingAuthenticationTokenException', 'denied'],
  ['ExpiredTokenException', 'denied'],
  ['ThrottlingException', 'throttled'],
  ['Throttling', 'throttled'],
  ['RequestLimitExceeded', 'throttled'],
  ['TooManyRequestsException', 'throttled'],
  ['TimeoutError', 'too-slow'],
  ['AbortError', 'too-slow'],
  ['TargetGroupNotFoundException', 'not-found'],
  ['DBInstanceNotFoundFault', 'not-found'],
  ['ApplicationDoesNotExistException', 'not-found'],
  ['ServiceUnavailable', 'aws-fails'],
  ['InternalFailure', 'aws-fails'],
  ['InternalServerError', 'aws-fails'],
  ['ValidationError', 'refused'],
  ['MissingParameter', 'refused'],
])('an error named %s: %s', (name, reason) => {
  expect(unknownReasonOf(named(name))).toBe(reason);
});

test.each([
  ['ECONNREFUSED', 'unreachable'],
  ['ENOTFOUND', 'unreachable'],
  ['ETIMEDOUT', 'too-slow'],
])("an error of the network is known by Node's code: %s", (code, reason) => {
  expect(unknownReasonOf(named('Error', code))).toBe(reason);
});

test.each([undefined, null, 'text', 7, {}, { name: 12 }])(
  'what is no error at all is a refusal: %j',
  (thrown) => {
    expect(unknownReasonOf(thrown)).toBe('refused');
  },
);

test('every reason has words', () => {
  for (const reason of unknownReasons)
    expect(unknownText('orders', reason)).toMatch(/^orders could not be looked at: \w/);
});

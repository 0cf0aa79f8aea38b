import type { Trouble } from '../situation/trouble.ts';
import { AwsError } from '../wire/aws-error.ts';

/** Whether a call, the n-th of its operation, meets this trouble. */
export const meets = (
  { call, from = 1, to = Number.POSITIVE_INFINITY, region }: Trouble,
  action: string,
  number: number,
  asked: string,
): boolean => {
  if (number < from || number > to || (region !== undefined && region !== asked)) return false;
  return call.endsWith('*') ? action.startsWith(call.slice(0, -1)) : action === call;
};

interface Words {
  readonly code: string;
  readonly status: number;
}

type Refusal = 'denied' | 'throttled' | 'unavailable';

const json: Readonly<Record<Refusal, Words>> = {
  denied: { code: 'AccessDeniedException', status: 400 },
  throttled: { code: 'ThrottlingException', status: 400 },
  unavailable: { code: 'ServiceUnavailableException', status: 503 },
};

const query: Readonly<Record<Refusal, Words>> = {
  denied: { code: 'AccessDenied', status: 403 },
  throttled: { code: 'Throttling', status: 400 },
  unavailable: { code: 'ServiceUnavailable', status: 503 },
};

/** The names that services of a protocol have for the same thing: "Common Errors" of their API references. */
const words: Readonly<Record<string, Readonly<Record<Refusal, Words>>>> = {
  'aws.protocols#awsQuery': query,
  'aws.protocols#restXml': query,
  'aws.protocols#ec2Query': {
    denied: { code: 'UnauthorizedOperation', status: 403 },
    throttled: { code: 'RequestLimitExceeded', status: 503 },
    unavailable: { code: 'Unavailable', status: 503 },
  },
  'aws.protocols#restJson1': {
    denied: { code: 'AccessDeniedException', status: 403 },
    throttled: { code: 'TooManyRequestsException', status: 429 },
    unavailable: { code: 'ServiceException', status: 503 },
  },
};

const messageOf = (is: Refusal, action: string, accountId: string): string => {
  if (is === 'throttled') return 'Rate exceeded';
  if (is === 'unavailable') return 'The service is temporarily unavailable.';
  const who = `arn:aws:sts::${accountId}:assumed-role/tocsin/local`;
  return `User: ${who} is not authorized to perform: ${action} because no identity-based policy allows the ${action} action`;
};

/** The error that trouble stands for, in the words of the protocol; undefined where it is none that is said. */
export const troubleError = (
  met: readonly Trouble[],
  action: string,
  protocol: string,
  accountId: string,
): AwsError | undefined => {
  const refusals: readonly Refusal[] = ['unavailable', 'throttled', 'denied'];
  const is = refusals.find((refusal) => met.some((trouble) => trouble.is === refusal));
  if (is === undefined) return undefined;
  const { code, status } = (words[protocol] ?? json)[is];
  return new AwsError(code, messageOf(is, action, accountId), { status });
};

import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Act } from '../../../domain/lifecycle/commands.ts';
import { digest } from '../access/digest.ts';
import { headerOf } from '../http/header.ts';
import { ProblemError } from '../problems/problem-error.ts';

const MAX_KEY = 255;
const printable = /^[\x20-\x7e]{1,255}$/;

/**
 * The Idempotency-Key as the record keeps it: hashed with the caller's name, so that callers cannot meet each other's,
 * beside a fingerprint of what was asked. Empty where the header is missing.
 * @throws ProblemError `invalid-idempotency-key`
 */
export const requestOf = (
  event: APIGatewayProxyEventV2,
  asked: {
    readonly caller: string;
    readonly call: string;
    readonly incidentId: string;
    readonly body: object;
  },
): Pick<Act, 'request'> => {
  const key = headerOf(event, 'idempotency-key');
  if (key === undefined) return {};
  if (!printable.test(key)) {
    const message = `must be 1 to ${MAX_KEY} printable ASCII characters, such as a UUID`;
    throw new ProblemError('invalid-idempotency-key', {
      detail: `The header Idempotency-Key ${message}`,
      errors: [{ field: 'Idempotency-Key', message }],
    });
  }
  const { caller, call, incidentId, body } = asked;
  return {
    request: {
      key: digest(JSON.stringify([caller, key])),
      fingerprint: digest(JSON.stringify([call, incidentId, canonical(body)])),
    },
  };
};

/** The same members in any order are the same body. */
const canonical = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return members.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, member]) => [name, canonical(member)]);
};

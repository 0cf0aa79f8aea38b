import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Act } from '../../../domain/lifecycle/commands.ts';
import type { PathIds } from '../../../events/contracts/api/operation.ts';
import { digest } from '../access/digest.ts';
import { headerOf } from '../http/header.ts';
import { ProblemError } from '../problems/problem-error.ts';

const MAX_KEY = 255;
const printable = /^[\x20-\x7e]{1,255}$/;

/**
 * The header Idempotency-Key; undefined where it is missing.
 * @throws ProblemError `invalid-idempotency-key`
 */
export const readKey = (event: APIGatewayProxyEventV2): string | undefined => {
  const key = headerOf(event, 'idempotency-key');
  if (key === undefined || printable.test(key)) return key;
  const message = `must be 1 to ${MAX_KEY} printable ASCII characters, such as a UUID`;
  throw new ProblemError('invalid-idempotency-key', {
    detail: `The header Idempotency-Key ${message}`,
    errors: [{ field: 'Idempotency-Key', message }],
  });
};

/** The part of a request that must agree between two with the same key. */
export interface Fingerprinted {
  readonly caller: string;
  readonly operationId: string;
  readonly ids: PathIds;
  /** The body after its schema, which bounds how deeply it nests. */
  readonly body: object;
}

/**
 * The key as the record keeps it, beside a fingerprint of the request. It is hashed with the caller's name, so that
 * keys of two callers never clash. Empty without a key.
 */
export const requestOf = (
  key: string | undefined,
  { caller, operationId, ids, body }: Fingerprinted,
): Pick<Act, 'request'> => {
  if (key === undefined) return {};
  const asked = [operationId, Object.values(ids).join('/'), canonical(body)];
  return {
    request: { key: digest(JSON.stringify([caller, key])), fingerprint: digest(JSON.stringify(asked)) },
  };
};

/** The same members in any order are the same body. */
const canonical = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return members.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, member]) => [name, canonical(member)]);
};

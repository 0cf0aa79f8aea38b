import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Scope } from '../../../domain/kernel/scope.ts';
import type { ProblemSlug } from '../../../events/contracts/api/problem.ts';
import type { AccessStore, ApiToken } from '../../../protocol/ports/access.ts';
import { headerOf } from '../http/header.ts';
import { ProblemError } from '../problems/problem-error.ts';
import { digest } from './digest.ts';

/** Who asks, as timelines name it, and until when the token counts. */
export type Caller = Pick<ApiToken, 'name' | 'expiresAtMs'>;

/** RFC 6750, "Authorization Request Header Field"; any visible ASCII, as people choose tokens for their laptops. */
const bearer = /^bearer +([\x21-\x7e]{1,512}) *$/i;

/**
 * Lets a request pass if its token is known, valid and has the scope, and answers who its owner is. A revoked token
 * ends at once: each request reads the table.
 * @throws ProblemError 401 with the reason, 403 naming the missing scope
 */
export const checkToken = async (
  { access, now }: { readonly access: Pick<AccessStore, 'token'>; readonly now: () => number },
  event: APIGatewayProxyEventV2,
  scope: Scope,
): Promise<Caller> => {
  const token = await access.token(digest(readBearer(event)));
  if (token === undefined) {
    throw refuse(
      'token-unknown',
      'No such token: it was mistyped or revoked. Ask for a new one',
      'invalid_token',
    );
  }
  if (token.expiresAtMs !== undefined && token.expiresAtMs <= now()) {
    throw refuse('token-expired', 'The token has expired: ask for a new one', 'invalid_token');
  }
  if (!token.scopes.includes(scope) && !token.scopes.includes('admin')) {
    throw refuse('scope-missing', `The token lacks the scope ${scope}`, 'insufficient_scope', scope);
  }
  const { name, expiresAtMs } = token;
  return { name, ...(expiresAtMs === undefined ? {} : { expiresAtMs }) };
};

const readBearer = (event: APIGatewayProxyEventV2): string => {
  const header = headerOf(event, 'authorization');
  if (header === undefined || header === '') {
    throw refuse('token-missing', 'Send the header Authorization: Bearer <token>');
  }
  const [, token] = bearer.exec(header) ?? [];
  if (token === undefined) {
    throw refuse(
      'token-malformed',
      'The header Authorization must read Bearer <token>, once, in visible ASCII',
      'invalid_request',
    );
  }
  return token;
};

/** RFC 6750, "The WWW-Authenticate Response Header Field". */
const refuse = (slug: ProblemSlug, detail: string, error?: string, scope?: Scope): ProblemError => {
  const challenge = [
    'Bearer realm="tocsin"',
    ...(error === undefined ? [] : [`error="${error}"`, `error_description="${detail}"`]),
    ...(scope === undefined ? [] : [`scope="${scope}"`]),
  ];
  return new ProblemError(slug, { detail, headers: { 'www-authenticate': challenge.join(', ') } });
};

import { randomUUID } from 'node:crypto';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { noQuery, pathId } from '../../../events/contracts/api/operation.ts';
import type { TestPageId } from '../../../events/contracts/api/operations.ts';
import { testPageRequest, viewTestPage } from '../../../events/contracts/api/test-pages.ts';
import { audienceOfTestPage, type TestPageResult } from '../../../protocol/command/send-test-page.ts';
import { check } from '../http/field-errors.ts';
import { type Reply, reply } from '../http/reply.ts';
import { readQuery } from '../http/request-query.ts';
import { ProblemError } from '../problems/problem-error.ts';
import type { Asked } from './act-calls.ts';
import { readKey, requestOf } from './idempotency.ts';
import type { ApiParts } from './parts.ts';

/** `GET /test-pages` */
export const listTestPages = async (parts: ApiParts, event: APIGatewayProxyEventV2): Promise<Reply> => {
  readQuery(noQuery, event);
  const pages = await parts.testPages.last(Object.keys(parts.configuration.audiences));
  return reply(200, { testPages: pages.toSorted((a, b) => b.atMs - a.atMs).map(viewTestPage) });
};

/** What changes something about test pages. */
export const callTestPages = async (
  parts: ApiParts,
  id: Exclude<TestPageId, 'listTestPages'>,
  asked: Asked,
): Promise<Reply> => {
  readQuery(noQuery, asked.event);
  const key = readKey(asked.event);
  return id === 'sendTestPage' ? send(parts, asked, key) : recordArrival(parts, asked);
};

const send = async (parts: ApiParts, asked: Asked, key: string | undefined): Promise<Reply> => {
  const { audience, severity = 'SEV1' } = check(testPageRequest, asked.body, 'field');
  const { request } = requestOf(key, asked);
  const result = await parts.sendTestPage({
    ...{ audience, severity, by: asked.caller },
    key: request?.key ?? randomUUID(),
  });
  if (result.outcome !== 'sent')
    throw refusalOf(result, audience, Object.keys(parts.configuration.audiences));
  return reply(201, viewTestPage(result.page), result.repeated ? { 'idempotent-replayed': 'true' } : {});
};

type NotSent = Exclude<TestPageResult, { readonly outcome: 'sent' }>;

const refusalOf = (
  { outcome, reason }: NotSent,
  audience: string,
  known: readonly string[],
): ProblemError => {
  if (outcome === 'not-sent') {
    const detail = `SNS did not take the test page (${reason}): a real one would not go out either`;
    return new ProblemError('unavailable', { detail, reason, headers: { 'retry-after': '1' } });
  }
  switch (reason) {
    case 'unknown-audience': {
      const message = `is no audience: known are ${known.join(', ')}`;
      return new ProblemError(reason, {
        detail: `${audience} ${message}`,
        reason,
        errors: [{ field: 'audience', message }],
      });
    }
    case 'no-contact':
      return new ProblemError('conflict', {
        detail: `The audience ${audience} has no contact in tocsin.yml: nobody would receive it`,
        reason,
      });
    case 'tested-too-often':
      return new ProblemError('conflict', {
        detail: `The audience ${audience} had a test page less than a minute ago: wait for a minute`,
        reason,
      });
    case 'idempotency-key-reused':
      return new ProblemError(reason, {
        detail: 'This Idempotency-Key was used for another test page: take a new one',
        reason,
      });
  }
};

const recordArrival = async (parts: ApiParts, asked: Asked): Promise<Reply> => {
  check(noQuery, asked.body, 'field');
  const id = pathId(asked.ids, 'id');
  const audience = audienceOfTestPage(id);
  const page =
    audience === ''
      ? undefined
      : await parts.testPages.addArrival({ id, audience }, asked.caller, parts.now());
  if (page === undefined) {
    throw new ProblemError('not-found', {
      detail: `${id} is not the last test page of an audience: GET /test-pages lists them`,
      reason: 'test-page-unknown',
    });
  }
  return reply(200, viewTestPage(page));
};

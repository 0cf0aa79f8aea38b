import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type * as z from 'zod/mini';
import type { RefusalReason } from '../../../domain/incident/command.ts';
import type { Declaration } from '../../../domain/lifecycle/command.ts';
import type { Act, Command } from '../../../domain/lifecycle/commands.ts';
import type { OperationId } from '../../../events/contracts/api/operations.ts';
import type { ProblemSlug } from '../../../events/contracts/api/problem.ts';
import { noQuery } from '../../../events/contracts/api/queries.ts';
import * as requests from '../../../events/contracts/api/requests.ts';
import { check } from '../http/field-errors.ts';
import { type Reply, reply } from '../http/reply.ts';
import { readQuery } from '../http/request-query.ts';
import { ProblemError } from '../problems/problem-error.ts';
import { requestOf } from './idempotency.ts';
import type { ApiParts, Invocation } from './parts.ts';
import { unknownIncident } from './read-calls.ts';
import { viewNow } from './view.ts';

/** A request that changes something: who asks, which call, about which incident (empty: a declaration). */
export interface Asked {
  readonly event: APIGatewayProxyEventV2;
  readonly caller: string;
  readonly call: OperationId;
  readonly incidentId: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly invocation: Invocation;
}

type Told = Pick<Act, 'command' | 'note' | 'say'>;

/** What each call makes of its body. */
const commands = {
  acknowledge: (asked) => bare(asked, { kind: 'acknowledge' }),
  addNote: (asked) => ({ command: { kind: 'note' }, ...bodyOf(asked, requests.noteRequest) }),
  setSeverity: (asked) => {
    const { severity, ...rest } = bodyOf(asked, requests.severityRequest);
    return { command: { kind: 'set-severity', severity }, ...noted(rest) };
  },
  mitigate: (asked) => telling(asked, { kind: 'mitigate' }),
  resolve: (asked) => telling(asked, { kind: 'resolve' }),
  reopen: (asked) => bare(asked, { kind: 'reopen' }),
  close: (asked) => bare(asked, { kind: 'close' }),
  escalate: (asked) => {
    const { audiences, ...rest } = bodyOf(asked, requests.escalateRequest);
    return {
      command: { kind: 'escalate', ...(audiences === undefined ? {} : { audiences }) },
      ...noted(rest),
    };
  },
  sayFacts: (asked) => told({ kind: 'say' }, bodyOf(asked, requests.patchRequest)),
} satisfies { readonly [K in OperationId]?: (asked: Asked) => Told };

export type ActCall = keyof typeof commands;

export const isActCall = (call: OperationId): call is ActCall => call in commands;

/** Every call on one incident that changes something. */
export const actOnIncident = async (
  parts: ApiParts,
  asked: Asked & { readonly call: ActCall },
): Promise<Reply> => {
  readQuery(noQuery, asked.event);
  const request = requestOf(asked.event, asked);
  const told: Told = commands[asked.call](asked);
  const result = await parts.act(
    asked.incidentId,
    { by: asked.caller, ...told, ...request },
    asked.invocation,
  );
  if (result.outcome === 'not-found') throw unknownIncident(asked.incidentId);
  if (result.outcome === 'refused') throw refusal(result.reason, result.text);
  const view = await viewNow(parts, result.incident);
  return reply(200, view, replayed(request, result));
};

/** `POST /incidents` */
export const declare = async (parts: ApiParts, asked: Asked): Promise<Reply> => {
  readQuery(noQuery, asked.event);
  const request = requestOf(asked.event, asked);
  const {
    title,
    service = title,
    severity,
    scenario = 'generic',
    note,
    ...sayable
  } = bodyOf(asked, requests.declareRequest);
  const say = requests.sayingOf(sayable);
  const declaration: Declaration = {
    by: asked.caller,
    title,
    service,
    severity: severity ?? parts.configuration.defaultSeverity,
    scenario,
    ...noted({ note }),
    ...(say === undefined ? {} : { say }),
    ...request,
  };
  const result = await parts.declare(declaration, asked.invocation);
  if (result.outcome === 'refused') throw refusal(result.reason, result.text);
  const { outcome, incident } = result;
  return reply(
    outcome === 'opened' ? 201 : 200,
    { ...(await viewNow(parts, incident)), outcome },
    { ...replayed(request, result), location: `/incidents/${incident.id}` },
  );
};

const bodyOf = <S extends z.ZodMiniType>({ body }: Asked, schema: S): z.output<S> =>
  check(schema, body, 'field');

const bare = (asked: Asked, command: Command): Told => ({
  command,
  ...noted(bodyOf(asked, requests.bareRequest)),
});

const telling = (asked: Asked, command: Command): Told =>
  told(command, bodyOf(asked, requests.tellingRequest));

const told = (
  command: Command,
  { note, ...sayable }: Parameters<typeof requests.sayingOf>[0] & { note?: string | undefined },
): Told => {
  const say = requests.sayingOf(sayable);
  return { command, ...noted({ note }), ...(say === undefined ? {} : { say }) };
};

const noted = ({ note }: { readonly note?: string | undefined }): { readonly note?: string } =>
  note === undefined ? {} : { note };

type Requested = Pick<Act, 'request'>;
type Replayable = {
  readonly repeated: boolean;
  readonly incident: { readonly requests: readonly { readonly key: string }[] };
};

/** A repeat of the same key is told from a state that was there already. */
const replayed = (
  { request }: Requested,
  { repeated, incident }: Replayable,
): Readonly<Record<string, string>> =>
  repeated && incident.requests.some(({ key }) => key === request?.key)
    ? { 'idempotent-replayed': 'true' }
    : {};

const slugs: Readonly<Record<RefusalReason, ProblemSlug>> = {
  'already-resolved': 'conflict',
  'already-closed': 'conflict',
  'not-resolved': 'conflict',
  superseded: 'conflict',
  'nobody-left-to-page': 'conflict',
  'unknown-audience': 'unknown-audience',
  'idempotency-key-reused': 'idempotency-key-reused',
  'too-much-contention': 'unavailable',
};

const refusal = (reason: RefusalReason, detail: string): ProblemError =>
  new ProblemError(slugs[reason], {
    detail,
    reason,
    ...(reason === 'unknown-audience' ? { errors: [{ field: 'audiences', message: detail }] } : {}),
    ...(reason === 'too-much-contention' ? { headers: { 'retry-after': '1' } } : {}),
  });

import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Incident } from '../../../domain/incident/incident.ts';
import type { Act } from '../../../domain/lifecycle/commands.ts';
import type { CommandCall } from '../../../events/contracts/api/command-call.ts';
import { declareRequest, toDeclaration } from '../../../events/contracts/api/declare.ts';
import { noQuery, pathId } from '../../../events/contracts/api/operation.ts';
import { check } from '../http/field-errors.ts';
import { type Reply, reply } from '../http/reply.ts';
import { readQuery } from '../http/request-query.ts';
import { ProblemError } from '../problems/problem-error.ts';
import { refusal } from '../problems/refusal.ts';
import { type Fingerprinted, readKey, requestOf } from './idempotency.ts';
import { recognise } from './known-services.ts';
import type { ApiParts, Invocation } from './parts.ts';
import { unknownIncident } from './read-calls.ts';
import { viewNow } from './view.ts';

/** A request that changes something. */
export interface Asked extends Fingerprinted {
  readonly event: APIGatewayProxyEventV2;
  readonly invocation: Invocation;
}

/** Every call on one incident that changes something: its row says which command the body asks for. */
export const actOnIncident = async (parts: ApiParts, row: CommandCall, asked: Asked): Promise<Reply> => {
  readQuery(row.operation.query, asked.event);
  const key = readKey(asked.event);
  const incidentId = pathId(asked.ids, 'id');
  const act = row.readAct((schema) => check(schema, asked.body, 'field'), asked.ids);
  const request = requestOf(key, asked);
  const result = await parts.act(incidentId, { by: asked.caller, ...act, ...request }, asked.invocation);
  if (result.outcome === 'not-found') throw unknownIncident(incidentId);
  if (result.outcome === 'refused') throw refusal(result.reason, result.text, row.refusals);
  return reply(row.status, await viewNow(parts, result.incident), replayed(request, result));
};

/** `POST /incidents` */
export const declare = async (parts: ApiParts, asked: Asked): Promise<Reply> => {
  readQuery(noQuery, asked.event);
  const key = readKey(asked.event);
  const body = check(declareRequest, asked.body, 'field');
  const request = requestOf(key, asked);
  const declaration = {
    by: asked.caller,
    ...toDeclaration(body, parts.configuration.defaultSeverity),
    ...request,
  };
  if (body.strict) await refuseUnknown(parts, declaration.service);
  const result = await parts.declare(declaration, asked.invocation);
  if (result.outcome === 'refused') throw refusal(result.reason, result.text);
  const { outcome, incident } = result;
  const known = outcome === 'opened' ? await recogniseLater(parts, incident) : { serviceKnown: true };
  return reply(
    outcome === 'opened' ? 201 : 200,
    { ...(await viewNow(parts, incident)), outcome, ...known },
    { ...replayed(request, result), location: `/incidents/${incident.id}` },
  );
};

const refuseUnknown = async (parts: ApiParts, service: string): Promise<void> => {
  const { isKnown, near } = await recognise(parts, service);
  if (isKnown) return;
  const meant = near.length === 0 ? '' : `: did you mean ${near.join(', ')}?`;
  const message = `is no service that tocsin.yml or an earlier incident names${meant}`;
  throw new ProblemError('unknown-service', {
    detail: `service ${message}${near.length === 0 ? '.' : ''} Leave strict out to declare it all the same.`,
    errors: [{ field: 'service', value: service.slice(0, 64).toWellFormed(), message }],
  });
};

/** After the pages are out, and never in their way: what cannot be looked up is left out, and the log says so. */
const recogniseLater = async (parts: ApiParts, incident: Incident) => {
  try {
    const { isKnown, near } = await recognise(parts, incident.service, incident.id);
    return isKnown ? { serviceKnown: true } : { serviceKnown: false, nearServices: [...near] };
  } catch (error) {
    const why = error instanceof Error ? error.name : 'unknown';
    parts.journal.note('warn', 'service-not-looked-up', { incidentId: incident.id, why });
    return {};
  }
};

type Replayable = {
  readonly repeated: boolean;
  readonly incident: { readonly requests: readonly { readonly key: string }[] };
};

/** The header is for repeats of the same key only, not for a state that was there already. */
const replayed = (
  { request }: Pick<Act, 'request'>,
  { repeated, incident }: Replayable,
): Readonly<Record<string, string>> =>
  repeated && incident.requests.some(({ key }) => key === request?.key)
    ? { 'idempotent-replayed': 'true' }
    : {};

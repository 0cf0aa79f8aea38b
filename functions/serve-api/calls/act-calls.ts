import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Act } from '../../../domain/lifecycle/commands.ts';
import type { CommandCall } from '../../../events/contracts/api/command-call.ts';
import { declareRequest, toDeclaration } from '../../../events/contracts/api/declare.ts';
import { noQuery, pathId } from '../../../events/contracts/api/operation.ts';
import { check } from '../http/field-errors.ts';
import { type Reply, reply } from '../http/reply.ts';
import { readQuery } from '../http/request-query.ts';
import { refusal } from '../problems/refusal.ts';
import { type Fingerprinted, readKey, requestOf } from './idempotency.ts';
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
  return reply(200, await viewNow(parts, result.incident), replayed(request, result));
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
  const result = await parts.declare(declaration, asked.invocation);
  if (result.outcome === 'refused') throw refusal(result.reason, result.text);
  const { outcome, incident } = result;
  return reply(
    outcome === 'opened' ? 201 : 200,
    { ...(await viewNow(parts, incident)), outcome },
    { ...replayed(request, result), location: `/incidents/${incident.id}` },
  );
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

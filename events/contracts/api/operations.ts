import type * as z from 'zod/mini';
import type { Scope } from '../../../domain/kernel/scope.ts';
import * as answers from './answers.ts';
import type { ProblemSlug } from './problem.ts';
import { listQuery, noQuery, pageQuery } from './queries.ts';
import * as requests from './requests.ts';

/** One call of the API. The router, the token check and the description are all made from these. */
export interface Operation {
  readonly method: 'GET' | 'POST' | 'PATCH';
  /** `{id}` stands for an incident's id. */
  readonly path: string;
  /** Absent: needs no token. */
  readonly scope?: Scope;
  readonly summary: string;
  readonly query: z.ZodMiniType;
  readonly body?: { readonly schema: z.ZodMiniType; readonly required: boolean };
  /** Answers by status; `undefined`: any JSON object. */
  readonly answers: Readonly<Record<number, z.ZodMiniType | undefined>>;
  /** Problems beside those that any call may have. */
  readonly problems: readonly ProblemSlug[];
}

const get = (path: string, summary: string, query: z.ZodMiniType, answer: z.ZodMiniType): Operation => ({
  method: 'GET',
  path,
  scope: 'read',
  summary,
  query,
  answers: { 200: answer },
  problems: [
    ...(query === noQuery ? [] : (['invalid-cursor'] as const)),
    ...(path.includes('{id}') ? (['not-found'] as const) : []),
  ],
});

const open = (path: string, summary: string, answer: z.ZodMiniType | undefined): Operation => ({
  method: 'GET',
  path,
  summary,
  query: noQuery,
  answers: { 200: answer },
  problems: [],
});

const writing = [
  'malformed-json',
  'invalid-idempotency-key',
  'conflict',
  'body-too-large',
  'unsupported-media-type',
  'idempotency-key-reused',
] as const;

const act = (action: string, summary: string, schema: z.ZodMiniType, required = false): Operation => ({
  method: 'POST',
  path: `/incidents/{id}/${action}`,
  scope: 'respond',
  summary,
  query: noQuery,
  body: { schema, required },
  answers: { 200: answers.incidentAnswer },
  problems: ['not-found', ...writing, ...(action === 'escalate' ? (['unknown-audience'] as const) : [])],
});

/** Every call of the API, by its operation id. */
export const operations = {
  listIncidents: get('/incidents', 'Incidents, newest first', listQuery, answers.incidentListAnswer),
  readIncident: get('/incidents/{id}', 'One incident', noQuery, answers.incidentAnswer),
  readTimeline: get(
    '/incidents/{id}/timeline',
    'What happened, oldest first',
    pageQuery,
    answers.timelineAnswer,
  ),
  listSignals: get(
    '/incidents/{id}/signals',
    'The alarms and events of an incident',
    pageQuery,
    answers.signalListAnswer,
  ),
  declareIncident: {
    method: 'POST',
    path: '/incidents',
    scope: 'respond',
    summary: 'Declare an incident: 201 where it opened one, 200 where it joined or reopened one',
    query: noQuery,
    body: { schema: requests.declareRequest, required: true },
    answers: { 201: answers.declaredAnswer, 200: answers.declaredAnswer },
    problems: writing,
  },
  acknowledge: act('acknowledge', 'Somebody is on it: paging of this episode stops', requests.bareRequest),
  addNote: act('notes', 'Write into the timeline', requests.noteRequest, true),
  setSeverity: act('severity', 'Change the severity; a risen one pages anew', requests.severityRequest, true),
  mitigate: act('mitigated', 'The effect on users has ended', requests.tellingRequest),
  resolve: act('resolve', 'It is over', requests.tellingRequest),
  reopen: act('reopen', 'It is not over after all', requests.bareRequest),
  close: act('close', 'Close a resolved incident for good', requests.bareRequest),
  escalate: act('escalate', 'Page the next rung now, or the audiences named', requests.escalateRequest),
  sayFacts: {
    method: 'PATCH',
    path: '/incidents/{id}',
    scope: 'respond',
    summary: 'Say what is known; null takes a fact back',
    query: noQuery,
    body: { schema: requests.patchRequest, required: true },
    answers: { 200: answers.incidentAnswer },
    problems: ['not-found', ...writing],
  },
  readDescription: open('/openapi.json', 'This description (OpenAPI 3.1)', undefined),
  readHealth: open('/health', 'Whether the API answers', answers.healthAnswer),
} as const satisfies Readonly<Record<string, Operation>>;

export type OperationId = keyof typeof operations;

/** The operation of an id, without the literal types of the table. */
export const operationOf = (id: OperationId): Operation => operations[id];

export const operationIds: readonly OperationId[] = Object.keys(operations) as OperationId[];

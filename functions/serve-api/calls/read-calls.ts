import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { type Incident, isOpen, type Status, statuses } from '../../../domain/incident/incident.ts';
import { retiredText } from '../../../domain/retention/tombstone.ts';
import {
  findingsQuery,
  listQuery,
  severalValued,
  timelineQuery,
} from '../../../events/contracts/api/incidents.ts';
import { noQuery } from '../../../events/contracts/api/operation.ts';
import { DEFAULT_LIMIT, pageQuery } from '../../../events/contracts/api/page-query.ts';
import { viewEntry, viewSignal } from '../../../events/contracts/api/record-view.ts';
import { viewFinding } from '../../../events/contracts/api/triage-view.ts';
import { wordsOf } from '../../../protocol/ports/list-filter.ts';
import type { ListQuery, PageStart } from '../../../protocol/ports/queries.ts';
import { type Reply, reply } from '../http/reply.ts';
import { readQuery } from '../http/request-query.ts';
import { ProblemError } from '../problems/problem-error.ts';
import { refusal } from '../problems/refusal.ts';
import type { Cursors } from './cursor.ts';
import type { ApiParts } from './parts.ts';
import { viewAll, viewNow } from './view.ts';

/** `GET /incidents` */
export const listIncidents = async (
  parts: ApiParts,
  cursors: Cursors,
  event: APIGatewayProxyEventV2,
): Promise<Reply> => {
  const asking = readQuery(listQuery, event, severalValued);
  const { limit = DEFAULT_LIMIT, cursor, from, to, status, text, ...others } = asking;
  const filters = {
    ...others,
    ...(status === undefined ? {} : { status: [...new Set(status.flatMap(statusesOf))] }),
    ...(text === undefined ? {} : { words: wordsOf(text) }),
  };
  const times = {
    ...(from === undefined ? {} : { fromMs: Date.parse(from) }),
    ...(to === undefined ? {} : { toMs: Date.parse(to) }),
  };
  const nowMs = parts.now();
  const asked = JSON.stringify(['incidents', Object.entries({ ...filters, ...times }).sort()]);
  const query: ListQuery = {
    ...filters,
    ...withinRecord(times, nowMs),
    limit,
    nowMs,
    ...(await startOf(cursors, asked, cursor)),
  };
  const { incidents, next } = await parts.queries.list(query);
  return reply(200, {
    incidents: viewAll(parts, incidents),
    ...(await cursorTo(cursors, asked, next)),
  });
};

const statusesOf = (asked: 'open' | Status): readonly Status[] =>
  asked === 'open' ? statuses.filter((status) => isOpen({ status })) : [asked];

/** Tocsin's first day: nothing was opened before, so no search has to go back further. */
const FIRST_MS = Date.UTC(2026, 0, 1);

const withinRecord = (times: { fromMs?: number; toMs?: number }, nowMs: number) => ({
  ...(times.fromMs === undefined ? {} : { fromMs: Math.max(times.fromMs, FIRST_MS) }),
  // Nothing is opened after now. Without `to` the store begins at now.
  ...(times.toMs === undefined || times.toMs > nowMs ? {} : { toMs: Math.max(times.toMs, FIRST_MS) }),
});

/** `GET /incidents/{id}` */
export const readIncident = async (
  parts: ApiParts,
  event: APIGatewayProxyEventV2,
  incidentId: string,
): Promise<Reply> => {
  readQuery(noQuery, event);
  return reply(200, await viewNow(parts, await find(parts, incidentId)));
};

/** `GET /incidents/{id}/timeline` */
export const readTimeline = async (
  parts: ApiParts,
  cursors: Cursors,
  event: APIGatewayProxyEventV2,
  incidentId: string,
): Promise<Reply> => {
  const { limit = DEFAULT_LIMIT, cursor, merged = false } = readQuery(timelineQuery, event);
  const asked = JSON.stringify(['timeline', incidentId, ...(merged ? ['merged'] : [])]);
  const { start } = await startOf(cursors, asked, cursor);
  if (merged) {
    const { entries, next } = await readMerged(parts, incidentId, limit, start);
    return reply(200, { entries, ...(await cursorTo(cursors, asked, next)) });
  }
  await find(parts, incidentId);
  const { entries, next } = await parts.queries.timeline(incidentId, limit, start);
  return reply(200, { entries: entries.map(viewEntry), ...(await cursorTo(cursors, asked, next)) });
};

/** A page of one incident's timeline: `rest` are the incidents whose timelines follow. */
interface Place {
  readonly of: string;
  readonly start?: PageStart;
  readonly rest: readonly string[];
}

/** Its own timeline, then those of the incidents merged into it, in the order of merging: one of them a page. */
const readMerged = async (parts: ApiParts, incidentId: string, limit: number, from?: PageStart) => {
  const place: Place = from === undefined ? { of: incidentId, rest: [] } : JSON.parse(from);
  const { of, start, rest } = place;
  const { mergedFrom = [] } =
    of === incidentId ? await find(parts, of) : ((await parts.store.read(of)) ?? {});
  // What was merged is over sooner, so it is retired sooner, and has nothing left to show.
  const { entries, next } = await parts.queries.timeline(of, limit, start);
  const [first, ...others] = [...mergedFrom.map((merged) => merged.incidentId), ...rest];
  const after: Place | undefined =
    next !== undefined
      ? { of, start: next, rest }
      : first === undefined
        ? undefined
        : { of: first, rest: others };
  return {
    entries: entries.map((entry) => ({ ...viewEntry(entry), incidentId: of })),
    ...(after === undefined ? {} : { next: JSON.stringify(after) }),
  };
};

/** `GET /incidents/{id}/signals` */
export const listSignals = async (
  parts: ApiParts,
  cursors: Cursors,
  event: APIGatewayProxyEventV2,
  incidentId: string,
): Promise<Reply> => {
  const { limit = DEFAULT_LIMIT, cursor } = readQuery(pageQuery, event);
  const asked = JSON.stringify(['signals', incidentId]);
  const { start } = await startOf(cursors, asked, cursor);
  await find(parts, incidentId);
  const { signals, next } = await parts.queries.signals(incidentId, limit, start);
  return reply(200, { signals: signals.map(viewSignal), ...(await cursorTo(cursors, asked, next)) });
};

/** `GET /incidents/{id}/findings`: of a run, by default of the last that was judged. */
export const listFindings = async (
  parts: ApiParts,
  cursors: Cursors,
  event: APIGatewayProxyEventV2,
  incidentId: string,
): Promise<Reply> => {
  const { limit = DEFAULT_LIMIT, cursor, run: askedRun } = readQuery(findingsQuery, event);
  const { triage } = await find(parts, incidentId);
  const run = askedRun ?? triage?.judged?.run;
  if (run === undefined) return reply(200, { findings: [] });
  const asked = JSON.stringify(['findings', incidentId, run]);
  const { start } = await startOf(cursors, asked, cursor);
  const { findings, next } = await parts.findings.findings(incidentId, run, limit, start);
  return reply(200, { findings: findings.map(viewFinding), ...(await cursorTo(cursors, asked, next)) });
};

/** The problem of an id that no incident has. */
export const unknownIncident = (incidentId: string): ProblemError =>
  new ProblemError('not-found', {
    detail: `There is no incident ${incidentId}: GET /incidents lists them`,
    reason: 'incident-unknown',
  });

const find = async (parts: ApiParts, incidentId: string): Promise<Incident> => {
  const incident = await parts.store.read(incidentId);
  if (incident === undefined) throw unknownIncident(incidentId);
  if (incident.retiredAtMs !== undefined) throw refusal('retired', retiredText(incident));
  return incident;
};

const startOf = async (
  cursors: Cursors,
  asked: string,
  cursor?: string,
): Promise<{ readonly start?: PageStart }> =>
  cursor === undefined ? {} : { start: await cursors.read(asked, cursor) };

const cursorTo = async (
  cursors: Cursors,
  asked: string,
  next?: PageStart,
): Promise<{ readonly cursor?: string }> =>
  next === undefined ? {} : { cursor: await cursors.write(asked, next) };

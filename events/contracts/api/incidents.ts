import * as z from 'zod/mini';
import { entryKinds } from '../../../domain/incident/entry.ts';
import { signalKinds } from '../../../domain/kernel/signal-kind.ts';
import { incidentAnswer } from './incident-answer.ts';
import { idNamesIn, noQuery, type Operation } from './operation.ts';
import { limit, pageCursor, pageQuery } from './page-query.ts';
import { MAX_NAME } from './request-text.ts';
import { describe, named, scenario, severity, status, utcTime, zonedTime } from './values.ts';

const nextCursor = describe(
  z.optional(z.string()),
  'Where to go on; absent at the end. A page may be short.',
);

const incidentListAnswer = named(
  'IncidentList',
  z.strictObject({ incidents: z.array(incidentAnswer), cursor: nextCursor }),
  'Newest first.',
);

export const entryAnswer = named(
  'TimelineEntry',
  z.strictObject({
    id: describe(z.string(), 'Of this entry within its incident, for good.'),
    at: utcTime,
    kind: z.enum(entryKinds),
    reason: z.optional(z.string()),
    by: describe(z.string(), "A person's name, or tocsin."),
    text: z.string(),
  }),
);
export type EntryAnswer = z.infer<typeof entryAnswer>;

const timelineAnswer = named(
  'Timeline',
  z.strictObject({ entries: z.array(entryAnswer), cursor: nextCursor }),
  'Oldest first.',
);

export const signalAnswer = named(
  'Signal',
  z.strictObject({
    id: z.string(),
    name: z.string(),
    kind: z.enum(signalKinds),
    state: z.enum(['ALARM', 'INSUFFICIENT_DATA', 'OK']),
    active: z.boolean(),
    component: z.string(),
    since: describe(z.optional(utcTime), 'Active since.'),
    at: describe(utcTime, 'Of its last change.'),
    reason: z.string(),
  }),
);
export type SignalAnswer = z.infer<typeof signalAnswer>;

const signalListAnswer = named(
  'SignalList',
  z.strictObject({ signals: z.array(signalAnswer), cursor: nextCursor }),
);

export const listQuery = z
  .strictObject({
    status: z.exactOptional(status),
    severity: z.exactOptional(severity),
    scenario: z.exactOptional(scenario),
    service: z.exactOptional(z.string().check(z.minLength(1), z.maxLength(MAX_NAME))),
    from: describe(z.exactOptional(zonedTime), 'Opened at or after: ISO 8601 with a zone.'),
    to: describe(z.exactOptional(zonedTime), 'Opened before: ISO 8601 with a zone.'),
    limit,
    cursor: pageCursor,
  })
  .check(
    z.refine(({ from, to }) => from === undefined || to === undefined || Date.parse(from) < Date.parse(to), {
      path: ['to'],
      error: 'must be later than from',
    }),
  );

const read = (path: string, summary: string, query: z.ZodMiniType, answer: z.ZodMiniType): Operation => ({
  method: 'GET',
  path,
  scope: 'read',
  summary,
  query,
  answers: { 200: answer },
  problems: [
    ...(query === noQuery ? [] : (['invalid-cursor'] as const)),
    ...(idNamesIn(path).length === 0 ? [] : (['not-found'] as const)),
  ],
});

/** What can be looked at. */
export const reading = {
  listIncidents: read('/incidents', 'Incidents, newest first', listQuery, incidentListAnswer),
  readIncident: read('/incidents/{id}', 'One incident', noQuery, incidentAnswer),
  readTimeline: read('/incidents/{id}/timeline', 'What happened, oldest first', pageQuery, timelineAnswer),
  listSignals: read(
    '/incidents/{id}/signals',
    'The alarms and events of an incident',
    pageQuery,
    signalListAnswer,
  ),
} as const;

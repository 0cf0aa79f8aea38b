import * as z from 'zod/mini';
import { entryKinds } from '../../../domain/incident/entry.ts';
import { statuses } from '../../../domain/incident/incident.ts';
import { scenarios } from '../../../domain/kernel/scenario.ts';
import { severities } from '../../../domain/kernel/severity.ts';
import { signalKinds } from '../../../domain/kernel/signal-kind.ts';
import { incidentAnswer } from './incident-answer.ts';
import { idNamesIn, noQuery, type Operation } from './operation.ts';
import { limit, pageCursor, pageQuery } from './page-query.ts';
import { MAX_NAME } from './request-text.ts';
import { findingAnswer } from './triage-answer.ts';
import { describe, named, utcTime, zonedTime } from './values.ts';

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
    incidentId: describe(
      z.optional(z.string()),
      'With merged=true: the incident in whose timeline it stands.',
    ),
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

const findingListAnswer = named(
  'FindingList',
  z.strictObject({ findings: z.array(findingAnswer), cursor: nextCursor }),
);

export const findingsQuery = z.strictObject({
  run: describe(
    z.exactOptional(
      z.pipe(
        z.string().check(z.regex(/^[1-9]\d{0,5}$/, 'must be the number of a run, from 1 on')),
        z.transform((text) => Number(text)),
      ),
    ),
    'Of which run; by default the last that was judged.',
  ),
  limit,
  cursor: pageCursor,
});

/** The page of a timeline that is asked for. */
export const timelineQuery = z.strictObject({
  merged: describe(
    z.exactOptional(
      z.pipe(
        z.enum(['true', 'false']),
        z.transform((text) => text === 'true'),
      ),
    ),
    'Whether the timelines of the incidents that were merged into it follow its own, in the order of merging.',
  ),
  limit,
  cursor: pageCursor,
});

/** Parameters that take several values, with commas between or each in a parameter of its own. */
export const severalValued: readonly string[] = ['status', 'severity', 'scenario'];

const MAX_VALUES = 8;

/** Some of these words, as a parameter writes them; the description shows the list that it stands for. */
const some = <const W extends string>(words: readonly [W, ...W[]], description: string) => {
  const parts = z.pipe(
    z.string(),
    z.transform((text) => text.split(',').map((part) => part.trim())),
  );
  const schema = z.exactOptional(z.pipe(parts, z.array(z.enum(words)).check(z.maxLength(MAX_VALUES))));
  const items = { type: 'string', enum: [...words] };
  z.globalRegistry.add(schema, { description, type: 'array', items, minItems: 1, maxItems: MAX_VALUES });
  return schema;
};

export const listQuery = z
  .strictObject({
    status: some(['open', ...statuses], 'Any of these; open stands for investigating and mitigated.'),
    severity: some(severities, 'Any of these.'),
    scenario: some(scenarios, 'Any of these.'),
    acknowledged: describe(
      z.exactOptional(
        z.pipe(
          z.enum(['true', 'false']),
          z.transform((text) => text === 'true'),
        ),
      ),
      'Whether somebody has acknowledged the present episode.',
    ),
    text: describe(
      z.exactOptional(
        z
          .string()
          .check(z.regex(/\S/, 'must not be empty: say something, or leave it out'), z.maxLength(MAX_NAME)),
      ),
      'Words that all stand in the title or the service, in any case.',
    ),
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
    ...(idNamesIn(path).length === 0 ? [] : (['not-found', 'gone'] as const)),
  ],
});

/** What can be looked at. */
export const reading = {
  listIncidents: read('/incidents', 'Incidents, newest first', listQuery, incidentListAnswer),
  readIncident: read('/incidents/{id}', 'One incident', noQuery, incidentAnswer),
  readTimeline: read(
    '/incidents/{id}/timeline',
    'What happened, oldest first',
    timelineQuery,
    timelineAnswer,
  ),
  listSignals: read(
    '/incidents/{id}/signals',
    'The alarms and events of an incident',
    pageQuery,
    signalListAnswer,
  ),
  listFindings: read(
    '/incidents/{id}/findings',
    'What examining its service found',
    findingsQuery,
    findingListAnswer,
  ),
} as const;

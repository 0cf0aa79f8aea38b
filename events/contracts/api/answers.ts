import * as z from 'zod/mini';
import { entryKinds } from '../../../domain/incident/entry.ts';
import { milestoneNames } from '../../../domain/incident/incident.ts';
import { signalKinds } from '../../../domain/kernel/signal-kind.ts';
import { describe, named, scenario, severity, statement, status, utcTime } from './values.ts';

const maybeTime = z.optional(utcTime);
const count = z.int().check(z.nonnegative());

const milestone = named(
  'Milestone',
  z.strictObject({ dueAt: utcTime, outcome: z.enum(['met', 'missed', 'pending']), at: maybeTime }),
);

const signalCounts = named(
  'SignalCounts',
  z.strictObject({
    active: count,
    total: count,
    capped: describe(z.optional(z.literal(true)), 'There are at least so many: counting stopped here.'),
  }),
);

const saidFacts = {
  impact: z.optional(z.string()),
  affectedUsers: z.optional(z.string()),
  rootCause: z.optional(z.string()),
  progress: z.optional(z.string()),
  nextSteps: z.optional(z.string()),
  estimatedResolution: maybeTime,
  resolution: z.optional(z.string()),
  prevention: z.optional(z.string()),
  statements: z.array(named('Stated', z.strictObject({ statement, by: z.string(), at: utcTime }))),
};

const incidentMembers = {
  id: z.string(),
  title: z.string(),
  status,
  sealed: describe(z.optional(z.enum(['superseded', 'closed'])), 'It cannot be reopened, for this reason.'),
  severity,
  scenario,
  service: z.string(),
  classification: z.strictObject({ rule: z.string(), reason: z.string() }),
  openedAt: utcTime,
  onsetAt: describe(maybeTime, 'When it began, as far as its alarms know.'),
  detectedAt: utcTime,
  firstPagedAt: maybeTime,
  acknowledgedAt: describe(maybeTime, 'Of the present episode.'),
  acknowledgedBy: z.optional(z.string()),
  firstAcknowledgedAt: describe(maybeTime, 'Of any episode.'),
  mitigatedAt: maybeTime,
  mitigatedBy: z.optional(z.string()),
  resolvedAt: maybeTime,
  resolvedBy: z.optional(z.string()),
  closedAt: maybeTime,
  episode: describe(z.int().check(z.positive()), 'Counts the times at which paging started over.'),
  escalation: z.strictObject({
    policy: z.string(),
    rung: describe(z.nullable(z.string()), 'The last rung paged.'),
    nextAt: describe(maybeTime, 'When the next rung or repeat is paged, unless somebody acknowledges.'),
  }),
  signals: signalCounts,
  flaps: count,
  components: z.array(z.string()),
  triggers: describe(z.record(z.string(), utcTime), 'Escalation triggers that fired, and when.'),
  milestones: describe(
    z.partialRecord(z.enum(milestoneNames), milestone),
    'Those after the resolution appear with it.',
  ),
  pendingEffects: describe(count, 'Pages, entries and events decided on and not yet carried out.'),
  failingEffects: describe(
    z.optional(
      z.array(z.strictObject({ id: z.string(), kind: z.string(), attempts: count, retryAt: utcTime })),
    ),
    'Those of them that failed at least once.',
  ),
  ...saidFacts,
};

export const incidentAnswer = named('Incident', z.strictObject(incidentMembers));
export type IncidentAnswer = z.infer<typeof incidentAnswer>;

export const declaredAnswer = named(
  'DeclaredIncident',
  z.strictObject({
    ...incidentMembers,
    outcome: describe(z.enum(['opened', 'reopened', 'joined']), 'What became of the declaration.'),
  }),
);

const cursor = describe(z.optional(z.string()), 'Where to go on; absent at the end. A page may be short.');

export const incidentListAnswer = named(
  'IncidentList',
  z.strictObject({ incidents: z.array(incidentAnswer), cursor }),
  'Newest first.',
);

export const entryAnswer = named(
  'TimelineEntry',
  z.strictObject({
    at: utcTime,
    kind: z.enum(entryKinds),
    reason: z.optional(z.string()),
    by: describe(z.string(), "A person's name, or tocsin."),
    text: z.string(),
  }),
);
export type EntryAnswer = z.infer<typeof entryAnswer>;

export const timelineAnswer = named(
  'Timeline',
  z.strictObject({ entries: z.array(entryAnswer), cursor }),
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
    since: describe(maybeTime, 'Active since.'),
    at: describe(utcTime, 'Of its last change.'),
    reason: z.string(),
  }),
);
export type SignalAnswer = z.infer<typeof signalAnswer>;

export const signalListAnswer = named(
  'SignalList',
  z.strictObject({ signals: z.array(signalAnswer), cursor }),
);

export const healthAnswer = named('Health', z.strictObject({ status: z.literal('ok'), version: z.string() }));

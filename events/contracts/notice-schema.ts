import * as z from 'zod/mini';
import type { NoticeKind } from '../../domain/incident/notice.ts';
import { incidentMembers } from './api/incident-answer.ts';
import { describe, utcTime } from './api/values.ts';

const kinds = [
  'page',
  'update',
  'stakeholders',
  'mitigation',
  'resolution',
  'raw',
] as const satisfies readonly NoticeKind[];

/** What a notice tells of its incident: the members of the API's answer that stand here, under the same names. */
const ofIncident = {
  title: z.optional(incidentMembers.title),
  status: z.optional(incidentMembers.status),
  severity: z.optional(incidentMembers.severity),
  scenario: z.optional(incidentMembers.scenario),
  service: z.optional(incidentMembers.service),
  episode: z.optional(incidentMembers.episode),
  classification: describe(
    z.optional(incidentMembers.classification),
    'The rule that decided severity and scenario, and why.',
  ),
  components: describe(
    z.optional(incidentMembers.components),
    'The failing parts, as far as they are known.',
  ),
  alarm: incidentMembers.alarm,
  openedAt: z.optional(incidentMembers.openedAt),
  onsetAt: incidentMembers.onsetAt,
  acknowledgedAt: incidentMembers.acknowledgedAt,
  acknowledgedBy: incidentMembers.acknowledgedBy,
  acknowledgedUntil: incidentMembers.acknowledgedUntil,
  mitigatedAt: incidentMembers.mitigatedAt,
  resolvedAt: incidentMembers.resolvedAt,
  awsEvents: incidentMembers.awsEvents,
  mergedInto: incidentMembers.mergedInto,
  nextUpdateAt: incidentMembers.nextUpdateAt,
  impact: incidentMembers.impact,
  affectedUsers: incidentMembers.affectedUsers,
  rootCause: incidentMembers.rootCause,
  progress: incidentMembers.progress,
  nextSteps: incidentMembers.nextSteps,
  estimatedResolution: incidentMembers.estimatedResolution,
  resolution: incidentMembers.resolution,
  prevention: incidentMembers.prevention,
  statements: describe(z.optional(incidentMembers.statements), 'What people stated, and when.'),
};

/** Equal events that a raw digest tells in place of a notice of their own. */
const eventInDigest = z.looseObject({
  id: describe(z.string(), 'Of the notice that it stands for.'),
  reason: z.string(),
  title: z.string(),
  count: z.int(),
});

/** A page that a digest tells in place of a notice of its own. */
const pageInDigest = z.looseObject({
  id: describe(
    z.string().check(z.minLength(1)),
    'Of the notice that it stands for: de-duplicate on it, since a page may be told again by itself.',
  ),
  at: utcTime,
  insteadOf: z.optional(z.string()),
  reason: z.string(),
  rung: z.optional(z.string()),
  incidentId: z.string(),
  title: incidentMembers.title,
  severity: incidentMembers.severity,
  service: incidentMembers.service,
});

/**
 * A notice for programs: what queues, Lambda functions and HTTPS endpoints subscribed to an audience receive. Times are
 * ISO 8601 in UTC; what nobody has said is absent. Programs must pass over fields that they do not know.
 * notice.schema.json is made of this; docs/notices.md shows the envelope around it.
 */
export const noticeJsonSchema = z.looseObject({
  version: describe(
    z.literal('1'),
    'Within a version fields are only ever added: pass over those that you do not know.',
  ),
  id: describe(
    z.string().check(z.minLength(1)),
    'Of this notice: the same again when a crash repeats it. De-duplicate on it.',
  ),
  at: describe(utcTime, 'When it was decided on.'),
  audience: z.string().check(z.minLength(1)),
  insteadOf: describe(
    z.optional(z.string()),
    'The audience that could not be reached: this is sent in its place.',
  ),
  kind: z.enum(kinds),
  test: describe(z.optional(z.literal(true)), 'Only on a test page, whose kind is page: nothing is wrong.'),
  reason: describe(
    z.optional(z.string()),
    'Why it is sent: opened, reopened, severity-risen, no-response, by-person, status-update, merged … Of a raw notice, why it could not be decided on.',
  ),
  by: describe(z.optional(z.string()), 'The person whose act it tells of. Absent: a clock or an alarm.'),
  note: describe(z.optional(z.string()), 'What that person noted with the act, shortened.'),
  rung: describe(z.optional(z.string()), 'Of a page: the rung or trigger.'),
  incidentId: describe(z.optional(z.string()), 'As the API takes it. Absent in a raw notice.'),
  ...ofIncident,
  count: describe(
    z.optional(z.int()),
    'Raw notices: how many equal events it stands for. Digests: how many pages it tells.',
  ),
  from: describe(z.optional(utcTime), 'Digests: when the first of its pages was decided on.'),
  until: describe(z.optional(utcTime), 'Digests: when the last of them was.'),
  pages: describe(
    z.optional(z.array(pageInDigest)),
    'Digests: the pages that it tells, the worst first, at most 100. Their reason is over-budget.',
  ),
  events: describe(
    z.optional(z.array(eventInDigest)),
    'Raw digests, whose reason is over-budget: the kinds of events that it tells of, at most 100.',
  ),
  event: describe(
    z.optional(z.string()),
    'Raw notices: the event as it came, cut. The queue of undecided events keeps it whole.',
  ),
});

export type NoticeJson = z.infer<typeof noticeJsonSchema>;

/**
 * The notice in the JSON text of a delivery.
 * @throws SyntaxError where the text is no JSON, ZodError where it is no notice
 */
export const parseNoticeJson = (text: string): NoticeJson => z.parse(noticeJsonSchema, JSON.parse(text));

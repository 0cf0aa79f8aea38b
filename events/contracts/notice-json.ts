import * as z from 'zod/mini';
import type { Incident } from '../../domain/incident/incident.ts';
import type { Notice, NoticeKind } from '../../domain/incident/notice.ts';

const kinds = [
  'page',
  'update',
  'stakeholders',
  'mitigation',
  'resolution',
  'raw',
] as const satisfies readonly NoticeKind[];

const words = z.optional(z.string());
const time = z.optional(z.iso.datetime());

/**
 * A notice for programs: what queues, Lambda functions and HTTPS endpoints subscribed to an audience receive. Times are
 * ISO 8601 in UTC; what nobody has said is absent. Fields are only ever added: programs must pass over unknown ones.
 * The fields of people's messages are those of docs/requirements.md, "Message fields".
 */
const noticeJsonSchema = z.looseObject({
  /** The same id again when a crash repeats a notice: de-duplicate on it (I7). */
  id: z.string().check(z.minLength(1)),
  at: z.iso.datetime(),
  audience: z.string().check(z.minLength(1)),
  kind: z.enum(kinds),
  /** Only on a test page, whose kind is `page`: nothing is wrong. */
  test: z.optional(z.literal(true)),
  /** Why it is sent: `opened`, `no-response`, `status-update` …; of a raw notice, why it could not be decided on. */
  reason: words,
  incidentId: words,
  severity: z.optional(z.enum(['SEV1', 'SEV2', 'SEV3', 'SEV4'])),
  scenario: words,
  service: words,
  status: words,
  title: words,
  episode: z.optional(z.int()),
  rung: words,
  /** The failing parts, as far as they are known. */
  components: z.optional(z.array(z.string())),
  /** The rule that decided severity and scenario, and why. */
  classification: z.optional(z.object({ rule: z.string(), reason: z.string() })),
  /** What people stated: `breach-confirmed` … */
  statements: z.optional(z.array(z.string())),
  /** The audience that could not be reached: this is sent in its place (I8). */
  insteadOf: words,

  startedAt: time,
  openedAt: time,
  acknowledgedAt: time,
  acknowledgedBy: words,
  mitigatedAt: time,
  resolvedAt: time,
  nextUpdateAt: time,

  impact: words,
  progress: words,
  nextSteps: words,
  estimatedResolutionAt: time,
  rootCause: words,
  affectedUsers: words,
  resolution: words,
  prevention: words,

  /** Kind `raw` only: how many equal events it stands for. */
  count: z.optional(z.int()),
  /** Kind `raw` only: the event as it came, cut. The queue of undecided events keeps it whole. */
  event: words,
});

export type NoticeJson = z.infer<typeof noticeJsonSchema>;

/**
 * The notice in the JSON text of a delivery.
 * @throws SyntaxError where the text is no JSON, ZodError where it is no notice
 */
export const parseNoticeJson = (text: string): NoticeJson => z.parse(noticeJsonSchema, JSON.parse(text));

const iso = (atMs: number): string => new Date(atMs).toISOString();

const isoOr = (atMs: number | undefined): string | undefined => (atMs === undefined ? undefined : iso(atMs));

/** A notice and the record it speaks of, as programs get them. Members that are undefined are left out. */
export const noticeJsonOf = (incident: Incident, notice: Notice): NoticeJson => {
  const { estimatedResolutionAtMs, statements, ...said } = incident.said;
  return {
    id: notice.id,
    at: iso(notice.atMs),
    audience: notice.audience,
    insteadOf: notice.insteadOf,
    kind: notice.kind,
    reason: notice.reason,
    incidentId: incident.id,
    title: incident.title,
    status: incident.status,
    severity: incident.severity,
    scenario: incident.scenario,
    service: incident.service,
    episode: notice.episode,
    rung: notice.rung,
    openedAt: iso(incident.openedAtMs),
    startedAt: iso(incident.onsetAtMs ?? incident.openedAtMs),
    acknowledgedBy: incident.episode.acknowledgedBy,
    mitigatedAt: isoOr(incident.mitigatedAtMs),
    resolvedAt: isoOr(incident.resolvedAtMs),
    nextUpdateAt: isoOr(notice.nextUpdateAtMs),
    components: [...incident.components],
    classification: incident.classification,
    ...said,
    estimatedResolutionAt: isoOr(estimatedResolutionAtMs),
    statements: statements?.map(({ statement }) => statement),
  };
};

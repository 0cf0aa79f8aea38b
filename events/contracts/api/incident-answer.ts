import * as z from 'zod/mini';
import { milestoneNames } from '../../../domain/incident/milestone.ts';
import { triageAnswer } from './triage-answer.ts';
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
    asOf: describe(
      maybeTime,
      'In lists: when this was known, up to 15 minutes ago while it is open (hourly later). One incident is counted anew.',
    ),
  }),
);

const alarmFacts = named(
  'AlarmFacts',
  z.strictObject({
    name: z.string(),
    description: describe(z.optional(z.string()), 'In one line, shortened.'),
    runbook: describe(z.optional(z.string()), 'From its tag, its description, or its service in tocsin.yml.'),
    console: describe(z.optional(z.string()), 'Its page in the AWS console.'),
  }),
);

const linkAnswer = named('Link', z.strictObject({ incidentId: z.string(), by: z.string(), at: utcTime }));

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

/** The members of an incident's answer, for answers that add members of their own. */
export const incidentMembers = {
  id: z.string(),
  title: z.string(),
  status,
  sealed: describe(
    z.optional(z.enum(['superseded', 'closed', 'merged'])),
    'It cannot be reopened, for this reason.',
  ),
  severity,
  scenario,
  service: z.string(),
  classification: z.strictObject({ rule: z.string(), reason: z.string() }),
  alarm: describe(
    z.optional(alarmFacts),
    'The alarm or event that it opened or came back with, or that last raised it.',
  ),
  openedAt: utcTime,
  onsetAt: describe(maybeTime, 'When it began, as far as its alarms know.'),
  detectedAt: utcTime,
  firstPagedAt: maybeTime,
  acknowledgedAt: describe(maybeTime, 'Of the present episode.'),
  acknowledgedBy: z.optional(z.string()),
  acknowledgedUntil: describe(maybeTime, 'Given for a time only: paging goes on then.'),
  firstAcknowledgedAt: describe(maybeTime, 'Of any episode.'),
  mitigatedAt: maybeTime,
  mitigatedBy: describe(z.optional(z.string()), "A person's name, or tocsin."),
  mitigatedReason: z.optional(z.enum(['signals-clear', 'said-by-person', 'resolved'])),
  resolvedAt: maybeTime,
  resolvedBy: z.optional(z.string()),
  closedAt: maybeTime,
  nextUpdateAt: describe(maybeTime, 'While it is open: when the next status update is due.'),
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
  links: describe(z.array(linkAnswer), 'Incidents that belong to it, as people say.'),
  awsEvents: describe(
    z.optional(
      z.array(
        named(
          'AwsEvent',
          z.strictObject({ service: z.string(), region: z.string(), code: z.string(), at: utcTime }),
        ),
      ),
    ),
    'What AWS Health reports publicly on what fails here.',
  ),
  mergedInto: describe(z.optional(linkAnswer), 'The earlier incident that it has become a part of.'),
  mergedFrom: describe(
    z.array(linkAnswer),
    'Incidents that have become a part of it. Their timelines: GET /incidents/{id}/timeline?merged=true.',
  ),
  triage: describe(z.optional(triageAnswer), 'What was found by examining its service.'),
  ...saidFacts,
};

export const incidentAnswer = named('Incident', z.strictObject(incidentMembers));
export type IncidentAnswer = z.infer<typeof incidentAnswer>;

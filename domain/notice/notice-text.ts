import type { Context } from '../incident/draft.ts';
import type { Incident } from '../incident/incident.ts';
import type { Notice, NoticeKind, NoticeMessage } from '../incident/notice.ts';
import { clockText, durationText, momentText } from '../kernel/duration-text.ts';
import { fitSms } from './gsm.ts';

/** What nobody has said is never guessed. docs/requirements.md, Message fields. */
const UNKNOWN = 'not known yet';

/**
 * The texts of one notice: an SMS that fits one part, a mail with everything, JSON for programs, each with the notice's
 * id. The fields are the union of both documents' templates (docs/requirements.md, Message fields).
 */
export const renderNotice = (incident: Incident, notice: Notice, context: Context): NoticeMessage => ({
  id: notice.id,
  audience: notice.audience,
  kind: notice.kind,
  severity: incident.severity,
  scenario: incident.scenario,
  texts: {
    subject: subjectOf(incident, notice),
    sms: smsOf(incident, notice),
    email: emailOf(incident, notice, context),
    json: JSON.stringify(jsonOf(incident, notice)),
  },
});

const headlines: Readonly<Record<NoticeKind, string>> = {
  page: 'INCIDENT',
  update: 'UPDATE',
  stakeholders: 'INCIDENT',
  mitigation: 'MITIGATED',
  resolution: 'RESOLVED',
  raw: 'UNDECIDED EVENT',
};

const subjectOf = (incident: Incident, { kind }: Notice): string =>
  `[${incident.severity}] ${headlines[kind]}: ${incident.title}`;

/** `SEV1 page: <title> | <why> | ack <id>`; what is cut is the title, never the id. */
const smsOf = (incident: Incident, notice: Notice): string => {
  const { kind, reason, id } = notice;
  const why = kind === 'page' && reason !== 'opened' ? ` (${reason})` : '';
  const started =
    kind === 'resolution' ? '' : ` since ${clockText(incident.onsetAtMs ?? incident.openedAtMs)}`;
  return fitSms(`${incident.severity} ${headlines[kind]}: `, incident.title, `${why}${started} ${id}`);
};

type Line = readonly [name: string, value: string];

const emailOf = (incident: Incident, notice: Notice, context: Context): string => {
  const lines: readonly Line[] = [
    ...fieldsOf(incident, notice, context),
    ['Reason', notice.reason],
    ['Notice', notice.id],
  ];
  const instead =
    notice.insteadOf === undefined
      ? []
      : [`(This was for ${notice.insteadOf}, who could not be reached.)`, ''];
  const body = lines.map(([name, value]) => `${name}: ${value}`);
  return [`${headlines[notice.kind]}: ${incident.title}`, '', ...instead, ...body, ''].join('\n');
};

const fieldsOf = (incident: Incident, notice: Notice, context: Context): readonly Line[] => {
  switch (notice.kind) {
    case 'page':
    case 'stakeholders':
    case 'raw':
      return initialFields(incident, notice);
    case 'update':
    case 'mitigation':
      return updateFields(incident, notice, context);
    case 'resolution':
      return resolutionFields(incident);
  }
};

/** Emergency Response Procedures, "Initial Incident Alert". */
const initialFields = (incident: Incident, notice: Notice): readonly Line[] => [
  ['Incident', incident.id],
  ['Severity', incident.severity],
  ['Service', incident.service],
  ['Scenario', incident.scenario],
  ['Impact', incident.said.impact ?? UNKNOWN],
  ['Started', momentText(incident.onsetAtMs ?? incident.openedAtMs)],
  ['Looking at', incident.said.progress ?? incident.classification.reason],
  ['Failing', incident.components.join(', ')],
  ['Next update', notice.nextUpdateAtMs === undefined ? UNKNOWN : momentText(notice.nextUpdateAtMs)],
];

/** Both documents' "Status Update". */
const updateFields = (incident: Incident, notice: Notice, { nowMs }: Context): readonly Line[] => {
  const { said } = incident;
  const eta = said.estimatedResolutionAtMs;
  return [
    ['Incident', incident.id],
    ['Status', incident.status],
    ['Severity', incident.severity],
    ['Service', incident.service],
    ['Duration', durationText(nowMs - incident.openedAtMs)],
    ['Acknowledged', incident.episode.acknowledgedBy ?? 'nobody yet'],
    ['Impact', said.impact ?? UNKNOWN],
    ['Progress', said.progress ?? UNKNOWN],
    ['Next steps', said.nextSteps ?? UNKNOWN],
    ['Estimated resolution', eta === undefined ? UNKNOWN : momentText(eta)],
    ['Next update', notice.nextUpdateAtMs === undefined ? UNKNOWN : momentText(notice.nextUpdateAtMs)],
  ];
};

/** Both documents' "Resolution Notification". */
const resolutionFields = (incident: Incident): readonly Line[] => {
  const { said } = incident;
  return [
    ['Incident', incident.id],
    ['Severity', incident.severity],
    ['Service', incident.service],
    ['Duration', durationText((incident.resolvedAtMs ?? incident.openedAtMs) - incident.openedAtMs)],
    ['Root cause', said.rootCause ?? UNKNOWN],
    ['Impact', said.impact ?? UNKNOWN],
    ['Affected users', said.affectedUsers ?? UNKNOWN],
    [
      'Resolution',
      said.resolution ?? (incident.resolvedBy === 'tocsin' ? 'all signals cleared by themselves' : UNKNOWN),
    ],
    ['Prevention', said.prevention ?? UNKNOWN],
    ['Next steps', said.nextSteps ?? 'monitoring and investigation'],
  ];
};

const iso = (atMs: number | undefined): string | undefined =>
  atMs === undefined ? undefined : new Date(atMs).toISOString();

/** The shape of events/contracts/notice-json.ts; undefined members are left out by JSON. */
const jsonOf = (incident: Incident, notice: Notice) => {
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
    mitigatedAt: iso(incident.mitigatedAtMs),
    resolvedAt: iso(incident.resolvedAtMs),
    nextUpdateAt: iso(notice.nextUpdateAtMs),
    components: incident.components,
    classification: incident.classification,
    ...said,
    estimatedResolutionAt: iso(estimatedResolutionAtMs),
    statements: statements?.map(({ statement }) => statement),
  };
};

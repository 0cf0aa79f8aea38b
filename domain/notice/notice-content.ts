import type { Incident } from '../incident/incident.ts';
import { MERGED, type Notice, type NoticeKind } from '../incident/notice.ts';
import type { Link } from '../incident/related.ts';
import { isRolledBack, ROLLED_BACK } from '../incident/rolled-back.ts';
import { CUSTOMERS } from '../kernel/audiences.ts';
import { durationText, momentText } from '../kernel/duration-text.ts';

/** What nobody has said is never guessed. docs/requirements.md, Message fields. */
const UNKNOWN = 'not known yet';

/** The word under which each kind of notice goes out. */
const headlines: Readonly<Record<NoticeKind, string>> = {
  page: 'INCIDENT',
  update: 'UPDATE',
  stakeholders: 'INCIDENT',
  mitigation: 'MITIGATED',
  resolution: 'RESOLVED',
  raw: 'UNDECIDED EVENT',
};

/** Whether a page is about what has cleared by now and waits for a person. */
const hasCleared = ({ clearSinceMs }: Incident, { kind }: Notice): boolean =>
  kind === 'page' && clearSinceMs !== undefined;

/** The words under which a notice goes out. A page says it if all has cleared, an update if it was merged. */
export const headlineOf = (incident: Incident, notice: Notice): string => {
  if (tellsOfMerger(incident, notice)) return `MERGED INTO ${incident.mergedInto.incidentId}`;
  return hasCleared(incident, notice) ? 'CLEARED, NOT RESOLVED' : headlines[notice.kind];
};

/** It is over as an incident of its own: another one goes on for both. */
const tellsOfMerger = (
  incident: Incident,
  { reason }: Notice,
): incident is Incident & { readonly mergedInto: Link } =>
  reason === MERGED && incident.mergedInto !== undefined;

/** One field of a message, as people read it. */
export type Line = readonly [name: string, value: string];

/**
 * The fields of a notice: the union of both documents' templates. Channels decide how they look.
 * docs/requirements.md, Message fields.
 */
export const linesOf = (incident: Incident, notice: Notice, nowMs: number): readonly Line[] => [
  ['Incident', incident.id],
  ...whyFields(notice),
  ...ownFields(incident, notice, nowMs),
];

/** Why it is sent: the literal reason, and the person who made it so. */
const whyFields = ({ reason, by, note }: Notice): readonly Line[] => [
  ['Reason', by === undefined ? reason : `${reason}, by ${by}`],
  ...(note === undefined ? [] : [['Note', note] as const]),
];

const ownFields = (incident: Incident, notice: Notice, nowMs: number): readonly Line[] => {
  if (tellsOfMerger(incident, notice)) return mergedFields(incident, incident.mergedInto, nowMs);
  switch (notice.kind) {
    case 'page':
    case 'stakeholders':
    case 'raw':
      return initialFields(incident, notice);
    case 'update':
    case 'mitigation':
      return updateFields(incident, notice, nowMs);
    case 'resolution':
      return resolutionFields(incident);
  }
};

/** Emergency Response Procedures, "Initial Incident Alert". */
const initialFields = (incident: Incident, notice: Notice): readonly Line[] => [
  ['Severity', incident.severity],
  ['Service', incident.service],
  ['Scenario', incident.scenario],
  ...clearedField(incident, notice),
  ['Impact', incident.said.impact ?? UNKNOWN],
  ['Started', momentText(incident.onsetAtMs ?? incident.openedAtMs)],
  ['Looking at', incident.said.progress ?? incident.classification.reason],
  ['Failing', incident.components.join(', ')],
  ...foundField(incident, notice),
  ['Acknowledged', acknowledgedText(incident)],
  ...alarmFields(incident),
  ...awsFields(incident),
  ['Next update', notice.nextUpdateAtMs === undefined ? UNKNOWN : momentText(notice.nextUpdateAtMs)],
];

const acknowledgedText = ({ episode }: Incident): string => {
  const { acknowledgedBy, acknowledgedAtMs, acknowledgedUntilMs } = episode;
  if (acknowledgedBy === undefined || acknowledgedAtMs === undefined) return 'nobody yet';
  const until = acknowledgedUntilMs === undefined ? '' : `, until ${momentText(acknowledgedUntilMs)}`;
  return `${acknowledgedBy}, ${momentText(acknowledgedAtMs)}${until}`;
};

/** What its team wrote about the alarm, and where to look. */
const alarmFields = ({ alarm }: Incident): readonly Line[] => {
  const fields = [
    ['Description', alarm?.description],
    ['Runbook', alarm?.runbook],
    ['Alarm', alarm?.console],
  ] as const;
  return fields.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
};

/** It may be AWS, and not the team. */
const awsFields = ({ awsEvents = [] }: Incident): readonly Line[] =>
  awsEvents.map(({ service, region, code }) => [
    'AWS reports',
    `an event on ${service} in ${region}: ${code}`,
  ]);

const clearedField = (incident: Incident, notice: Notice): readonly Line[] =>
  hasCleared(incident, notice)
    ? [
        [
          'Signals',
          `all clear since ${momentText(incident.clearSinceMs ?? notice.atMs)}; a person resolves it`,
        ],
      ]
    : [];

/** Both documents' "Status Update". */
const updateFields = (incident: Incident, notice: Notice, nowMs: number): readonly Line[] => {
  const { said } = incident;
  const eta = said.estimatedResolutionAtMs;
  return [
    ['Status', incident.status],
    ['Severity', incident.severity],
    ['Service', incident.service],
    ['Duration', durationText(nowMs - incident.openedAtMs)],
    ['Acknowledged', acknowledgedText(incident)],
    ...awsFields(incident),
    ['Impact', said.impact ?? UNKNOWN],
    ['Progress', said.progress ?? (isRolledBack(incident) ? ROLLED_BACK : UNKNOWN)],
    ...foundField(incident, notice),
    ['Next steps', said.nextSteps ?? UNKNOWN],
    ['Estimated resolution', eta === undefined ? UNKNOWN : momentText(eta)],
    ['Next update', notice.nextUpdateAtMs === undefined ? UNKNOWN : momentText(notice.nextUpdateAtMs)],
  ];
};

const mergedFields = (incident: Incident, { incidentId }: Link, nowMs: number): readonly Line[] => [
  ['Status', `${incident.status}: see ${incidentId}, which goes on for both`],
  ['Severity', incident.severity],
  ['Service', incident.service],
  ['Duration', durationText(nowMs - incident.openedAtMs)],
];

/** What triage knows, for those inside: docs/triage.md. */
const foundField = ({ triage }: Incident, { audience }: Notice): readonly Line[] =>
  triage?.text === undefined || audience === CUSTOMERS ? [] : [['Found', triage.text]];

const resolutionOf = (incident: Incident): string => {
  if (incident.resolvedBy !== 'tocsin') return UNKNOWN;
  return isRolledBack(incident) ? ROLLED_BACK : 'all signals cleared by themselves';
};

/** Both documents' "Resolution Notification". */
const resolutionFields = (incident: Incident): readonly Line[] => {
  const { said } = incident;
  return [
    ['Severity', incident.severity],
    ['Service', incident.service],
    ['Duration', durationText((incident.resolvedAtMs ?? incident.openedAtMs) - incident.openedAtMs)],
    ['Root cause', said.rootCause ?? UNKNOWN],
    ['Impact', said.impact ?? UNKNOWN],
    ['Affected users', said.affectedUsers ?? UNKNOWN],
    ['Resolution', said.resolution ?? resolutionOf(incident)],
    ['Prevention', said.prevention ?? UNKNOWN],
    ['Next steps', said.nextSteps ?? 'monitoring and investigation'],
  ];
};

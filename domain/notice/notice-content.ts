import type { Incident } from '../incident/incident.ts';
import type { Notice, NoticeKind } from '../incident/notice.ts';
import { durationText, momentText } from '../kernel/duration-text.ts';

/** What a notice tells, whatever the way to its reader: each way takes of it what it has room for. */
export interface NoticeContent {
  /** In capitals: `INCIDENT`, `RESOLVED` … */
  readonly headline: string;
  readonly title: string;
  /** The reason of a page that is not the first: `no-response`, `several-components` … */
  readonly reason: string | undefined;
  /** Since when it has been going on, epoch ms; undefined of what is over. */
  readonly sinceMs: number | undefined;
  /** To be said before the fields. */
  readonly remark: string | undefined;
  /** The message in full: the union of both documents' templates. docs/requirements.md, Message fields. */
  readonly fields: readonly Field[];
}

export type Field = readonly [name: string, value: string];

/** What a notice tells of its incident when it is sent at `nowMs` (epoch ms). */
export const contentOf = (incident: Incident, notice: Notice, nowMs: number): NoticeContent => ({
  headline: headlines[notice.kind],
  title: incident.title,
  reason: notice.kind === 'page' && notice.reason !== 'opened' ? notice.reason : undefined,
  sinceMs: notice.kind === 'resolution' ? undefined : startOf(incident),
  remark:
    notice.insteadOf === undefined
      ? undefined
      : `(This was for ${notice.insteadOf}, who could not be reached.)`,
  fields: [...fieldsOf(incident, notice, nowMs), ['Reason', notice.reason], ['Notice', notice.id]],
});

const headlines: Readonly<Record<NoticeKind, string>> = {
  page: 'INCIDENT',
  update: 'UPDATE',
  stakeholders: 'INCIDENT',
  mitigation: 'MITIGATED',
  resolution: 'RESOLVED',
};

/** What nobody has said is never guessed. docs/requirements.md, Message fields. */
const UNKNOWN = 'not known yet';

const fieldsOf = (incident: Incident, notice: Notice, nowMs: number): readonly Field[] => {
  switch (notice.kind) {
    case 'page':
    case 'stakeholders':
      return initialFields(incident, notice);
    case 'update':
    case 'mitigation':
      return updateFields(incident, notice, nowMs);
    case 'resolution':
      return resolutionFields(incident);
  }
};

/** Emergency Response Procedures, "Initial Incident Alert". */
const initialFields = (incident: Incident, notice: Notice): readonly Field[] => [
  ['Incident', incident.id],
  ['Severity', incident.severity],
  ['Service', incident.service],
  ['Scenario', incident.scenario],
  ['Impact', incident.said.impact ?? UNKNOWN],
  ['Started', momentText(startOf(incident))],
  ['Looking at', incident.said.progress ?? incident.classification.reason],
  ['Failing', incident.components.join(', ')],
  ['Next update', momentOrUnknown(notice.nextUpdateAtMs)],
];

/** Both documents' "Status Update". */
const updateFields = (incident: Incident, notice: Notice, nowMs: number): readonly Field[] => {
  const { said } = incident;
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
    ['Estimated resolution', momentOrUnknown(said.estimatedResolutionAtMs)],
    ['Next update', momentOrUnknown(notice.nextUpdateAtMs)],
  ];
};

/** Both documents' "Resolution Notification". */
const resolutionFields = (incident: Incident): readonly Field[] => {
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

const startOf = ({ onsetAtMs, openedAtMs }: Incident): number => onsetAtMs ?? openedAtMs;

const momentOrUnknown = (atMs: number | undefined): string =>
  atMs === undefined ? UNKNOWN : momentText(atMs);

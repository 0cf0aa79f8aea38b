import type { Incident } from '../../domain/incident/incident.ts';
import type { Notice } from '../../domain/incident/notice.ts';
import { clockText } from '../../domain/kernel/duration-text.ts';
import { headlineOf, type Line, linesOf } from '../../domain/notice/notice-content.ts';
import { noticeJsonOf } from '../../events/contracts/notice-json.ts';
import type { Outgoing } from '../../protocol/ports/channel.ts';
import type { NoticeMessage } from './message.ts';
import { smsText } from './sms-text.ts';

/** The texts of one notice: an SMS that fits one part, a mail with everything, JSON for programs. */
export const renderNotice = (outgoing: Outgoing): NoticeMessage => {
  const { incident, notice } = outgoing;
  return {
    id: notice.id,
    audience: notice.audience,
    kind: notice.kind,
    severity: incident.severity,
    scenario: incident.scenario,
    texts: {
      subject: `[${incident.severity}] ${headlineOf(incident, notice)}: ${incident.title}`,
      sms: smsOf(incident, notice),
      email: emailOf(outgoing),
      json: JSON.stringify(noticeJsonOf(incident, notice)),
    },
  };
};

/** `SEV1 INCIDENT: <title> (<why>) since 03:04Z <notice id>`; in UCS-2 `SEV1 INCIDENT: <title> <incident id>`. */
const smsOf = (incident: Incident, notice: Notice): string => {
  const { kind, reason, id } = notice;
  const why = kind === 'page' && reason !== 'opened' ? ` (${reason})` : '';
  const began = clockText(incident.onsetAtMs ?? incident.openedAtMs);
  const since = kind === 'resolution' ? '' : ` since ${began}`;
  return smsText({
    before: `${incident.severity} ${headlineOf(incident, notice)}: `,
    title: incident.title,
    after: `${why}${since} ${id}`,
    shortAfter: ` ${incident.id}`,
  });
};

const emailOf = ({ incident, notice, nowMs }: Outgoing): string => {
  const lines: readonly Line[] = [
    ...linesOf(incident, notice, nowMs),
    ['Reason', notice.reason],
    ['Notice', notice.id],
  ];
  const instead =
    notice.insteadOf === undefined
      ? []
      : [`(This was for ${notice.insteadOf}, who could not be reached.)`, ''];
  const body = lines.map(([name, value]) => `${name}: ${value}`);
  return [`${headlineOf(incident, notice)}: ${incident.title}`, '', ...instead, ...body, ''].join('\n');
};

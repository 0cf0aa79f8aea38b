import type { Incident } from '../../domain/incident/incident.ts';
import type { Notice } from '../../domain/incident/notice.ts';
import { cleanLine, cleanText, indented } from '../../domain/kernel/clean-text.ts';
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
    at: new Date(notice.atMs).toISOString(),
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

/**
 * `SEV1 INCIDENT: <title> (<why>) since 03:04Z <incident id>`; in UCS-2 `SEV1 INCIDENT: <title> <incident id>`. The id is
 * the one that the API takes: whoever has only a phone reads it out, or types it.
 */
const smsOf = (incident: Incident, notice: Notice): string => {
  const { kind, reason, by, note } = notice;
  const isSelfEvident = reason === 'opened' && by === undefined;
  const why = kind === 'page' && !isSelfEvident ? ` (${[reason, ...(by ? [by] : [])].join(', ')})` : '';
  const began = clockText(incident.onsetAtMs ?? incident.openedAtMs);
  const since = kind === 'resolution' ? '' : ` since ${began}`;
  return smsText({
    before: `${incident.severity} ${headlineOf(incident, notice)}: `,
    // What does not fit is cut from the end: first the note.
    title: kind === 'page' && note !== undefined ? `${incident.title}: ${note}` : incident.title,
    after: `${why}${since} ${incident.id}`,
    shortAfter: ` ${incident.id}`,
  });
};

const emailOf = ({ incident, notice, nowMs }: Outgoing): string => {
  const lines: readonly Line[] = [...linesOf(incident, notice, nowMs), ['Notice', notice.id]];
  const instead =
    notice.insteadOf === undefined
      ? []
      : [`(This was for ${notice.insteadOf}, who could not be reached.)`, ''];
  const body = lines.map(([name, value]) => `${name}: ${indented(cleanText(value))}`);
  const headline = `${headlineOf(incident, notice)}: ${cleanLine(incident.title)}`;
  return [headline, '', ...instead, ...body, ''].join('\n');
};

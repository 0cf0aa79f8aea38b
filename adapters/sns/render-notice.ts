import type { Notice } from '../../domain/incident/notice.ts';
import { clockText } from '../../domain/kernel/duration-text.ts';
import { contentOf, type NoticeContent } from '../../domain/notice/notice-content.ts';
import { noticeJsonOf } from '../../events/contracts/notice-json.ts';
import type { OutgoingNotice } from '../../protocol/ports/channel.ts';
import { smsTextOf } from './sms-text.ts';
import type { RenderedNotice } from './topic-publisher.ts';

/** A notice as it is published: an SMS of one part, a mail with everything, JSON for programs, each with an id. */
export const renderNotice = (outgoing: OutgoingNotice): RenderedNotice => {
  const { notice, incident, nowMs } = outgoing;
  const content = contentOf(incident, notice, nowMs);
  const { severity, scenario } = incident;
  return {
    id: notice.id,
    audience: notice.audience,
    kind: notice.kind,
    severity,
    scenario,
    texts: {
      subject: `[${severity}] ${firstLineOf(content)}`,
      sms: smsOf(outgoing, content),
      email: emailOf(content),
      json: JSON.stringify(noticeJsonOf(incident, notice)),
    },
  };
};

const firstLineOf = ({ headline, title }: NoticeContent): string => `${headline}: ${title}`;

const smsOf = ({ notice, incident }: OutgoingNotice, content: NoticeContent): string => {
  const { title, headline, reason, sinceMs } = content;
  const start = `${incident.severity} ${headline}: `;
  const shortStart = tellsOfIncident(notice) ? `${incident.severity}: ` : start;
  const why = reason === undefined ? '' : ` (${reason})`;
  const since = sinceMs === undefined ? '' : ` since ${clockText(sinceMs)}`;
  return smsTextOf({
    title,
    full: { before: start, after: `${why}${since} ${notice.id}` },
    short: { before: shortStart, after: ` ${notice.id}` },
    // The notice's id begins with the incident's, which is what one acknowledges.
    shortest: { before: shortStart, after: ` ${incident.id}` },
  });
};

/** Of others it must be said that they are an update, or that it is over. */
const tellsOfIncident = ({ kind }: Notice): boolean => kind === 'page' || kind === 'stakeholders';

const emailOf = (content: NoticeContent): string => {
  const remark = content.remark === undefined ? [] : [content.remark, ''];
  const fields = content.fields.map(([name, value]) => `${name}: ${value}`);
  return [firstLineOf(content), '', ...remark, ...fields, ''].join('\n');
};

import { cleanLine, cleanText, indented } from '../../domain/kernel/clean-text.ts';
import type { Severity } from '../../domain/kernel/severity.ts';
import {
  type Digest,
  type DigestPage,
  digestHeadline,
  digestLines,
  namedIn,
  severitiesIn,
  unnamedIn,
} from '../../domain/notice/digest.ts';
import { digestJsonOf } from '../../events/contracts/digest-json.ts';
import type { NoticeMessage } from './message.ts';
import { smsText } from './sms-text.ts';

/** Many pages in one message: to its subscribers a page, of every severity that it tells of. */
export const renderDigest = (digest: Digest): NoticeMessage => {
  const [worst = 'SEV1', ...others] = severitiesIn(digest);
  const headline = digestHeadline(digest);
  const text = namedIn(digest).map(shortly).join('; ');
  return {
    ...{ id: digest.id, at: new Date(digest.atMs).toISOString(), audience: digest.audience, kind: 'page' },
    severity: worst,
    ...(others.length === 0 ? {} : { severities: [worst, ...others] satisfies readonly Severity[] }),
    scenario: 'generic',
    texts: {
      subject: `[${worst}] ${headline}`,
      sms: smsText({ before: `${headline}. `, title: text, after: ` ${digest.id}`, shortAfter: '' }),
      email: emailOf(digest),
      json: JSON.stringify(digestJsonOf(digest)),
    },
  };
};

/** Whoever has only a phone acknowledges by the id. */
const shortly = ({ incident }: DigestPage): string => `${incident.id} ${incident.title}`;

const emailOf = (digest: Digest): string => {
  const more = unnamedIn(digest);
  const lines = [...digestLines(digest), ['Notice', digest.id] as const];
  return [
    digestHeadline(digest),
    '',
    ...lines.map(([name, value]) => `${name}: ${indented(cleanText(value))}`),
    '',
    ...namedIn(digest).map(
      ({ incident, notice }) =>
        `${incident.severity} ${incident.id} ${cleanLine(incident.title)} (${cleanLine(incident.service)}, ${notice.reason})`,
    ),
    ...(more === 0 ? [] : [`and ${more} more: GET /incidents?status=open`]),
    '',
  ].join('\n');
};

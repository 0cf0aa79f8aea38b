import type { NoticeMessage } from '../../adapters/sns/message.ts';
import { smsText } from '../../adapters/sns/sms-text.ts';
import { FALLBACK } from '../../domain/kernel/audiences.ts';
import { cleanText, indented } from '../../domain/kernel/clean-text.ts';
import type { Outline } from '../../domain/signal/outline.ts';
import type { NoticeJson } from '../../events/contracts/notice-schema.ts';

/** Characters of the event that the mail shows; the kept message is whole. */
const SHOWN = 20_000;

const UNDECIDED = 'undecided.';
/** Characters of the message's id that an SMS in another script shows, so that the title has room. */
const SHORT_ID = 8;

/** What a raw page tells. */
export interface RawPage {
  /** `undecided.<message id>`. */
  readonly id: string;
  /** Why it could not be decided on. */
  readonly reason: string;
  readonly about: Outline;
  /** How many messages of this shape it stands for. */
  readonly count: number;
  /** The first of them, as it came. */
  readonly body: string;
}

/** `Bounce, from aws.ses, on shop-alarms`. */
export const aboutText = ({ title, source, topic }: Outline): string =>
  [
    title,
    ...(source === undefined ? [] : [`from ${source}`]),
    ...(topic === undefined ? [] : [`on ${topic}`]),
  ].join(', ');

const headlineOf = ({ reason, count }: RawPage): string => {
  const many = count === 1 ? 'An event' : `${count} equal events`;
  return `${many} could not be decided on (${reason}). Look at it: nothing else will.`;
};

const WITHHELD =
  'Equal events of the next ten minutes are kept without a page of their own; the next page counts them.';

/** The page to the fallback audience: it says what the event is about, as far as its outside tells. */
export const rawNotice = (page: RawPage, nowMs: number): NoticeMessage => {
  const { id, reason, about, count, body } = page;
  const shown = body.slice(0, SHOWN).toWellFormed();
  const times = count === 1 ? '' : `${count}x `;
  const what = aboutText(about);
  const outside = {
    id,
    at: new Date(nowMs).toISOString(),
    audience: FALLBACK,
    kind: 'raw',
    severity: 'SEV3',
    scenario: 'generic',
  } as const;
  const json = {
    version: '1',
    ...outside,
    reason,
    title: what,
    count,
    event: shown,
  } as const satisfies NoticeJson;
  return {
    ...outside,
    texts: {
      subject: `[undecided] ${times}${about.title} (${reason})`,
      sms: smsText({
        before: `Undecided event: ${times}`,
        title: what,
        after: ` (${reason}) ${id}`,
        shortAfter: ` ${id.slice(UNDECIDED.length, UNDECIDED.length + SHORT_ID)}`,
      }),
      email: [
        headlineOf(page),
        '',
        `About: ${what}`,
        `Notice: ${id}`,
        WITHHELD,
        '',
        indented(cleanText(shown)),
        body.length > SHOWN ? `(cut at ${SHOWN} characters)` : '',
      ].join('\n'),
      json: JSON.stringify(json),
    },
  };
};

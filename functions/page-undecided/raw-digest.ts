import type { NoticeMessage } from '../../adapters/sns/message.ts';
import { smsText } from '../../adapters/sns/sms-text.ts';
import { FALLBACK } from '../../domain/kernel/audiences.ts';
import type { NoticeJson } from '../../events/contracts/notice-schema.ts';
import { aboutText, type RawPage } from './raw-notice.ts';

/** All that a batch holds. Of more it would say how many there are. Each is short: domain/signal/outline.ts. */
const MOST_NAMED = 100;

/** `failed-too-often 118, malformed-json 2`. */
const reasonsOf = (pages: readonly RawPage[]): string => {
  const counts = new Map<string, number>();
  for (const { reason, count } of pages) counts.set(reason, (counts.get(reason) ?? 0) + count);
  return [...counts].map(([reason, count]) => `${reason} ${count}`).join(', ');
};

const lineOf = ({ about, count, reason, id }: RawPage): string =>
  `${count === 1 ? '' : `${count}x `}${aboutText(about)} (${reason}) ${id}`;

/** Raw pages beyond the budget that came together, in one message. The queue of undecided events keeps each whole. */
export const rawDigest = (pages: readonly RawPage[], nowMs: number): NoticeMessage => {
  const count = pages.reduce((sum, page) => sum + page.count, 0);
  const named = pages.slice(0, MOST_NAMED);
  const what = `${count} events (${reasonsOf(pages)})`;
  const outside = {
    id: `${pages[0]?.id}+${pages.length - 1}`,
    at: new Date(nowMs).toISOString(),
    audience: FALLBACK,
    kind: 'raw',
    severity: 'SEV3',
    scenario: 'generic',
  } as const;
  const json: NoticeJson = {
    version: '1',
    ...outside,
    ...{ reason: 'over-budget', title: what, count },
    events: named.map((page) => ({
      ...{ id: page.id, reason: page.reason, title: aboutText(page.about), count: page.count },
    })),
  };
  const more = pages.length - named.length;
  return {
    ...outside,
    texts: {
      subject: `[undecided] ${what}`,
      sms: smsText({
        before: `Undecided: ${count} events. `,
        title: named.map(({ about }) => aboutText(about)).join('; '),
        after: ` ${outside.id}`,
        shortAfter: '',
      }),
      email: [
        `${count} events could not be decided on. Look at them: nothing else will.`,
        '',
        'Why together: too many came in one minute for a page each. The queue of undecided events keeps each whole.',
        `Reasons: ${reasonsOf(pages)}`,
        `Notice: ${outside.id}`,
        '',
        ...named.map(lineOf),
        ...(more === 0 ? [] : [`and ${more} more`]),
        '',
      ].join('\n'),
      json: JSON.stringify(json),
    },
  };
};

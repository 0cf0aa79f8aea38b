import fc from 'fast-check';
import { SegmentedMessage } from 'sms-segments-calculator';
import { expect, test } from 'vitest';
import { smsText } from '../../../adapters/sns/sms-text.ts';
import { cleanLine } from '../../../domain/kernel/clean-text.ts';
import { countUnits, isOnePart } from './count-units.ts';

const BEFORE = 'SEV1 INCIDENT: ';
const AFTER = ' (no-response) since 03:04Z g5pf9c3nzqq5-1.1.secondary.secondary';
const SHORT = ' g5pf9c3nzqq5-1';

const sms = (title: string): string => smsText({ before: BEFORE, title, after: AFTER, shortAfter: SHORT });

/** Counted by a stranger: the segment calculator of a telephone company. */
const counted = (text: string) => {
  const { segmentsCount, encodingName } = new SegmentedMessage(text, 'auto');
  return { parts: segmentsCount, encoding: encodingName };
};

test.each([
  ['a dash', 'checkout – errors', 'checkout - errors'],
  ['quotes and an ellipsis', '“orders” don’t arrive…', '"orders" don\'t arrive...'],
  ['accents that GSM-7 has', 'für Größe: é à ñ Å', 'für Größe: é à ñ Å'],
  ['accents and letters that it has not', 'płatności čeká ő', 'platnosci ceka o'],
  ['an accent that is a character of its own', 'Gro\u0308ße e\u0301', 'Größe é'],
  ['a comparison', 'p99 ≥ 500 µs → down', 'p99 >= 500 us -> down'],
  ['a negated sign', 'errors ≠ 0', 'errors != 0'],
  ['a hyphen that does not break, a minus', 're‑try −5', 're-try -5'],
  ['what nobody sees', 'ca\u00adche\u200b\u200edown', 'cachedown'],
  ['a fraction, a ligature, wide letters', '½ ﬁle ＡＰＩ', '1/2 file API'],
  ['odd spaces and a line break', '90\u00a0% of\u202fit\nall', '90 % of it all'],
])('%s goes out in GSM-7', (_, title, written) => {
  expect(sms(title)).toBe(`${BEFORE}${written}${AFTER}`);
  expect(counted(sms(title))).toEqual({ parts: 1, encoding: 'GSM-7' });
});

test.each([
  ['Cyrillic', 'Сбой оплаты', 'Сбой оплаты'],
  ['Japanese', '支払いの失敗 – 注文', '支払いの失敗 – 注文'],
  ['an emoji', 'checkout 🚨', 'checkout 🚨'],
])('%s goes out as it is, in UCS-2, with the incident’s id', (_, title, written) => {
  expect(sms(title)).toBe(`${BEFORE}${written}${SHORT}`);
  expect(counted(sms(title))).toEqual({ parts: 1, encoding: 'UCS-2' });
});

test('what is cut is the title, between characters as people see them', () => {
  expect(sms('x'.repeat(300))).toBe(`${BEFORE}${'x'.repeat(79)}..${AFTER}`);
  const family = '👨‍👩‍👧';
  expect(sms(family.repeat(20))).toBe(`${BEFORE}${family.repeat(4)}..${SHORT}`);
});

test('a sign whose meaning an accent turns round is never written without it', () => {
  expect(sms('errors ≮ 1')).toBe(`${BEFORE}errors ≮ 1${SHORT}`);
});

test('a title goes out in the encoding that shows more of it', () => {
  const long = 'checkout – no healthy targets in the north – ';
  expect(sms(`${long}группа`)).toBe(`${BEFORE}${long.replaceAll('–', '-')}..${AFTER}`);
  expect(sms('checkout группа')).toBe(`${BEFORE}checkout группа${SHORT}`);
});

test('a notice’s id that leaves no room gives way to the incident’s, which is never cut', () => {
  const rung = Array.from({ length: 6 }, (_, n) => `a-team-with-a-long-name-${n}`).join('+');
  const after = ` (repeat) since 03:04Z g5pf9c3nzqq5-1.1.${rung}.a-team-with-a-long-name-0`;
  expect(smsText({ before: BEFORE, title: 'checkout', after, shortAfter: SHORT })).toBe(
    `${BEFORE}checkout${SHORT}`,
  );
});

test('a notice’s id that leaves the title hardly any room gives way, too', () => {
  const after = (length: number) => ` since 03:04Z g5pf9c3nzqq5-1.1.`.padEnd(length, 'x');
  const title = 'checkout-has-no-healthy-targets';
  const kept = (length: number) =>
    smsText({ before: BEFORE, title, after: after(length), shortAfter: SHORT });
  expect(kept(131)).toBe(`${BEFORE}checkout-has..${after(131)}`);
  expect(kept(132)).toBe(`${BEFORE}${title}${SHORT}`);
});

test('neither a line break nor half a surrogate pair goes out', () => {
  expect(sms('сбой\nснова \ud83d')).toBe(`${BEFORE}сбой снова \ufffd${SHORT}`);
});

const graphemesOf = (text: string): string[] =>
  Array.from(new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text), ({ segment }) => segment);

const words = fc.constantFrom(
  ...[
    'checkout',
    'Größe',
    '–',
    '…',
    '[x]',
    '€',
    '`',
    ' ',
    '\t',
    'Łódź',
    'µ',
    'сбой',
    'й',
    'и\u0301',
    '決済',
    'が',
  ],
  ...[
    'か\u3099',
    '한국어',
    'हिन्दी',
    'العربية',
    'ไทย',
    '🚨',
    '👩‍💻',
    '🇳🇴',
    '❤️',
    '1️⃣',
    'e\u0301\u0302',
    '\u200b',
    '\u202e',
    '\u2028',
    '\ud83d',
  ],
);
const titles = fc.oneof(
  fc.array(words, { maxLength: 60 }).map((all) => all.join('')),
  fc.string({ unit: 'grapheme', maxLength: 220 }),
  fc.string({ unit: 'binary', maxLength: 220 }),
  fc.string({ unit: fc.constantFrom('€', '{', 'é', '–', 'ł', 'д', '🚨', 'a'), maxLength: 220 }),
);
const names = fc.stringMatching(/^[a-z][a-z0-9-]{0,39}$/);
const places = fc.record({
  incident: fc.stringMatching(/^[a-z0-9]{12}-[1-9]\d{0,3}$/),
  rung: fc.array(names, { minLength: 1, maxLength: 6 }).map((all) => all.join('+')),
  audience: names,
});
const cases = fc.record({ title: titles, place: places }).map(({ title, place }) => {
  const { incident, rung, audience } = place;
  const notice = `${incident}.1.${rung}.${audience}`;
  const after = ` (several-components) since 03:04Z ${notice}`;
  const sent = smsText({ before: BEFORE, title, after, shortAfter: ` ${incident}` });
  return { title, incident, notice, sent };
});
const manyRuns = { numRuns: 2_000 };

test('whatever title, rung and audience, the SMS is one part, well formed, one line, and ends in an id that is whole', () => {
  fc.assert(
    fc.property(cases, ({ sent, incident, notice }) => {
      expect(isOnePart(sent), sent).toBe(true);
      expect(sent.isWellFormed()).toBe(true);
      expect(sent).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u200b\u202e]/u);
      expect(sent.startsWith(BEFORE)).toBe(true);
      expect([notice, incident]).toContain(sent.split(' ').at(-1));
    }),
    manyRuns,
  );
});

test('whatever the title, in UCS-2 it is cut between what readers take for characters', () => {
  fc.assert(
    fc.property(cases, ({ sent, title }) => {
      if (countUnits(sent).encoding === 'GSM-7') return;
      const shown = graphemesOf(sent.slice(BEFORE.length, sent.lastIndexOf(' ')));
      const whole = graphemesOf(cleanLine(title).normalize('NFC'));
      const isCut = shown.join('') !== whole.join('');
      const kept = isCut ? shown.slice(0, -2) : shown;
      expect(kept).toEqual(whole.slice(0, kept.length));
      if (isCut) expect(shown.slice(-2)).toEqual(['.', '.']);
    }),
    manyRuns,
  );
});

test('a title in the alphabet is said as it is, or as much of it as fits with all the rest', () => {
  const gsm = fc.string({
    unit: fc.constantFrom(
      ...'@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&()*+,-./09:;<=>?¡AZÄÖÑÜ§¿azäöñüà^{}\\[~]|€',
    ),
    maxLength: 200,
  });
  fc.assert(
    fc.property(gsm, (text) => {
      const title = text.trim();
      const sent = sms(title);
      const said = sent.slice(BEFORE.length, sent.length - AFTER.length);
      expect(sent).toBe(`${BEFORE}${said}${AFTER}`);
      if (said === title) return;
      const kept = said.slice(0, -2);
      expect(`${kept}..`).toBe(said);
      expect(title.startsWith(kept)).toBe(true);
      expect(isOnePart(`${BEFORE}${title.slice(0, kept.length + 1)}..${AFTER}`)).toBe(false);
    }),
    manyRuns,
  );
});

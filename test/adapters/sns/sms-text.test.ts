import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type SmsParts, smsTextOf } from '../../../adapters/sns/sms-text.ts';
import { countUnits, isOnePart } from './count-units.ts';

const id = 'g5pf9c3nzqq5-1.1.primary.primary';
const partsOf = (title: string, changes: Partial<SmsParts> = {}): SmsParts => ({
  title,
  full: { before: 'SEV1 INCIDENT: ', after: ` (no-response) since 09:26Z ${id}` },
  short: { before: 'SEV1: ', after: ` ${id}` },
  shortest: { before: 'SEV1: ', after: ' g5pf9c3nzqq5-1' },
  ...changes,
});
const smsOf = (title: string, changes: Partial<SmsParts> = {}) => smsTextOf(partsOf(title, changes));

describe('an SMS in GSM 03.38', () => {
  test('says everything where it fits', () => {
    expect(smsOf('checkout-errors')).toBe(
      'SEV1 INCIDENT: checkout-errors (no-response) since 09:26Z g5pf9c3nzqq5-1.1.primary.primary',
    );
  });

  test('keeps the accents and letters that the alphabet has', () => {
    expect(smsOf('Größe é ü ñ Å Ω €')).toContain(': Größe é ü ñ Å Ω € (');
  });

  test('keeps an accent that came as a character of its own', () => {
    expect(smsOf('Gro\u0308ße')).toContain(': Größe (');
  });

  test.each([
    ['checkout – down — again − now', 'checkout - down - again - now'],
    ['„it’s” «so» ‹it› `is`', "\"it's\" \"so\" 'it' 'is'"],
    ['Łódź, Dvořák, Þór, Đorđe, ışık', 'Lodz, Dvorak, Thor, Dorde, isik'],
    ['p99 ≥ 500 µs ≠ 2 × 250…', 'p99 >= 500 us != 2 x 250...'],
    ['90\u00a0%\tof\u202fit', '90 % of it'],
    ['ca\u00adche\u200b ｆｕｌｌ ﬁle ½ ①', 'cache full file 1/2 1'],
    ['down\r\nagain', 'down  again'],
  ])('says %j as %j', (title, said) => {
    const sms = smsOf(title);
    expect(sms).toContain(`: ${said} (`);
    expect(countUnits(sms).encoding).toBe('GSM-7');
  });

  test('counts what the alphabet escapes as two septets, and cuts the title', () => {
    const sms = smsOf('[x]'.repeat(60));
    expect(sms).toMatch(/^SEV1 INCIDENT: (\[x\])+\[?x?\.\. \(no-response\) since 09:26Z g5pf9c3nzqq5-1\.1/);
    expect(countUnits(sms).units).toBeGreaterThan(158);
    expect(isOnePart(sms)).toBe(true);
  });
});

describe('an SMS in UCS-2', () => {
  test('says a title in another script as it is, and leaves out what it has no room for', () => {
    expect(smsOf('checkout: сбой оплаты')).toBe(
      'SEV1: checkout: сбой оплаты g5pf9c3nzqq5-1.1.primary.primary',
    );
    expect(smsOf('決済サービス – 「エラー率」…')).toBe(
      'SEV1: 決済サービス – 「エラー率」… g5pf9c3nzqq5-1.1.primary.primary',
    );
    expect(smsOf('checkout 🚨')).toBe('SEV1: checkout 🚨 g5pf9c3nzqq5-1.1.primary.primary');
  });

  test('cuts the title to 70 units, never the id', () => {
    const sms = smsOf('Ошибки при оплате заказов в корзине');
    expect(sms).toBe('SEV1: Ошибки при оплате заказов в к.. g5pf9c3nzqq5-1.1.primary.primary');
    expect(sms).toHaveLength(70);
  });

  test('has the shorter id where the longer one leaves the title hardly any room', () => {
    const after = ' g5pf9c3nzqq5-1.1.limits-block-scaling.external-support';
    expect(smsOf('Ошибки при оплате', { short: { before: 'SEV1: ', after } })).toBe(
      'SEV1: Ошибки при оплате g5pf9c3nzqq5-1',
    );
  });

  test('never cuts an emoji, or a letter from its accents', () => {
    expect(smsOf('👩‍💻'.repeat(20))).toBe(`SEV1: ${'👩‍💻'.repeat(9)}.. g5pf9c3nzqq5-1`);
    expect(smsOf('и\u0301'.repeat(40))).toBe(`SEV1: ${'и\u0301'.repeat(14)}.. ${id}`);
  });

  test('gives way to GSM 03.38 where that shows more of the title', () => {
    const sms = smsOf('checkout – no healthy targets in the region of the north – группа');
    expect(sms).toBe(
      `SEV1 INCIDENT: checkout - no healthy targets in the region of the north - .. (no-response) since 09:26Z ${id}`,
    );
  });

  test('is one line, whatever the title', () => {
    expect(smsOf('сбой\r\nснова')).toBe(`SEV1: сбой  снова ${id}`);
  });

  test('has no half of a surrogate pair, even where the title has', () => {
    expect(smsOf('checkout \ud83d')).toBe(`SEV1: checkout \ufffd ${id}`);
  });
});

const graphemesOf = (text: string): string[] =>
  Array.from(new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text), ({ segment }) => segment);

const scripts = fc.constantFrom(
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
    '\ud83d',
  ],
);
const titles = fc.oneof(
  fc.array(scripts, { maxLength: 60 }).map((words) => words.join('')),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: 'grapheme-ascii', maxLength: 250 }),
);
const names = fc.stringMatching(/^[a-z][a-z0-9-]{0,39}$/);
const places = fc
  .record({ incident: fc.stringMatching(/^[a-z0-9]{12}-[1-9]\d{0,3}$/), rung: names, audience: names })
  .map(({ incident, rung, audience }) => ({ incident, notice: `${incident}.1.${rung}.${audience}` }));
const cases = fc.record({ title: titles, place: places }).map(({ title, place }) => {
  const { incident, notice } = place;
  const parts: SmsParts = {
    title,
    full: { before: 'SEV1 MITIGATED: ', after: ` (several-components) since 09:26Z ${notice}` },
    short: { before: 'SEV1 MITIGATED: ', after: ` ${notice}` },
    shortest: { before: 'SEV1 MITIGATED: ', after: ` ${incident}` },
  };
  return { parts, incident, notice, sms: smsTextOf(parts) };
});
const manyRuns = { numRuns: 2_000 };

describe('whatever the title, the script, the rung and the audience', () => {
  test('an SMS is one part and carries an id whole', () => {
    fc.assert(
      fc.property(cases, ({ sms, incident, notice }) => {
        expect(isOnePart(sms), sms).toBe(true);
        expect([notice, incident], sms).toContain(sms.split(' ').at(-1));
        expect(sms.isWellFormed()).toBe(true);
      }),
      manyRuns,
    );
  });

  test('a title in UCS-2 is cut between what readers take for characters', () => {
    fc.assert(
      fc.property(cases, ({ sms, parts }) => {
        if (countUnits(sms).encoding === 'GSM-7') return;
        const shown = graphemesOf(sms.slice('SEV1 MITIGATED: '.length, sms.lastIndexOf(' ')));
        const whole = graphemesOf(
          parts.title
            .toWellFormed()
            .replace(/\p{Cc}/gu, ' ')
            .normalize('NFC'),
        );
        const isCut = shown.join('') !== whole.join('');
        const kept = isCut ? shown.slice(0, -2) : shown;
        expect(kept).toEqual(whole.slice(0, kept.length));
        if (isCut) expect(shown.slice(-2)).toEqual(['.', '.']);
      }),
      manyRuns,
    );
  });

  test('a title in the alphabet is said as it is, or cut with everything else standing', () => {
    const gsm = fc.string({
      unit: fc.constantFrom(
        ...'@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&()*+,-./09:;<=>?¡AZÄÖÑÜ§¿azäöñüà^{}\\[~]|€',
      ),
      maxLength: 200,
    });
    fc.assert(
      fc.property(gsm, (title) => {
        const { before, after } = partsOf(title).full;
        const sms = smsOf(title);
        const said = sms.slice(before.length, sms.length - after.length);
        expect(sms).toBe(`${before}${said}${after}`);
        if (said === title) return;
        const kept = said.slice(0, -2);
        expect(`${kept}..`).toBe(said);
        expect(title.startsWith(kept)).toBe(true);
        expect(isOnePart(`${before}${title.slice(0, kept.length + 1)}..${after}`)).toBe(false);
      }),
      manyRuns,
    );
  });
});

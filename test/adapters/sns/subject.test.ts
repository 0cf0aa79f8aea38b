import fc from 'fast-check';
import { expect, test } from 'vitest';
import { subjectOf } from '../../../adapters/sns/subject.ts';

test('a plain subject is left as it is', () => {
  expect(subjectOf('SEV2 checkout: error rate > 5 %')).toBe('SEV2 checkout: error rate > 5 %');
});

test('accents go, dashes and quotes become plain, other scripts a question mark', () => {
  expect(subjectOf('Café “açaí” — Größe… 支払い')).toBe('Cafe "acai" - Grosse... ?');
});

test('signs keep their meaning', () => {
  expect(subjectOf('errors ≠ 0, p99 ≥ 500 µs → down, a ≮ b')).toBe(
    'errors != 0, p99 >= 500 us -> down, a ? b',
  );
});

test('line breaks and control characters cannot add a header', () => {
  expect(subjectOf('down\r\nBcc: x\u0007y\tz')).toBe('down Bcc: x y z');
});

test('a long subject is cut with a mark', () => {
  const subject = subjectOf('x'.repeat(300));
  expect(subject).toHaveLength(99);
  expect(subject.endsWith('...')).toBe(true);
});

test('a subject of nothing still has one', () => {
  expect(subjectOf(' \n ')).toBe('Incident');
});

test('every subject is one that SNS takes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 130 }), (text) => {
      expect(subjectOf(text)).toMatch(/^[!-~][ -~]{0,98}$/u);
    }),
  );
});

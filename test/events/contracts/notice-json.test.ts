import { expect, test } from 'vitest';
import { parseNoticeJson } from '../../../events/contracts/notice-json.ts';

const notice = {
  id: 'k3x9-1.1.primary.primary',
  at: '2026-11-20T03:04:15.000Z',
  audience: 'primary',
  kind: 'page',
};
const text = (changes: object): string => JSON.stringify({ ...notice, ...changes });

test('a notice for programs needs id, time, audience and kind only', () => {
  expect(parseNoticeJson(text({}))).toEqual(notice);
});

test('a notice keeps fields that a later version adds', () => {
  expect(parseNoticeJson(text({ runbook: 'https://example.com' }))).toMatchObject({
    runbook: 'https://example.com',
  });
});

test.each([
  { id: '' },
  { at: 'now' },
  { kind: 'shout' },
  { severity: 'SEV9' },
  { nextUpdateAt: '03:15' },
  { episode: 'first' },
])('a notice with %j is refused', (wrong) => {
  expect(() => parseNoticeJson(text(wrong))).toThrow();
});

test('a text that is no JSON is refused', () => {
  expect(() => parseNoticeJson('SEV1 checkout')).toThrow(SyntaxError);
});

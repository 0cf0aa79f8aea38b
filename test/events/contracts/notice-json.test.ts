import { expect, test } from 'vitest';
import type { NoticeKind } from '../../../domain/incident/notice.ts';
import { noticeJsonOf, parseNoticeJson } from '../../../events/contracts/notice-json.ts';
import { sampleIncident, sampleNotice, T0 } from '../../contract/sample-records.ts';

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

const kinds: readonly NoticeKind[] = ['page', 'update', 'stakeholders', 'mitigation', 'resolution'];

test.each(kinds)('what is made of a %s keeps to the schema, times as ISO 8601 in UTC', (kind) => {
  const incident = sampleIncident({ mitigatedAtMs: T0, said: { impact: 'x', estimatedResolutionAtMs: T0 } });
  const made = noticeJsonOf(incident, { ...sampleNotice('k7q-1.1.x.primary'), kind, insteadOf: 'devops' });
  const read = parseNoticeJson(JSON.stringify(made));
  expect(read).toMatchObject({
    ...{ id: 'k7q-1.1.x.primary', kind, incidentId: incident.id, title: incident.title, impact: 'x' },
    ...{ insteadOf: 'devops', components: ['loadbalancer/checkout'], episode: 1 },
    ...{ at: '2026-03-14T09:26:53.000Z', mitigatedAt: '2026-03-14T09:26:53.000Z' },
    estimatedResolutionAt: '2026-03-14T09:26:53.000Z',
  });
  expect(Object.keys(read)).not.toContain('estimatedResolutionAtMs');
});

test('what nobody has said is absent', () => {
  const text = JSON.stringify(noticeJsonOf(sampleIncident(), sampleNotice('k7q-1.1.x.primary')));
  const absent = ['impact', 'resolvedAt', 'acknowledgedBy', 'statements', 'insteadOf', 'nextUpdateAt'];
  expect(Object.keys(JSON.parse(text)).filter((name) => absent.includes(name))).toEqual([]);
});

import { expect, test } from 'vitest';
import { messageStructureOf } from '../../../adapters/sns/message-structure.ts';
import { septets } from '../../../adapters/sns/plain-text.ts';
import { renderDigest } from '../../../adapters/sns/render-digest.ts';
import type { DigestPage } from '../../../domain/notice/digest.ts';
import { parseNoticeJson } from '../../../events/contracts/notice-schema.ts';
import { sampleIncident, sampleNotice, T0 } from '../../contract/sample-records.ts';

const page = (n: number, severity: 'SEV1' | 'SEV3', title = `checkout-${n}`): DigestPage => ({
  notice: { ...sampleNotice(`k${n}-1.1.primary.primary`), atMs: T0 + n * 1_000, severity },
  incident: sampleIncident({ id: `k${n}-1`, severity, title, service: `svc-${n}` }),
});

const digestOf = (...pages: readonly DigestPage[]) => ({
  id: 'digest-x.primary',
  audience: 'primary',
  atMs: T0 + 60_000,
  pages,
});

test('a digest, letter by letter', () => {
  const { texts, ...rest } = renderDigest(digestOf(page(1, 'SEV3'), page(2, 'SEV1'), page(3, 'SEV3')));
  expect(rest).toEqual({
    ...{ id: 'digest-x.primary', at: '2026-03-14T09:27:53.000Z', audience: 'primary', kind: 'page' },
    ...{ severity: 'SEV1', severities: ['SEV1', 'SEV3'], scenario: 'generic' },
  });
  expect(texts.subject).toBe('[SEV1] 3 PAGES: 1 SEV1, 2 SEV3');
  expect(texts.sms).toBe(
    '3 PAGES: 1 SEV1, 2 SEV3. k2-1 checkout-2; k1-1 checkout-1; k3-1 checkout-3 digest-x.primary',
  );
  expect(texts.email).toBe(`3 PAGES: 1 SEV1, 2 SEV3

Why together: more pages came than the budget of a minute has (pagesPerMinute)
Decided: 2026-03-14 09:26 UTC to 2026-03-14 09:26 UTC
Notice: digest-x.primary

SEV1 k2-1 checkout-2 (svc-2, opened)
SEV3 k1-1 checkout-1 (svc-1, opened)
SEV3 k3-1 checkout-3 (svc-3, opened)
`);
  expect(JSON.parse(texts.json)).toMatchObject({
    ...{ kind: 'page', reason: 'over-budget', severity: 'SEV1', count: 3 },
    ...{ from: '2026-03-14T09:26:54.000Z', until: '2026-03-14T09:26:56.000Z' },
  });
  expect(parseNoticeJson(texts.json).pages?.[0]).toEqual({
    ...{ id: 'k2-1.1.primary.primary', at: '2026-03-14T09:26:55.000Z', reason: 'opened', rung: 'primary' },
    ...{ incidentId: 'k2-1', title: 'checkout-2', severity: 'SEV1', service: 'svc-2' },
  });
});

test('incidents of one severity need no list of severities', () => {
  expect(renderDigest(digestOf(page(1, 'SEV3'), page(2, 'SEV3')))).not.toHaveProperty('severities');
});

test('many pages with long titles fit a message and one SMS; those that are not named are counted', () => {
  const pages = Array.from({ length: 900 }, (_, n) =>
    page(n, n === 899 ? 'SEV1' : 'SEV3', `ü${'t'.repeat(300)}`),
  );
  const message = renderDigest(digestOf(...pages));
  const json = parseNoticeJson(message.texts.json);
  expect([json.count, json.pages?.length, json.pages?.[0]?.incidentId]).toEqual([900, 100, 'k899-1']);
  expect(message.texts.email).toContain('\nand 800 more: GET /incidents?status=open\n');
  expect(septets(message.texts.sms)).toBeLessThanOrEqual(160);
  const structure = messageStructureOf(message);
  expect(Buffer.byteLength(structure)).toBeLessThan(256 * 1024);
  expect(JSON.parse(JSON.parse(structure).sqs)).toMatchObject({ count: 900 });
});

test('a title forges no line of the mail', () => {
  const { texts } = renderDigest(digestOf(page(1, 'SEV3', 'a\nSEV1 k9-1 forged'), page(2, 'SEV3')));
  expect(texts.email).not.toContain('\nSEV1 k9-1');
});

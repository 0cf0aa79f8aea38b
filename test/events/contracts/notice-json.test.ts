import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import type { NoticeKind } from '../../../domain/incident/notice.ts';
import { incidentMembers } from '../../../events/contracts/api/incident-answer.ts';
import { noticeJsonOf } from '../../../events/contracts/notice-json.ts';
import { noticeJsonSchema, parseNoticeJson } from '../../../events/contracts/notice-schema.ts';
import { sampleIncident, sampleNotice, T0 } from '../../contract/sample-records.ts';

const notice = {
  version: '1',
  id: 'k3x9-1.1.primary.primary',
  at: '2026-11-20T03:04:15.000Z',
  audience: 'primary',
  kind: 'page',
};
const text = (changes: object): string => JSON.stringify({ ...notice, ...changes });

test('a notice for programs needs version, id, time, audience and kind only', () => {
  expect(parseNoticeJson(text({}))).toEqual(notice);
});

test('a notice keeps fields that a later version adds', () => {
  expect(parseNoticeJson(text({ runbook: 'https://example.com' }))).toMatchObject({
    runbook: 'https://example.com',
  });
});

test.each([
  { version: '2' },
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
    estimatedResolution: '2026-03-14T09:26:53.000Z',
  });
  expect(Object.keys(read)).not.toContain('estimatedResolutionAtMs');
});

test('what nobody has said is absent', () => {
  const text = JSON.stringify(noticeJsonOf(sampleIncident(), sampleNotice('k7q-1.1.x.primary')));
  const absent = ['impact', 'resolvedAt', 'acknowledgedBy', 'statements', 'insteadOf', 'nextUpdateAt'].concat(
    'by',
    'note',
    'alarm',
    'onsetAt',
  );
  expect(Object.keys(JSON.parse(text)).filter((name) => absent.includes(name))).toEqual([]);
});

test('a notice says who acknowledged and when, as the API does', () => {
  const episode = {
    number: 1,
    startedAtMs: T0,
    reason: 'opened',
    acknowledgedAtMs: T0,
    acknowledgedBy: 'ada',
  } as const;
  const made = noticeJsonOf(sampleIncident({ episode }), sampleNotice('k7q-1.1.x.primary'));
  expect(made).toMatchObject({
    version: '1',
    acknowledgedBy: 'ada',
    acknowledgedAt: '2026-03-14T09:26:53.000Z',
  });
});

/** Of the notice itself: the rest tells of the incident, as the API does. */
const own = [
  'version',
  'id',
  'at',
  'audience',
  'insteadOf',
  'kind',
  'test',
  'reason',
  'by',
  'note',
  'rung',
  'incidentId',
  'from',
  'until',
  'pages',
  'events',
  'count',
  'event',
];

test('what a notice tells of its incident has the name and the shape that the API gives it', () => {
  const told = Object.entries(noticeJsonSchema.shape).filter(([name]) => !own.includes(name));
  expect(told.length).toBeGreaterThan(20);
  for (const [name, schema] of told) {
    const inApi: z.ZodMiniType | undefined = Reflect.get(incidentMembers, name);
    expect(inApi, name).toBeDefined();
    if (inApi !== undefined) expect(shapeOf(schema), name).toEqual(shapeOf(z.optional(inApi)));
  }
});

const shapeOf = (schema: z.ZodMiniType): object => {
  const { description: _, ...shape } = z.toJSONSchema(z.optional(schema));
  return shape;
};

test('the published JSON Schema is that of the code; `vitest run <this file> -u` writes it', async () => {
  const schema = { title: 'Tocsin notice', ...z.toJSONSchema(noticeJsonSchema) };
  await expect(`${JSON.stringify(schema, undefined, 2)}\n`).toMatchFileSnapshot(
    '../../../events/contracts/notice.schema.json',
  );
});

const documented = readFileSync(fileURLToPath(new URL('../../../docs/notices.md', import.meta.url)), 'utf8');
const [envelope = '', example = '', digest = ''] = [...documented.matchAll(/```json\n([\s\S]*?)```/g)].map(
  ([, text = '']) => text,
);

test('the digest that the documentation shows is one, and has no member that the schema does not know', () => {
  const read = parseNoticeJson(digest);
  expect(Object.keys(read).filter((name) => !(name in noticeJsonSchema.shape))).toEqual([]);
  expect(read.pages?.map(({ incidentId }) => incidentId)).toEqual(['g5pf9c3nzqq5-1']);
});

test('the notice that the documentation shows is one, and has no member that the schema does not know', () => {
  const read = parseNoticeJson(example);
  expect(Object.keys(read).filter((name) => !(name in noticeJsonSchema.shape))).toEqual([]);
  expect(read).toMatchObject({ by: 'ada', alarm: { runbook: 'https://wiki.your-company.com/checkout' } });
});

test('the attributes in the documented envelope are those of its notice', () => {
  const { MessageAttributes: attributes, Message: message } = JSON.parse(envelope);
  expect(Object.keys(attributes).sort()).toEqual(['audience', 'kind', 'scenario', 'severity']);
  expect(message).toContain('"version":"1"');
});

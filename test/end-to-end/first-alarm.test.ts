import { expect, test } from 'vitest';
import { eventOf, fresh } from './alarms.ts';
import { systemUnderTest } from './system.ts';

const system = systemUnderTest();

test('an alarm on the bus is recorded, classified with its rule, paged once to the primary, and can be queried', async () => {
  const shop = fresh('shop');
  await system.put(eventOf('error-rate', shop));
  const { id } = await system.incidentOf(shop);
  const page = await system.notice({ incidentId: id, kind: 'page' });
  await system.settled(id);
  await system.act(id, 'acknowledge');

  expect(await system.get(`/incidents/${id}`)).toMatchObject({
    status: 'investigating',
    severity: 'SEV2',
    scenario: 'outage',
    service: shop,
    classification: { rule: 'error-rate-above-threshold', reason: 'error rate: 11.8 % exceeds 5 %' },
    escalation: { policy: 'default' },
    signals: { active: 1, total: 1 },
    firstPagedAt: expect.any(String),
  });
  expect(page).toMatchObject({ audience: 'primary', severity: 'SEV2' });
  expect((await system.noticeIds({ incidentId: id, kind: 'page', audience: 'primary' })).size).toBe(1);
  const { sms, ...others } = page.texts;
  for (const text of Object.values(others)) expect(text).toContain(page.id);
  expect(sms).toContain(id);
  expect(sms.length).toBeLessThanOrEqual(160);

  const timeline = await system.timeline(id);
  expect(timeline.slice(0, 2)).toMatchObject([
    { kind: 'opened', reason: 'error-rate-above-threshold', by: 'tocsin' },
    { kind: 'paged', reason: 'opened', text: 'Paging primary' },
  ]);
  expect(timeline).toContainEqual(expect.objectContaining({ kind: 'acknowledged', by: 'local' }));
  expect(await system.signals(id)).toMatchObject([
    { name: `${shop}-error-rate`, state: 'ALARM', active: true },
  ]);
});

import { expect, test } from 'vitest';
import { eventOf, fresh } from './alarms.ts';
import { systemUnderTest } from './system.ts';

const system = systemUnderTest();

/** Who was paged by the one decision that opened the incident. */
const pagedAtOnce = async (id: string): Promise<readonly string[]> => {
  const pages = await system.notices({ incidentId: id, kind: 'page' });
  const first = pages[0]?.texts.json;
  const at: string | undefined = first === undefined ? undefined : JSON.parse(first).at;
  return pages.filter(({ texts }) => JSON.parse(texts.json).at === at).map(({ audience }) => audience);
};

test('a complete outage is SEV1 and pages primary, commander and management at once', async () => {
  const shop = fresh('shop');
  await system.put(eventOf('all-targets-unhealthy', shop));
  const { id, severity, scenario } = await system.incidentOf(shop);
  await system.notice({ incidentId: id, kind: 'page', audience: 'management' });
  await system.settled(id);
  await system.act(id, 'acknowledge');
  expect({ severity, scenario }).toEqual({ severity: 'SEV1', scenario: 'outage' });
  await system.told(id, 'escalated', 'became-sev1');
  expect(new Set(await pagedAtOnce(id))).toEqual(new Set(['primary', 'commander', 'management']));
});

test('a critical finding is a SEV1 security incident and pages the security team at once', async () => {
  const shop = fresh('shop');
  const finding = eventOf('guardduty-critical', shop);
  const title = `Credentials of ${shop}-deployer`;
  await system.put(finding);
  const { incidentId } = await system.notice({ kind: 'page', audience: 'security', saying: title });
  const id = incidentId ?? '';
  await system.settled(id);
  await system.act(id, 'acknowledge');
  expect(await system.get(`/incidents/${id}`)).toMatchObject({ severity: 'SEV1', scenario: 'security' });
  expect(await pagedAtOnce(id)).toEqual(
    expect.arrayContaining(['primary', 'security', 'commander', 'management']),
  );
});

test('an alarm that nobody foresaw is SEV3 and pages: when in doubt, page', async () => {
  const shop = fresh('shop');
  await system.put({
    ...eventOf('high-cpu', shop),
    detail: {
      alarmName: `${shop}-queue-of-parcels`,
      state: { value: 'ALARM', reason: 'Too many parcels.', timestamp: new Date().toISOString() },
      configuration: {},
    },
  });
  const page = await system.notice({ kind: 'page', audience: 'primary', saying: `${shop}-queue-of-parcels` });
  const incident = await system.settled(page.incidentId ?? '');
  await system.act(incident.id, 'acknowledge');
  expect(incident).toMatchObject({ severity: 'SEV3', scenario: 'generic', signals: { active: 1 } });
});

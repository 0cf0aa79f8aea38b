import { expect, test } from 'vitest';
import { eventOf, fresh } from './alarms.ts';
import { systemUnderTest } from './system.ts';

const system = systemUnderTest();

/** Whether these were all paged by one decision: that which opened the incident. */
const expectPagedAtOnce = async (incidentId: string, audiences: readonly string[]): Promise<void> => {
  const decidedAt = new Set<string>();
  for (const audience of audiences) {
    const { texts } = await system.notice({ incidentId, kind: 'page', audience });
    decidedAt.add(JSON.parse(texts.json).at);
  }
  const { openedAt } = await system.act(incidentId, 'acknowledge');
  expect([...decidedAt]).toEqual([openedAt]);
};

test('a complete outage is SEV1 and pages primary, commander and management at once', async () => {
  const shop = fresh('shop');
  await system.put(eventOf('all-targets-unhealthy', shop));
  const { id, severity, scenario } = await system.incidentOf(shop);
  await expectPagedAtOnce(id, ['primary', 'commander', 'management']);
  expect({ severity, scenario }).toEqual({ severity: 'SEV1', scenario: 'outage' });
  await system.told(id, 'escalated', 'became-sev1');
});

test('a critical finding is a SEV1 security incident and pages the security team at once', async () => {
  const shop = fresh('shop');
  await system.put(eventOf('guardduty-critical', shop));
  const saying = `Credentials of ${shop}-deployer`;
  const { incidentId } = await system.notice({ kind: 'page', audience: 'security', saying });
  const id = incidentId ?? '';
  await expectPagedAtOnce(id, ['primary', 'security', 'commander', 'management']);
  expect(await system.get(`/incidents/${id}`)).toMatchObject({ severity: 'SEV1', scenario: 'security' });
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

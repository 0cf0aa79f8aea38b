import { expect, test } from 'vitest';
import { eventOf, fresh } from './alarms.ts';
import { systemUnderTest } from './system.ts';

const system = systemUnderTest();

test('OK clears: mitigated after the hold, later resolved by itself, and everybody hears of it', async () => {
  const shop = fresh('shop');
  const atMs = Date.now();
  await system.put(eventOf('error-rate', shop, { atMs }));
  const { id } = await system.incidentOf(shop);
  await system.act(id, 'acknowledge');
  await system.put(eventOf('error-rate', shop, { atMs: atMs + 1, state: 'OK' }));
  await system.told(id, 'cleared', 'signals-clear');

  await system.once(id, 'is mitigated', ({ status }) => status === 'mitigated');
  await system.notice({ incidentId: id, kind: 'mitigation', audience: 'primary' });
  const resolved = await system.once(id, 'is resolved', ({ status }) => status === 'resolved');
  expect(resolved).toMatchObject({
    resolvedBy: 'tocsin',
    mitigatedBy: 'signals-clear',
    signals: { active: 0, total: 1 },
  });
  const notice = await system.notice({ incidentId: id, kind: 'resolution', audience: 'primary' });
  expect(notice.texts.email).toContain('all signals cleared by themselves');

  const order = (await system.timeline(id)).map(({ kind }) => kind);
  expect(order.filter((kind) => ['opened', 'cleared', 'mitigated', 'resolved'].includes(kind))).toEqual([
    'opened',
    'cleared',
    'mitigated',
    'resolved',
  ]);
  expect(await system.signals(id)).toMatchObject([{ state: 'OK', active: false }]);
});

test('a SEV1 that clears is mitigated and waits for a person to resolve it', async () => {
  const shop = fresh('shop');
  const atMs = Date.now();
  await system.put(eventOf('all-targets-unhealthy', shop, { atMs }));
  const { id } = await system.incidentOf(shop);
  await system.act(id, 'acknowledge');
  await system.put(eventOf('all-targets-unhealthy', shop, { atMs: atMs + 1, state: 'OK' }));
  await system.once(id, 'is mitigated', ({ status }) => status === 'mitigated');
  // By now one that resolves by itself would have done so: updates come every 15 minutes, resolutions after 10.
  await system.notice({ incidentId: id, kind: 'update' });
  const resolved = await system.act(id, 'resolve', { rootCause: 'A certificate had expired.' });
  expect(resolved).toMatchObject({ status: 'resolved', resolvedBy: 'local' });
});

test('an alarm that comes back within the hold keeps the incident open', async () => {
  const shop = fresh('shop');
  const atMs = Date.now();
  await system.put(eventOf('error-rate', shop, { atMs }));
  const { id } = await system.incidentOf(shop);
  await system.put(eventOf('error-rate', shop, { atMs: atMs + 1, state: 'OK' }));
  await system.told(id, 'cleared');
  await system.put(eventOf('error-rate', shop, { atMs: atMs + 2 }));
  await system.told(id, 'investigating', 'alarm-while-clearing');
  await system.act(id, 'acknowledge');
  const incident = await system.get(`/incidents/${id}`);
  expect(incident).toMatchObject({ status: 'investigating', flaps: 1, signals: { active: 1, total: 1 } });
});

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
    mitigatedBy: 'tocsin',
    mitigatedReason: 'signals-clear',
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

test('a SEV1 that clears waits for a person, while one that clears later resolves by itself', async () => {
  const [shop, till] = [fresh('shop'), fresh('till')];
  const atMs = Date.now();
  await system.put(eventOf('all-targets-unhealthy', shop, { atMs }), eventOf('error-rate', till, { atMs }));
  const { id } = await system.incidentOf(shop);
  const other = await system.incidentOf(till);
  for (const incident of [id, other.id]) await system.act(incident, 'acknowledge');
  await system.put(eventOf('all-targets-unhealthy', shop, { atMs: atMs + 1, state: 'OK' }));
  await system.told(id, 'cleared');
  await system.put(eventOf('error-rate', till, { atMs: atMs + 1, state: 'OK' }));
  await system.once(other.id, 'is resolved', ({ status }) => status === 'resolved');
  expect(await system.get(`/incidents/${id}`)).toMatchObject({ severity: 'SEV1', status: 'mitigated' });
  const resolved = await system.act(id, 'resolve', { rootCause: 'A certificate had expired.' });
  expect(resolved).toMatchObject({ status: 'resolved', resolvedBy: 'local' });
});

test('an alarm that comes back soon keeps the incident open', async () => {
  const shop = fresh('shop');
  const atMs = Date.now();
  await system.put(eventOf('error-rate', shop, { atMs }));
  const { id } = await system.incidentOf(shop);
  await system.put(eventOf('error-rate', shop, { atMs: atMs + 1, state: 'OK' }));
  await system.told(id, 'cleared');
  await system.put(eventOf('error-rate', shop, { atMs: atMs + 2 }));
  await system.told(id, 'investigating');
  await system.act(id, 'acknowledge');
  const incident = await system.get(`/incidents/${id}`);
  expect(incident).toMatchObject({ status: 'investigating', flaps: 1, signals: { active: 1, total: 1 } });
});

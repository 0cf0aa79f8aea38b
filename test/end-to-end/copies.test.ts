import { expect, test } from 'vitest';
import { eventOf, fresh, messageOf } from './alarms.ts';
import { systemUnderTest } from './system.ts';

const system = systemUnderTest();

test('the same alarm over SNS and over EventBridge is one signal and one page', async () => {
  const shop = fresh('shop');
  const atMs = Date.now();
  await system.publish(messageOf('sns-metric-alarm', shop, { atMs }));
  await system.put(eventOf('high-cpu', shop, { atMs }));
  await system.publish(messageOf('sns-metric-alarm', shop, { atMs }));
  // The alarm after all copies joins: they have been dealt with.
  const { id } = await system.incidentOf(`${shop}-web`);
  await system.put(eventOf('disk-full', shop, { atMs: atMs + 1 }));
  await system.once(id, 'has both alarms', ({ signals }) => signals.total === 2);
  await system.notice({ incidentId: id, kind: 'page', audience: 'primary' });
  await system.act(id, 'acknowledge');
  expect((await system.signals(id)).map(({ name }) => name).toSorted()).toEqual([
    `${shop}-web-cpu`,
    `${shop}-web-disk`,
  ]);
  expect(await system.incidentsOf(`${shop}-web`)).toHaveLength(1);
  expect((await system.noticeIds({ incidentId: id, kind: 'page', audience: 'primary' })).size).toBe(1);
});

test('an OK over SNS ends what an ALARM over EventBridge began', async () => {
  const shop = fresh('shop');
  const atMs = Date.now();
  await system.put(eventOf('high-cpu', shop, { atMs }));
  const { id } = await system.incidentOf(`${shop}-web`);
  await system.act(id, 'acknowledge');
  await system.publish(messageOf('sns-metric-alarm', shop, { atMs: atMs + 1, state: 'OK' }));
  await system.told(id, 'cleared', 'signals-clear');
  expect(await system.signals(id)).toMatchObject([{ state: 'OK', active: false }]);
});

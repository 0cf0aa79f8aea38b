import { expect, test } from 'vitest';
import { eventOf, fresh } from './alarms.ts';
import { systemUnderTest } from './system.ts';

const system = systemUnderTest();

test('alarms of one service join one incident, and a second component escalates it', async () => {
  const service = fresh('orders');
  const shop = fresh('shop');
  await system.put(eventOf('error-rate', shop, { service }));
  const { id } = await system.incidentOf(service);
  await system.put(
    eventOf('slow-responses', shop, { service }),
    eventOf('database-connections', shop, { service }),
  );
  await system.told(id, 'joined', 'new-component');
  await system.told(id, 'escalated', 'several-components');
  for (const audience of ['primary', 'devops', 'commander'])
    await system.notice({ incidentId: id, kind: 'page', audience });
  const incident = await system.once(id, 'has three signals', ({ signals }) => signals.total === 3);
  await system.act(id, 'acknowledge');
  expect(incident).toMatchObject({
    signals: { active: 3 },
    triggers: { 'several-components': expect.any(String) },
  });
  expect(incident.components).toHaveLength(2);
  expect(await system.incidentsOf(service)).toHaveLength(1);
  expect((await system.noticeIds({ incidentId: id, kind: 'page', audience: 'primary' })).size).toBe(1);
});

test('two services are two incidents, each with its own page', async () => {
  const [shop, till] = [fresh('shop'), fresh('till')];
  const [one, other] = [eventOf('error-rate', shop), eventOf('error-rate', till)];
  await system.put(one, other);
  for (const service of [shop, till]) {
    const { id } = await system.incidentOf(service);
    await system.notice({ incidentId: id, kind: 'page', audience: 'primary' });
    await system.settled(id);
    await system.act(id, 'acknowledge');
    expect((await system.signals(id)).map(({ name }) => name)).toEqual([`${service}-error-rate`]);
  }
});

test('security never joins availability, though the service is the same', async () => {
  const service = fresh('orders');
  const shop = fresh('shop');
  await system.put(eventOf('error-rate', shop, { service }));
  const outage = await system.incidentOf(service);
  const { body: breach } = await system.ask<{ id: string; outcome: string }>('POST', '/incidents', {
    body: { title: 'Somebody reads our mail', service, scenario: 'security' },
  });
  expect(breach.outcome).toBe('opened');
  expect(breach.id).not.toBe(outage.id);
  await system.act(outage.id, 'acknowledge');
  await system.act(breach.id, 'resolve');
});

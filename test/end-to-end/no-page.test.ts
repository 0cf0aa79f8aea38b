import { expect, test } from 'vitest';
import { eventOf, fresh, withDetail } from './alarms.ts';
import { systemUnderTest } from './system.ts';

const system = systemUnderTest();

/** An alarm put after others has been paged: those have been dealt with by then, or are in the same batch. */
const pageOfNextAlarm = async (): Promise<void> => {
  const last = fresh('last');
  await system.put(eventOf('error-rate', last));
  const { id } = await system.incidentOf(last);
  await system.once(id, 'was paged and owes nothing', (incident) => incident.firstPagedAt !== undefined);
  await system.act(id, 'acknowledge');
};

test('a repeated alarm pages once and is one signal', async () => {
  const shop = fresh('shop');
  const event = eventOf('error-rate', shop);
  await system.put(event, event, event);
  const { id } = await system.incidentOf(shop);
  await system.put(event);
  await pageOfNextAlarm();
  const incident = await system.settled(id);
  await system.act(id, 'acknowledge');
  expect(incident.signals).toEqual({ active: 1, total: 1 });
  const opened = (await system.timeline(id)).filter(({ reason }) => reason === 'opened');
  expect(opened).toHaveLength(1);
});

test('an ALARM that arrives after its OK is stale: nobody is paged, and why is kept', async () => {
  const shop = fresh('shop');
  const atMs = Date.now();
  await system.put(eventOf('error-rate', shop, { atMs, state: 'OK' }));
  await system.ignored(`${shop}-error-rate`, 'ok-without-incident');
  await system.put(eventOf('error-rate', shop, { atMs: atMs - 1000 }));
  await system.ignored(`${shop}-error-rate`, 'stale');
  expect(await system.incidentsOf(shop)).toEqual([]);
});

test('a suppressed composite alarm pages nobody until it is suppressed no more', async () => {
  const shop = fresh('shop');
  const atMs = Date.now();
  await system.put(eventOf('composite-suppressed', shop, { atMs }));
  await system.ignored(`${shop}-users-affected`, 'suppressed-without-incident');
  expect(await system.notices({ saying: `${shop}-users-affected` })).toEqual([]);
  await system.put(eventOf('composite', shop, { atMs: atMs + 1 }));
  const page = await system.notice({ kind: 'page', audience: 'primary', saying: `${shop}-users-affected` });
  await system.act(page.incidentId ?? '', 'acknowledge');
});

test('an alarm in its mute window pages nobody, and why is kept', async () => {
  const shop = fresh('shop');
  const muted = eventOf('muted', shop);
  const muteDetail = {
    mutedByArn: `arn:aws:cloudwatch:eu-west-1:111122223333:alarm-mute-rule:${shop}`,
    muteWindowStart: new Date(Date.now() - 60_000).toISOString(),
    muteWindowEnd: new Date(Date.now() + 3_600_000).toISOString(),
  };
  await system.put(withDetail(muted, { muteDetail }));
  await system.ignored(`${shop}-web-cpu`, 'muted-without-incident');
  await pageOfNextAlarm();
  expect(await system.incidentsOf(`${shop}-web`)).toEqual([]);
});

test('INSUFFICIENT_DATA pages nobody and ends nothing', async () => {
  const shop = fresh('shop');
  const atMs = Date.now();
  await system.put(eventOf('slow-responses', shop, { atMs, state: 'INSUFFICIENT_DATA' }));
  await system.ignored(`${shop}-response-time`, 'insufficient-data-holds');
  expect(await system.incidentsOf(shop)).toEqual([]);
  await system.put(eventOf('error-rate', shop, { atMs }));
  const { id } = await system.incidentOf(shop);
  await system.put(eventOf('error-rate', shop, { atMs: atMs + 1, state: 'INSUFFICIENT_DATA' }));
  await system.ignored(`${shop}-error-rate`, 'insufficient-data-holds');
  const incident = await system.settled(id);
  await system.act(id, 'acknowledge');
  expect(incident).toMatchObject({ status: 'investigating', signals: { active: 1 } });
});

test('an alarm of the stack itself opens no incident', async () => {
  const own = `${system.endpoints.table}-${fresh('watch')}`;
  await system.enqueue(JSON.stringify(withDetail(eventOf('high-cpu', 'shop'), { alarmName: own })));
  await system.ignored(own, 'own-alarm');
  expect(await system.notices({ saying: own })).toEqual([]);
});

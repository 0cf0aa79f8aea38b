import { expect, test } from 'vitest';
import { removalClock } from '../../domain/retention/retention-clocks.ts';
import { configured, createWorld, HOUR, MINUTE, type World } from './world.ts';

const DAY = 24 * HOUR;

const kept = () => createWorld(configured('retention: 40d\n'));

/** Days in which nothing runs, then some minutes in which everything does. */
const afterDays = async (world: World, days: number): Promise<void> => {
  world.running = false;
  await world.pass(days * DAY);
  world.running = true;
  await world.pass(10 * MINUTE);
};

/** An incident that has cleared and resolved by itself. */
const resolved = async (world: World) => {
  await world.alarm('errors', { severity: 'SEV2' });
  await world.ok('errors', { at: 1 });
  await world.pass(HOUR);
  const incident = await world.incident();
  expect(incident.status).toBe('resolved');
  return incident;
};

const leftOf = ({ records }: World, id: string) => [
  ...records.signalsOf(id).keys(),
  ...records.entriesOf(id).keys(),
];

test('a resolved incident is retired after its time, and of it only the claim on its id is left', async () => {
  const world = kept();
  const { id, title, service } = await resolved(world);
  await afterDays(world, 39);
  expect((await world.incident()).id).toBe(id);
  await afterDays(world, 1);
  expect(await world.incidents()).toEqual([]);
  expect(leftOf(world, id)).toEqual([]);
  const claim = world.records.incidents.get(id);
  expect(claim).toMatchObject({ id, sealed: 'closed', title: '', service: '', said: {} });
  expect(claim?.dueAtMs).toBeUndefined();
  expect([title, service]).toEqual(['checkout: errors', 'checkout']);
});

test('without a retention everything is kept for ever', async () => {
  const world = createWorld(configured('retention: none\n'));
  const { id } = await resolved(world);
  await afterDays(world, 3 * 365);
  expect((await world.incident()).id).toBe(id);
});

test('two years are the default', async () => {
  const world = createWorld();
  await resolved(world);
  await afterDays(world, 729);
  expect(await world.incidents()).toHaveLength(1);
  await afterDays(world, 1);
  expect(await world.incidents()).toEqual([]);
});

test('an incident that was reopened is kept from its last resolution on', async () => {
  const world = kept();
  const incident = await resolved(world);
  await world.act(incident, 'reopen');
  await afterDays(world, 41);
  await world.act(incident, 'resolve');
  await afterDays(world, 39);
  expect((await world.incident()).status).toBe('resolved');
  await afterDays(world, 2);
  expect(await world.incidents()).toEqual([]);
});

test('an alarm after the retirement opens the next generation, and its OK is taken in there', async () => {
  const world = kept();
  const { id } = await resolved(world);
  await afterDays(world, 41);
  expect(await world.alarm('errors', { severity: 'SEV2' })).toMatchObject({
    kind: 'opened',
    incidentId: id.replace(/1$/, '2'),
  });
  expect(await world.ok('errors')).toMatchObject({ kind: 'ignored' });
  await world.pass(MINUTE);
  expect(await world.ok('errors')).toMatchObject({ kind: 'cleared', incidentId: id.replace(/1$/, '2') });
  expect(leftOf(world, id)).toEqual([]);
});

test('an OK after the retirement leaves nothing at the retired incident', async () => {
  const world = kept();
  const { id } = await resolved(world);
  await afterDays(world, 41);
  expect(await world.ok('errors')).toEqual({ kind: 'ignored', reason: 'ok-without-incident' });
  expect(leftOf(world, id)).toEqual([]);
});

test('the alarm item ends a month after the incident that it named', async () => {
  const world = kept();
  await resolved(world);
  await afterDays(world, 41);
  const [item] = world.records.alarms.values();
  expect(item).toMatchObject({ active: false, order: expect.any(String) });
  expect(item?.key).toBeUndefined();
  const daysLeft = ((item?.keptUntilMs ?? 0) - world.now()) / DAY;
  expect(Math.round(daysLeft)).toBe(30);
});

test('a signal that was on its way to a retired incident is removed, too', async () => {
  const world = kept();
  const { id } = await resolved(world);
  const [named] = world.records.alarms.values();
  await afterDays(world, 41);
  if (named) world.records.alarms.set(named.signalId, named);
  expect(await world.ok('errors')).toMatchObject({ kind: 'cleared', incidentId: id });
  expect(leftOf(world, id)).toHaveLength(1);
  await world.pass(5 * MINUTE);
  expect(leftOf(world, id)).toEqual([]);
  expect(world.records.incidents.get(id)?.removeAtMs).toBeUndefined();
});

test('what a person asks of a retired incident is refused, whatever it is', async () => {
  const world = kept();
  const incident = await resolved(world);
  await afterDays(world, 41);
  for (const kind of ['acknowledge', 'reopen', 'close', 'resolve'] as const)
    expect(await world.act(incident, kind, { note: 'hello' })).toMatchObject({ reason: 'retired' });
  expect(leftOf(world, incident.id)).toEqual([]);
});

test('an incident cannot be linked with a retired one', async () => {
  const world = kept();
  const { id } = await resolved(world);
  await afterDays(world, 41);
  await world.alarm('latency', { service: 'payments' });
  const open = await world.incident();
  expect(await world.act(open, { kind: 'link', to: id })).toMatchObject({ reason: 'unknown-incident' });
});

test('the many entries of a long incident go in bounded looks, a minute apart', async () => {
  const world = kept();
  const incident = await resolved(world);
  for (let n = 0; n < 250; n++) await world.act(incident, 'note', { note: `note ${n}` });
  world.running = false;
  await world.pass(40 * DAY);
  world.running = true;
  const left: number[] = [];
  while (world.records.incidents.get(incident.id)?.removeAtMs !== undefined || left.length === 0) {
    await world.pass(MINUTE);
    left.push(leftOf(world, incident.id).length);
  }
  const removed = left.slice(1).map((count, n) => (left[n] ?? 0) - count);
  expect(Math.max(...removed)).toBe(100);
  expect(left.at(-1)).toBe(0);
});

test('a hundred incidents that can wait never keep an open one waiting', async () => {
  const world = kept();
  for (let n = 0; n < 100; n++) await world.alarm(`errors-${n}`, { service: `s${n}`, severity: 'SEV3' });
  for (let n = 0; n < 100; n++) await world.ok(`errors-${n}`, { service: `s${n}`, at: 1 });
  await world.pass(HOUR);
  await afterDays(world, 31);
  world.running = false;
  await world.pass(9 * DAY);
  await world.alarm('down', { service: 'orders', severity: 'SEV2' });
  await world.pass(5 * MINUTE);
  world.timersArrive = false;
  const order: string[] = [];
  const { store } = world.shell;
  const read = (id: string) => {
    order.push(id);
    return store.read(id);
  };
  world.shell = { ...world.shell, store: { ...store, read } };
  world.running = true;
  await world.pass(MINUTE);
  const open = (await world.incidents()).find(({ service }) => service === 'orders');
  expect(order[0]).toBe(open?.id);
  const ATTENDED = 50;
  expect(new Set(order).size).toBe(ATTENDED + 1);
});

test('what is owed is done first', async () => {
  const world = kept();
  const incident = await resolved(world);
  world.bus.emit = async () => {
    throw new Error('the bus is away');
  };
  await world.act(incident, 'close');
  await afterDays(world, 41);
  expect((await world.incident()).id).toBe(incident.id);
});

test('a look that removes can wait, like the retirement itself', () => {
  expect(removalClock.canWait).toBe(true);
});

import { describe, expect, test } from 'vitest';
import type { AlarmItem } from '../../../domain/signal/alarm-item.ts';
import { orderOf } from '../../../domain/signal/order.ts';
import type { SignalState } from '../../../domain/signal/signal.ts';
import { activeRecord } from '../../../domain/signal/signal-record.ts';
import { recordSignal } from '../../../protocol/outbox/record-signal.ts';
import { configured, createWorld, START, transitionOf } from '../../behaviour/world.ts';

const configuration = configured();
const key = 'availability|checkout';

const alarmAt = (atMs: number, state: SignalState = 'ALARM') => transitionOf('errors', atMs, { state });

const itemOf = (atMs: number, more: Partial<AlarmItem> = {}): AlarmItem => {
  const transition = alarmAt(atMs);
  return {
    signalId: transition.signal.id,
    order: orderOf(transition),
    active: true,
    transition,
    ...{ key, generation: 1 },
    ...more,
  };
};

/** The incident `checkout` owes the signal of an alarm of `START`, and finds this alarm item. */
const recorded = async (item: AlarmItem | undefined, changes: { readonly generation?: number } = {}) => {
  const world = createWorld(configuration);
  await world.alarm('latency', { severity: 'SEV3' });
  const incident = { ...(await world.incident()), ...changes };
  const transition = alarmAt(START);
  const correlation = { service: 'checkout', key, component: 'checkout' };
  const record = activeRecord(transition, correlation, configuration, START);
  if (item) world.records.alarms.set(item.signalId, item);
  const followUps = await recordSignal(world.shell, incident, record);
  return {
    world,
    followUps,
    item: world.records.alarms.get(record.signalId),
    signal: world.records.signalsOf(incident.id).get(record.signalId),
  };
};

const walks = (atMs: number) => [{ kind: 'walk', transition: alarmAt(atMs) }];

test('the first time, the alarm stands here', async () => {
  const { item, signal, followUps } = await recorded(undefined);
  expect(item).toMatchObject({ key, generation: 1, active: true });
  expect(signal).toMatchObject({ active: true });
  expect(followUps).toEqual([]);
});

test('what stands here already is left as it is', async () => {
  const before = itemOf(START);
  const { item, signal } = await recorded(before);
  expect(item).toEqual(before);
  expect(signal).toMatchObject({ active: true });
});

describe('a newer transition', () => {
  test('that ended ends the signal, and nothing more is to be done', async () => {
    const { item, signal, followUps } = await recorded(itemOf(START + 1, { active: false }));
    expect(item).toMatchObject({ active: false });
    expect(signal).toMatchObject({ active: false, reason: 'ok', order: orderOf(alarmAt(START + 1)) });
    expect(followUps).toEqual([]);
  });

  test('that ended in another incident has moved there, and goes through the walk', async () => {
    const { signal, followUps } = await recorded(itemOf(START + 1, { active: false, generation: 2 }));
    expect(signal).toMatchObject({ active: false, reason: 'moved' });
    expect(followUps).toEqual(walks(START + 1));
  });

  test('that stands here goes through the walk, and the signal is left to it', async () => {
    const { signal, followUps } = await recorded(itemOf(START + 1));
    expect(signal).toBeUndefined();
    expect(followUps).toEqual(walks(START + 1));
  });

  test('that stands in a later generation goes through the walk, and is over here', async () => {
    const { item, signal, followUps } = await recorded(itemOf(START + 1, { generation: 2 }));
    expect(item?.generation).toBe(2);
    expect(signal).toMatchObject({ active: false, reason: 'moved' });
    expect(followUps).toEqual(walks(START + 1));
  });

  test('that stands in an earlier generation is brought here by the walk', async () => {
    const { item, followUps } = await recorded(itemOf(START + 1), { generation: 2 });
    expect(item).toMatchObject({ generation: 2, joined: orderOf(alarmAt(START + 1)) });
    expect(followUps).toEqual(walks(START + 1));
  });

  test('that stands under another key stays there', async () => {
    const { item, signal } = await recorded(itemOf(START + 1, { key: 'availability|cart' }));
    expect(item?.key).toBe('availability|cart');
    expect(signal).toMatchObject({ active: false, reason: 'moved' });
  });
});

test('an older transition gives way', async () => {
  const { item, signal } = await recorded(itemOf(START - 1, { active: false, generation: 9, key: 'other' }));
  expect(item).toMatchObject({ key, generation: 1, order: orderOf(alarmAt(START)) });
  expect(signal).toMatchObject({ active: true });
});

test('the same transition under another key stays in an open incident, and comes here from one that is not', async () => {
  const elsewhere = { key: 'availability|cart', generation: 1 };
  const stays = await recorded(itemOf(START, elsewhere));
  // No incident of that key is there, so that nothing holds it.
  expect(stays.item).toMatchObject({ key, moves: 1, from: elsewhere });
  expect(stays.signal).toMatchObject({ active: true, order: `${orderOf(alarmAt(START))}~0001` });
  expect(stays.followUps).toMatchObject([{ kind: 'settle' }]);
  const world = createWorld(configuration);
  await world.alarm('errors', { service: 'cart', severity: 'SEV3' });
  const cart = await world.incident();
  await world.alarm('latency', { severity: 'SEV3' });
  const checkout = (await world.incidents()).find(({ service }) => service === 'checkout');
  if (checkout === undefined) throw new Error('no incident of checkout');
  const record = activeRecord(
    alarmAt(START),
    { service: 'checkout', key, component: 'checkout' },
    configuration,
    START,
  );
  await recordSignal(world.shell, checkout, record);
  expect(world.records.alarms.get(record.signalId)).toMatchObject({ key: cart.key });
});

test('a transition without an incident is taken as it is', async () => {
  const { key: _, generation: __, ...nowhere } = itemOf(START);
  const { item, followUps } = await recorded(nowhere);
  expect(item).not.toHaveProperty('key');
  expect(followUps).toEqual(walks(START));
});

import { expect, test } from 'vitest';
import type { AlarmItem } from '../../domain/signal/alarm-item.ts';
import { MINUTE, orderAt, sampleAlarm, T0, unusualIds } from './sample-records.ts';
import type { MakeStore } from './store-under-test.ts';

/** `putAlarm`, `readAlarm` and `raiseSlot`. */
export const claimsOfAlarms = (make: MakeStore): void => {
  const heads = async (store: Awaited<ReturnType<MakeStore>>['store'], keys: string[]) =>
    (await store.readHeads({ keys, signalIds: [], incidentIds: [] })).slots;

  test('an alarm item is read as it was put', async () => {
    const { store } = await make();
    const alarm = sampleAlarm('alarm-a', { mutedUntilMs: T0 + MINUTE, keptUntilMs: T0 + 2 * MINUTE });
    expect(await store.putAlarm(undefined, alarm)).toBe(true);
    expect(await store.readAlarm('alarm-a')).toEqual(alarm);
    expect(await store.readAlarm('alarm-b')).toBeUndefined();
  });

  test('an alarm item that is there is not put as a new one', async () => {
    const { store } = await make();
    const alarm = sampleAlarm('alarm-a');
    await store.putAlarm(undefined, alarm);
    expect(await store.putAlarm(undefined, { ...alarm, order: orderAt(T0 + 1) })).toBe(false);
    expect(await store.readAlarm('alarm-a')).toEqual(alarm);
  });

  test('an alarm item that is not there is not replaced', async () => {
    const { store } = await make();
    expect(await store.putAlarm(sampleAlarm('alarm-a'), sampleAlarm('alarm-a', { active: false }))).toBe(
      false,
    );
    expect(await store.readAlarm('alarm-a')).toBeUndefined();
  });

  test('an alarm item as it was read is replaced, and loses what the new one lacks', async () => {
    const { store } = await make();
    const before = sampleAlarm('alarm-a', { mutedUntilMs: T0 + MINUTE });
    const { key: _key, generation: _generation, mutedUntilMs: _muted, ...rest } = before;
    const after = { ...rest, order: orderAt(T0 + 1, 1), active: false };
    await store.putAlarm(undefined, before);
    expect(await store.putAlarm(before, after)).toBe(true);
    expect(await store.readAlarm('alarm-a')).toEqual(after);
    expect(await store.putAlarm(after, before)).toBe(true);
    expect(await store.readAlarm('alarm-a')).toEqual(before);
  });

  const differing: readonly [string, Partial<AlarmItem>][] = [
    ['order', { order: orderAt(T0 + 1) }],
    ['activity', { active: false }],
    ['generation', { generation: 2 }],
    ['key', { key: 'availability|cart' }],
    ['mute window', { mutedUntilMs: T0 + 1 }],
  ];
  test.each(differing)('an alarm item of another %s than was read is left alone', async (_name, changes) => {
    const { store } = await make();
    const stored = sampleAlarm('alarm-a', changes);
    await store.putAlarm(undefined, stored);
    expect(
      await store.putAlarm(sampleAlarm('alarm-a'), sampleAlarm('alarm-a', { order: orderAt(T0 + 9) })),
    ).toBe(false);
    expect(await store.readAlarm('alarm-a')).toEqual(stored);
  });

  test('an alarm item read without an incident is left alone once it has one', async () => {
    const { store } = await make();
    const { key: _key, generation: _generation, ...read } = sampleAlarm('alarm-a');
    await store.putAlarm(undefined, sampleAlarm('alarm-a'));
    expect(await store.putAlarm(read, { ...read, active: false })).toBe(false);
  });

  test('of two replacements at once exactly one succeeds', async () => {
    const { store } = await make();
    const before = sampleAlarm('alarm-a');
    await store.putAlarm(undefined, before);
    const rivals = [1, 2, 3].map((n) => store.putAlarm(before, { ...before, order: orderAt(T0 + n) }));
    expect((await Promise.all(rivals)).filter((isPut) => isPut)).toHaveLength(1);
  });

  test('alarm ids in any script and of any length name alarms of their own', async () => {
    const { store } = await make();
    for (const [generation, id] of unusualIds.entries()) {
      expect(await store.putAlarm(undefined, sampleAlarm(id, { generation }))).toBe(true);
    }
    const wanted = { keys: [], signalIds: unusualIds, incidentIds: [] };
    const { alarms } = await store.readHeads(wanted);
    expect(unusualIds.map((id) => alarms.get(id)?.generation)).toEqual([...unusualIds.keys()]);
  });

  test('a slot is raised and never lowered', async () => {
    const { store } = await make();
    await store.raiseSlot('availability|checkout', 3);
    await store.raiseSlot('availability|checkout', 2);
    expect(await heads(store, ['availability|checkout'])).toEqual(new Map([['availability|checkout', 3]]));
    await store.raiseSlot('availability|checkout', 3);
    await store.raiseSlot('availability|checkout', 11);
    expect(await heads(store, ['availability|checkout'])).toEqual(new Map([['availability|checkout', 11]]));
  });
};

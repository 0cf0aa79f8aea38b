import { expect, test } from 'vitest';
import { newId, orderAt, sampleIncident, sampleSignal, T0, unusualIds } from './sample-records.ts';
import type { MakeStore } from './store-under-test.ts';

/** `putSignal`, `standing`, `countSignals`. */
export const claimsOfSignals = (make: MakeStore): void => {
  test('an active signal stands as it was put', async () => {
    const { store } = await make();
    const id = newId();
    const record = sampleSignal('alarm-a', { expiresAtMs: T0 + 86_400_000 });
    expect(await store.putSignal(id, record)).toBe(true);
    expect(await store.standing(id, 10)).toEqual([record]);
  });

  test('a newer signal replaces an older one, an older one is refused (I6)', async () => {
    const { store } = await make();
    const id = newId();
    const newer = sampleSignal('alarm-a', { order: orderAt(T0 + 10), reason: 'flapped' });
    expect(await store.putSignal(id, sampleSignal('alarm-a'))).toBe(true);
    expect(await store.putSignal(id, newer)).toBe(true);
    expect(
      await store.putSignal(id, sampleSignal('alarm-a', { order: orderAt(T0 + 9), active: false })),
    ).toBe(false);
    expect(await store.standing(id, 10)).toEqual([newer]);
  });

  test('a signal of the same order is refused unless it ends what is active', async () => {
    const { store } = await make();
    const id = newId();
    const active = sampleSignal('alarm-a');
    const ended = sampleSignal('alarm-a', { active: false, reason: 'ended-by-person' });
    await store.putSignal(id, active);
    expect(await store.putSignal(id, { ...active, reason: 'again' })).toBe(false);
    expect(await store.putSignal(id, ended)).toBe(true);
    expect(await store.putSignal(id, { ...ended, reason: 'expired' })).toBe(false);
    expect(await store.putSignal(id, active)).toBe(false);
    expect(await store.countSignals(id, 10)).toEqual({ active: 0, total: 1 });
  });

  test('signals stand oldest first, up to the limit', async () => {
    const { store } = await make();
    const id = newId();
    for (const n of [3, 1, 2, 5, 4]) {
      await store.putSignal(id, sampleSignal(`alarm-${n}`, { activeSinceMs: T0 + n }));
    }
    const names = (await store.standing(id, 3)).map(({ signalId }) => signalId);
    expect(names).toEqual(['alarm-1', 'alarm-2', 'alarm-3']);
  });

  test('a signal that is over does not stand, whatever it says of its beginning', async () => {
    const { store } = await make();
    const id = newId();
    await store.putSignal(id, sampleSignal('alarm-a', { active: false, activeSinceMs: T0 }));
    expect(await store.standing(id, 10)).toEqual([]);
    expect(await store.countSignals(id, 10)).toEqual({ active: 0, total: 1 });
  });

  test('a signal that is active again stands from its new beginning', async () => {
    const { store } = await make();
    const id = newId();
    await store.putSignal(id, sampleSignal('alarm-a'));
    await store.putSignal(id, sampleSignal('alarm-a', { active: false, order: orderAt(T0 + 1, 1) }));
    expect(await store.standing(id, 10)).toEqual([]);
    const again = sampleSignal('alarm-a', { order: orderAt(T0 + 2), activeSinceMs: T0 + 2 });
    await store.putSignal(id, again);
    expect(await store.standing(id, 10)).toEqual([again]);
  });

  test('an active signal that names no beginning stands since its transition', async () => {
    const { store } = await make();
    const id = newId();
    const { activeSinceMs: _none, ...record } = sampleSignal('alarm-a', { order: orderAt(T0 + 3) });
    await store.putSignal(id, record);
    expect(await store.standing(id, 10)).toEqual([{ ...record, activeSinceMs: T0 + 3 }]);
  });

  test('signals are counted up to the cap', async () => {
    const { store } = await make();
    const id = newId();
    for (let n = 0; n < 7; n += 1) await store.putSignal(id, sampleSignal(`alarm-${n}`, { active: n < 4 }));
    expect(await store.countSignals(id, 100)).toEqual({ active: 4, total: 7 });
    expect(await store.countSignals(id, 5)).toEqual({ active: 4, total: 5 });
    expect(await store.countSignals(id, 2)).toEqual({ active: 2, total: 2 });
  });

  test('signals belong to their incident alone, and its other records are not counted', async () => {
    const { store } = await make();
    const incident = sampleIncident();
    await store.create(incident);
    await store.appendEntries(incident.id, 1, [{ atMs: T0, kind: 'opened', by: 'tocsin', text: 'opened' }]);
    await store.putSignal(incident.id, sampleSignal('alarm-a'));
    await store.putSignal(`${incident.id}1`, sampleSignal('alarm-b'));
    expect(await store.countSignals(incident.id, 10)).toEqual({ active: 1, total: 1 });
  });

  test('signal ids in any script and of any length name signals of their own', async () => {
    const { store } = await make();
    const id = newId();
    for (const signalId of unusualIds) expect(await store.putSignal(id, sampleSignal(signalId))).toBe(true);
    expect(await store.countSignals(id, 100)).toEqual({
      active: unusualIds.length,
      total: unusualIds.length,
    });
  });

  test('of the same signal put at once the newest stays', async () => {
    const { store } = await make();
    const id = newId();
    const orders = [4, 2, 9, 1, 7].map((n) => orderAt(T0 + n));
    await Promise.all(orders.map((order) => store.putSignal(id, sampleSignal('alarm-a', { order }))));
    expect((await store.standing(id, 10)).map(({ order }) => order)).toEqual([orderAt(T0 + 9)]);
  });
};

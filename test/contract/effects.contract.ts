import { expect, test } from 'vitest';
import { nextOf, notifyEffect, sampleIncident, slotEffect, T0 } from './sample-records.ts';
import type { MakeStore } from './store-under-test.ts';

/** The outbox: `commit` id by id, and `finishEffects`. */
export const claimsOfEffects = (make: MakeStore): void => {
  const begun = async () => {
    const { store } = await make();
    const incident = sampleIncident({ outbox: { slot: slotEffect, page: notifyEffect('n1') } });
    await store.create(incident);
    return { store, incident };
  };

  test('a finished effect is cleared, and the next due time set', async () => {
    const { store, incident } = await begun();
    await store.finishEffects(incident.id, ['slot'], { version: 1, due: { atMs: T0 + 777 } });
    const expected = { ...incident, outbox: { page: notifyEffect('n1') }, dueAtMs: T0 + 777 };
    expect(await store.read(incident.id)).toEqual(expected);
  });

  test('when nothing is due any more the due time goes', async () => {
    const { store, incident } = await begun();
    await store.finishEffects(incident.id, ['slot', 'page'], { version: 1, due: undefined });
    const read = await store.read(incident.id);
    expect(read?.outbox).toEqual({});
    expect(read).not.toHaveProperty('dueAtMs');
    expect(await store.due(T0 * 2, 10)).toEqual([]);
  });

  test('the first page is recorded once', async () => {
    const { store, incident } = await begun();
    await store.finishEffects(incident.id, ['page'], {
      version: 1,
      due: undefined,
      firstPagedAtMs: T0 + 5,
    });
    await store.finishEffects(incident.id, ['slot'], {
      version: 1,
      due: undefined,
      firstPagedAtMs: T0 + 9,
    });
    expect((await store.read(incident.id))?.firstPagedAtMs).toBe(T0 + 5);
  });

  test('effects finished after somebody else committed are cleared, and his due time stands', async () => {
    const { store, incident } = await begun();
    const after = nextOf(incident, { dueAtMs: T0 + 1_000, title: 'theirs' });
    await store.commit(incident, after);
    await store.finishEffects(incident.id, ['page'], { version: 1, due: undefined });
    expect(await store.read(incident.id)).toEqual({ ...after, outbox: { slot: slotEffect } });
  });

  test('finishing effects that are gone already changes nothing', async () => {
    const { store, incident } = await begun();
    await store.finishEffects(incident.id, ['page'], { version: 1, due: { atMs: T0 } });
    await store.finishEffects(incident.id, ['page', 'never there'], { version: 1, due: { atMs: T0 } });
    await store.finishEffects(incident.id, ['page'], { version: 0, due: undefined });
    expect(await store.read(incident.id)).toEqual({ ...incident, outbox: { slot: slotEffect }, dueAtMs: T0 });
  });

  test('finishing effects of an incident that is not there makes none', async () => {
    const { store } = await make();
    await store.finishEffects('nobody-9', ['page'], { version: 1, due: { atMs: T0 } });
    expect(await store.read('nobody-9')).toBeUndefined();
  });

  test('an effect cleared by another worker meanwhile does not come back with a commit', async () => {
    const { store, incident } = await begun();
    await store.finishEffects(incident.id, ['page'], { version: 1, due: undefined });
    const after = nextOf(incident, { outbox: { ...incident.outbox, update: notifyEffect('n2') } });
    expect(await store.commit(incident, after)).toBe(true);
    const read = await store.read(incident.id);
    expect(read?.outbox).toEqual({ slot: slotEffect, update: notifyEffect('n2') });
  });

  test('a commit that renews an effect cleared meanwhile is refused: it would come back', async () => {
    const { store, incident } = await begun();
    await store.finishEffects(incident.id, ['page'], { version: 1, due: undefined });
    const renewed = { ...incident.outbox, page: notifyEffect('n1', T0 + 60_000) };
    expect(await store.commit(incident, nextOf(incident, { outbox: renewed }))).toBe(false);
    expect((await store.read(incident.id))?.outbox).toEqual({ slot: slotEffect });
  });

  test('a commit renews and takes away effects that still stand', async () => {
    const { store, incident } = await begun();
    const renewed = { page: notifyEffect('n1', T0 + 60_000) };
    const after = nextOf(incident, { outbox: renewed });
    expect(await store.commit(incident, after)).toBe(true);
    expect(await store.read(incident.id)).toEqual(after);
  });

  test('a commit that takes away an effect cleared meanwhile succeeds', async () => {
    const { store, incident } = await begun();
    await store.finishEffects(incident.id, ['page'], { version: 1, due: undefined });
    expect(await store.commit(incident, nextOf(incident, { outbox: { slot: slotEffect } }))).toBe(true);
  });

  test('a commit sets its due time even where it seems unchanged but was moved meanwhile (I4)', async () => {
    const { store, incident } = await begun();
    await store.finishEffects(incident.id, ['slot'], { version: 1, due: undefined });
    await store.commit(incident, nextOf(incident, { title: 'again' }));
    expect((await store.read(incident.id))?.dueAtMs).toBe(incident.dueAtMs);
    expect(await store.due(incident.dueAtMs ?? 0, 10)).toHaveLength(1);
  });

  test('a commit with nothing due takes away a due time that was moved meanwhile', async () => {
    const { store, incident } = await begun();
    await store.finishEffects(incident.id, ['slot'], { version: 1, due: { atMs: T0 + 42 } });
    const { dueAtMs: _none, ...rest } = nextOf(incident, { outbox: {} });
    await store.commit(incident, rest);
    expect(await store.read(incident.id)).not.toHaveProperty('dueAtMs');
    expect(await store.due(T0 * 2, 10)).toEqual([]);
  });

  test('effect ids may hold any character', async () => {
    const { store } = await make();
    const ids = ['k3x9-1.1.secondary.secondary', 'a#b', 'データ', '1', 'size', '__proto__x'];
    const incident = sampleIncident();
    await store.create(incident);
    const outbox = Object.fromEntries(ids.map((id) => [id, notifyEffect(id)]));
    const after = nextOf(incident, { outbox });
    await store.commit(incident, after);
    expect(await store.read(incident.id)).toEqual(after);
    await store.finishEffects(incident.id, ids, { version: 2, due: undefined });
    expect((await store.read(incident.id))?.outbox).toEqual({});
  });
};

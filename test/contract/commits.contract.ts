import { expect, test } from 'vitest';
import {
  nextOf,
  notifyEffect,
  sampleIncident,
  slotEffect,
  T0,
  unusualIds,
  without,
} from './sample-records.ts';
import type { MakeStore } from './store-under-test.ts';

/** `create`, `read` and `commit`. */
export const claimsOfCommits = (make: MakeStore): void => {
  test('an incident is read as it was created', async () => {
    const { store } = await make();
    const incident = sampleIncident({
      outbox: { 'notify-1': notifyEffect('n1'), slot: slotEffect },
      onsetAtMs: T0 - 1,
    });
    expect(await store.create(incident)).toBe(true);
    expect(await store.read(incident.id)).toEqual(incident);
  });

  test('an incident that nobody created reads as undefined', async () => {
    const { store } = await make();
    expect(await store.read('nobody-1')).toBeUndefined();
  });

  test('a second creation of an id is refused and changes nothing (I2)', async () => {
    const { store } = await make();
    const incident = sampleIncident();
    await store.create(incident);
    expect(await store.create({ ...incident, title: 'another', commitId: 'theirs' })).toBe(false);
    expect(await store.read(incident.id)).toEqual(incident);
  });

  test('of two creations at once exactly one succeeds (I2)', async () => {
    const { store } = await make();
    const incident = sampleIncident();
    const rivals = ['a', 'b', 'c'].map((commitId) => store.create({ ...incident, commitId }));
    expect((await Promise.all(rivals)).filter((isCreated) => isCreated)).toHaveLength(1);
  });

  test('a commit writes what it changes, adds and takes away', async () => {
    const { store } = await make();
    const before = sampleIncident({ clearSinceMs: T0, onsetAtMs: T0 - 5 });
    await store.create(before);
    const after = nextOf(
      { ...without(before, 'clearSinceMs') },
      { status: 'mitigated', mitigatedAtMs: T0 + 1, said: { impact: '結帳' } },
    );
    expect(await store.commit(before, after)).toBe(true);
    expect(await store.read(before.id)).toEqual(after);
  });

  test('a commit on a version that has passed is refused and changes nothing', async () => {
    const { store } = await make();
    const first = sampleIncident();
    await store.create(first);
    const second = nextOf(first, { title: 'ours' });
    await store.commit(first, second);
    expect(await store.commit(first, nextOf(first, { title: 'theirs' }))).toBe(false);
    expect(await store.read(first.id)).toEqual(second);
  });

  test('a commit repeated after a lost answer is refused, and the record tells whose it was', async () => {
    const { store } = await make();
    const before = sampleIncident();
    await store.create(before);
    const after = nextOf(before, { commitId: 'mine' });
    await store.commit(before, after);
    expect(await store.commit(before, after)).toBe(false);
    expect((await store.read(before.id))?.commitId).toBe('mine');
  });

  test('a commit to an incident that is not there is refused', async () => {
    const { store } = await make();
    const before = sampleIncident();
    expect(await store.commit(before, nextOf(before, {}))).toBe(false);
    expect(await store.read(before.id)).toBeUndefined();
  });

  test('of two commits on one version exactly one wins', async () => {
    const { store } = await make();
    const before = sampleIncident();
    await store.create(before);
    const rivals = ['a', 'b', 'c', 'd'].map((title) => store.commit(before, nextOf(before, { title })));
    expect((await Promise.all(rivals)).filter((isWon) => isWon)).toHaveLength(1);
    expect((await store.read(before.id))?.version).toBe(2);
  });

  test('an incident that joins and leaves every index keeps its members', async () => {
    const { store } = await make();
    const first = sampleIncident();
    await store.create(first);
    const resolved = nextOf({ ...without(first, 'dueAtMs') }, { status: 'resolved', resolvedAtMs: T0 + 9 });
    expect(await store.commit(first, resolved)).toBe(true);
    expect(await store.read(first.id)).toEqual(resolved);
    const reopened = nextOf(resolved, { status: 'investigating', dueAtMs: T0 + 99 });
    expect(await store.commit(resolved, reopened)).toBe(true);
    expect(await store.read(first.id)).toEqual(reopened);
  });

  test('what is read can be changed without changing the record', async () => {
    const { store } = await make();
    const incident = sampleIncident({ components: ['one'] });
    await store.create(incident);
    const read = await store.read(incident.id);
    Object.assign(read?.components ?? {}, { 0: 'changed' });
    expect((await store.read(incident.id))?.components).toEqual(['one']);
  });

  test('ids in any script and of any length name incidents of their own', async () => {
    const { store } = await make();
    const ids = unusualIds;
    for (const [n, id] of ids.entries()) {
      expect(await store.create(sampleIncident({ id, title: `number ${n}` }))).toBe(true);
    }
    for (const [n, id] of ids.entries()) expect((await store.read(id))?.title).toBe(`number ${n}`);
  });
};

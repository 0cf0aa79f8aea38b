import { expect, test } from 'vitest';
import { MINUTE, nextOf, sampleAlarm, sampleIncident, T0, unusualIds } from './sample-records.ts';
import type { MakeStore } from './store-under-test.ts';

/** `due` and `recordIgnored`. */
export const claimsOfDue = (make: MakeStore): void => {
  test('what is due comes oldest first, what is not due yet stays', async () => {
    const { store } = await make();
    const times = [30, 10, 50, 20, 40, 60];
    const incidents = times.map((n) => sampleIncident({ dueAtMs: T0 + n }));
    for (const incident of incidents) await store.create(incident);
    const found = await store.due(T0 + 40, 10);
    expect(found.map(({ dueAtMs }) => dueAtMs - T0)).toEqual([10, 20, 30, 40]);
    const first = incidents[1]?.id;
    expect(found[0]).toEqual({ kind: 'incident', incidentId: first, dueAtMs: T0 + 10 });
  });

  test('an incident with nothing due is never found', async () => {
    const { store } = await make();
    const { dueAtMs: _none, ...incident } = sampleIncident();
    await store.create(incident);
    expect(await store.due(T0 * 2, 10)).toEqual([]);
  });

  test('a due time moved by a commit is found where it is now, resolved or not', async () => {
    const { store } = await make();
    const incident = sampleIncident({ dueAtMs: T0 });
    await store.create(incident);
    await store.commit(
      incident,
      nextOf(incident, { status: 'resolved', sealed: 'superseded', dueAtMs: T0 + MINUTE }),
    );
    expect(await store.due(T0 + MINUTE - 1, 10)).toEqual([]);
    expect(await store.due(T0 + MINUTE, 10)).toHaveLength(1);
  });

  test('a muted alarm is due when its window ends, until it is put without one', async () => {
    const { store } = await make();
    const muted = sampleAlarm('alarm-a', { mutedUntilMs: T0 + MINUTE });
    await store.putAlarm(undefined, muted);
    await store.putAlarm(undefined, sampleAlarm('alarm-b'));
    expect(await store.due(T0, 10)).toEqual([]);
    expect(await store.due(T0 + MINUTE, 10)).toEqual([
      { kind: 'alarm', signalId: 'alarm-a', dueAtMs: T0 + MINUTE },
    ]);
    await store.putAlarm(muted, sampleAlarm('alarm-a'));
    expect(await store.due(T0 + MINUTE, 10)).toEqual([]);
  });

  test('muted alarms of any name are due under their whole id', async () => {
    const { store } = await make();
    const names = unusualIds;
    for (const name of names) await store.putAlarm(undefined, sampleAlarm(name, { mutedUntilMs: T0 }));
    const found = await store.due(T0, 10);
    expect(found.map((due) => (due.kind === 'alarm' ? due.signalId : '')).sort()).toEqual([...names].sort());
  });

  test('an event ignored twice for the same reason is recorded without complaint', async () => {
    const { store } = await make();
    const event = { atMs: T0, subject: 'alarm-a', reason: 'stale' };
    await store.recordIgnored([event, event, { ...event, reason: 'own-alarm' }]);
    await store.recordIgnored([event]);
    await store.recordIgnored([]);
    expect(await store.due(T0 * 2, 10)).toEqual([]);
  });
};

import { expect, test } from 'vitest';
import { sampleAlarm, sampleIncident } from './sample-records.ts';
import type { MakeStore } from './store-under-test.ts';

/** `readHeads`. */
export const claimsOfHeads = (make: MakeStore): void => {
  test('slots, alarms and incidents come in one answer, and what is not there is left out', async () => {
    const { store } = await make();
    const incident = sampleIncident();
    const alarm = sampleAlarm('alarm-a');
    await store.create(incident);
    await store.putAlarm(undefined, alarm);
    await store.raiseSlot('availability|checkout', 1);
    const heads = await store.readHeads({
      keys: ['availability|checkout', 'security|checkout'],
      signalIds: ['alarm-a', 'alarm-b'],
      incidentIds: [incident.id, 'nobody-1'],
    });
    expect(heads.slots).toEqual(new Map([['availability|checkout', 1]]));
    expect(heads.alarms).toEqual(new Map([['alarm-a', alarm]]));
    expect(heads.incidents).toEqual(new Map([[incident.id, incident]]));
  });

  test('nothing wanted is nothing found', async () => {
    const { store } = await make();
    const heads = await store.readHeads({ keys: [], signalIds: [], incidentIds: [] });
    expect([heads.slots.size, heads.alarms.size, heads.incidents.size]).toEqual([0, 0, 0]);
  });

  test('the same thing wanted twice is found once', async () => {
    const { store } = await make();
    await store.raiseSlot('availability|cart', 2);
    const heads = await store.readHeads({
      keys: ['availability|cart', 'availability|cart'],
      signalIds: ['alarm-x', 'alarm-x'],
      incidentIds: [],
    });
    expect(heads.slots).toEqual(new Map([['availability|cart', 2]]));
  });

  test('more than a hundred are found in one call', async () => {
    const { store } = await make();
    const signalIds = Array.from({ length: 230 }, (_, n) => `alarm-${n}`);
    await Promise.all(signalIds.map((id) => store.putAlarm(undefined, sampleAlarm(id))));
    const heads = await store.readHeads({ keys: ['availability|none'], signalIds, incidentIds: [] });
    expect([...heads.alarms.keys()].sort()).toEqual([...signalIds].sort());
  });

  test('a write is read at once', async () => {
    const { store } = await make();
    for (let generation = 1; generation <= 5; generation += 1) {
      await store.raiseSlot('availability|cart', generation);
      const heads = await store.readHeads({ keys: ['availability|cart'], signalIds: [], incidentIds: [] });
      expect(heads.slots.get('availability|cart')).toBe(generation);
    }
  });
};

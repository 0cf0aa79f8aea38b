import { expect, test } from 'vitest';
import { type Incident, statuses } from '../../domain/incident/incident.ts';
import { claimOf, tombstoneOf } from '../../domain/retention/tombstone.ts';
import type { IncidentStore } from '../../protocol/ports/record.ts';
import {
  MINUTE,
  nextOf,
  notifyEffect,
  sampleIncident,
  sampleSignal,
  T0,
  unusualIds,
} from './sample-records.ts';
import type { MakeStore } from './store-under-test.ts';

const resolved = (changes: Partial<Incident> = {}): Incident =>
  sampleIncident({ status: 'resolved', resolvedAtMs: T0, dueAtMs: T0, dueCanWait: true, ...changes });

const retired = (incident: Incident, changes: Partial<Incident> = {}): Incident =>
  tombstoneOf(claimOf(nextOf(incident, { sealed: 'closed', retiredAtMs: T0, ...changes })));

/** Within eight minutes everything has its turn. */
const laterBy = async (store: IncidentStore, fromMs: number) => {
  const found = await Promise.all(
    Array.from({ length: 8 }, (_, minute) => store.dueLater(fromMs + minute * MINUTE, 100)),
  );
  return new Set(found.flat().map((due) => (due.kind === 'incident' ? due.incidentId : due.signalId)));
};

const entry = { atMs: T0, kind: 'note', by: 'ada', text: 'on it' } as const;

/** `dueLater`, `remains`, `remove`, and what is kept of an incident that is retired. */
export const claimsOfRetirement = (make: MakeStore): void => {
  test('what can wait is due apart from everything else, whoever wrote it', async () => {
    const { store } = await make();
    const created = resolved();
    const committed = sampleIncident();
    const finished = resolved({ outbox: { page: notifyEffect('page') }, dueAtMs: T0 });
    for (const incident of [created, committed, finished]) await store.create(incident);
    await store.commit(committed, nextOf(committed, { dueAtMs: T0, dueCanWait: true }));
    await store.finishEffects(finished.id, ['page'], { version: 1, due: { atMs: T0, canWait: true } });
    expect(await store.due(T0 * 2, 100)).toEqual([]);
    expect(await laterBy(store, T0)).toEqual(new Set([created.id, committed.id, finished.id]));
    expect(await store.read(finished.id)).toEqual({ ...finished, outbox: {} });
  });

  test('what can wait no longer is due with everything else', async () => {
    const { store } = await make();
    const waiting = resolved();
    await store.create(waiting);
    const { dueCanWait: _, ...urgent } = nextOf(waiting, { dueAtMs: T0 });
    await store.commit(waiting, urgent);
    expect(await store.due(T0, 100)).toHaveLength(1);
    expect(await laterBy(store, T0)).toEqual(new Set());
    expect(await store.read(waiting.id)).toEqual(urgent);
  });

  test('what can wait is found oldest first, up to the limit, and not before its time', async () => {
    const { store } = await make();
    for (let n = 0; n < 40; n += 1) await store.create(resolved({ dueAtMs: T0 + n }));
    const found = await store.dueLater(T0 + 100, 2);
    expect(found.length).toBeLessThanOrEqual(2);
    expect([...found].sort((a, b) => a.dueAtMs - b.dueAtMs)).toEqual(found);
    expect(await laterBy(store, T0 - 9 * MINUTE)).toEqual(new Set());
  });

  test('of a retired incident its claim alone is kept, and no list shows it', async () => {
    const { store, queries } = await make();
    const incident = resolved();
    await store.create(incident);
    const after = retired(incident);
    expect(await store.commit(incident, after)).toBe(true);
    expect(await store.read(incident.id)).toEqual(after);
    expect(JSON.stringify(after)).not.toContain(incident.title);
    for (const query of [{}, { service: incident.service }, { status: statuses }, { words: ['checkout'] }]) {
      const { incidents } = await queries.list({ ...query, limit: 100, nowMs: T0 + MINUTE });
      expect(incidents).toEqual([]);
    }
  });

  test('the id of a retired incident is never free again, and its claim can be committed on', async () => {
    const { store } = await make();
    const incident = resolved();
    await store.create(incident);
    const after = retired(incident, { removeAtMs: T0, dueAtMs: T0, dueCanWait: true });
    await store.commit(incident, after);
    expect(await store.create(sampleIncident({ id: incident.id }))).toBe(false);
    const { removeAtMs: _, dueAtMs: __, dueCanWait: ___, ...done } = nextOf(after, {});
    expect(await store.commit(after, done)).toBe(true);
    expect(await store.read(incident.id)).toEqual(done);
    expect(await laterBy(store, T0)).toEqual(new Set());
    await store.finishEffects(incident.id, ['late'], { version: done.version, due: undefined });
    expect(await store.read(incident.id)).toEqual(done);
  });

  test('what hangs at an incident is found up to the limit, and removed; its state and others stay', async () => {
    const { store } = await make();
    const [incident, other] = [sampleIncident(), sampleIncident()];
    for (const { id } of [incident, other]) {
      await store.putSignal(id, sampleSignal('alarm-a'));
      await store.appendEntries(id, 1, [entry, entry]);
    }
    await store.create(incident);
    expect(await store.remains(incident.id, 2)).toHaveLength(2);
    const remains = await store.remains(incident.id, 100);
    expect(remains.map(({ signalId }) => signalId).sort()).toEqual(['alarm-a', undefined, undefined]);
    await store.remove(incident.id, remains);
    await store.remove(incident.id, remains);
    await store.remove(incident.id, []);
    expect(await store.remains(incident.id, 100)).toEqual([]);
    expect(await store.read(incident.id)).toEqual(incident);
    expect(await store.remains(other.id, 100)).toHaveLength(3);
  });

  test('more is removed than one call of the store takes, signals of any name', async () => {
    const { store } = await make();
    const { id } = sampleIncident();
    for (const signalId of unusualIds) await store.putSignal(id, sampleSignal(signalId));
    await store.appendEntries(
      id,
      1,
      Array.from({ length: 60 }, () => entry),
    );
    const remains = await store.remains(id, 100);
    expect(remains.flatMap(({ signalId }) => signalId ?? []).sort()).toEqual([...unusualIds].sort());
    await store.remove(id, remains);
    expect(await store.remains(id, 100)).toEqual([]);
  });
};

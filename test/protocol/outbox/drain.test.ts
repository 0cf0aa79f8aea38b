import { describe, expect, test } from 'vitest';
import type { Effect } from '../../../domain/incident/effect.ts';
import { activeRecord } from '../../../domain/signal/signal-record.ts';
import { drain, finish, setTimer } from '../../../protocol/outbox/drain.ts';
import type { Shell } from '../../../protocol/shell.ts';
import { createWorld, HOUR, MINUTE, SECOND, START, transitionOf, unexamined } from '../../behaviour/world.ts';
import { drained, entries, notify, owed, owing } from './owing.ts';

describe('draining', () => {
  test('without effects does nothing, not even set a timer', async () => {
    const { world, incident } = await owing({ entries });
    expect(await drain(world.shell, incident, [])).toEqual({ incident, unfinished: [] });
    expect(world.timers.waiting).toEqual([]);
    expect(await world.incident()).toEqual(incident);
  });

  test('sends messages before it writes anything, and clears what is done', async () => {
    const calls: string[] = [];
    const { now, result } = await drained({ entries, page: notify() }, {}, (world) => {
      const { publisher, store } = world.shell;
      world.shell = {
        ...world.shell,
        publisher: {
          ...publisher,
          publish: async (outgoing) => {
            await Promise.resolve();
            calls.push('publish');
            return publisher.publish(outgoing);
          },
        },
        store: {
          ...store,
          appendEntries: async (...given) => {
            calls.push('entries');
            return store.appendEntries(...given);
          },
        },
      };
    });
    expect(calls).toEqual(['publish', 'entries']);
    expect(now.outbox).toEqual({});
    expect(result.incident.outbox).toEqual({});
  });

  test('leaves effects alone that it was not asked for, and passes over what is no longer owed', async () => {
    const { world, incident } = await owing({ entries, page: notify() });
    await drain(world.shell, incident, ['entries', 'gone']);
    expect(Object.keys((await world.incident()).outbox)).toEqual(['page']);
    expect(world.publisher.published).toEqual([]);
    expect((await world.timeline(incident)).map(({ text }) => text)).toContain('said');
  });

  test('sets a timer for the next deadline', async () => {
    const { world } = await drained({ entries });
    expect(world.timers.waiting.map(({ timer }) => timer.dueAtMs)).toEqual([START + 5 * MINUTE]);
  });

  test('notes when the first page was accepted, and no other message nor later page', async () => {
    expect((await drained({ page: notify() })).now.firstPagedAtMs).toBe(START);
    expect((await drained({ page: notify() })).result.incident.firstPagedAtMs).toBe(START);
    expect((await drained({ note: notify({ kind: 'update', reason: 'u' }) })).now).not.toHaveProperty(
      'firstPagedAtMs',
    );
    const again = await drained({ page: notify() }, { firstPagedAtMs: START - 1 });
    expect(again.result.incident.firstPagedAtMs).toBe(START - 1);
  });

  test('keeps an effect of a kind that it does not know, and tries it again later', async () => {
    const later = { ...owed({ kind: 'slot' }), kind: 'later-kind' } as unknown as Effect;
    const { world, now } = await drained({ later });
    expect(now.outbox['later']).toMatchObject({ attempts: 1, dueAtMs: START + 5 * SECOND });
    expect(world.journal.notes).toContainEqual({
      level: 'error',
      reason: 'effect-failed',
      fields: { incidentId: now.id, effectId: 'later', why: 'unknown-effect-kind' },
    });
  });

  test('tries again what fails, notes by name alone why, and clears the others', async () => {
    const { world, now } = await drained({ entries, page: notify() }, {}, (some) => {
      const appendEntries = () => Promise.reject(new TypeError('+15555550106'));
      some.shell = { ...some.shell, store: { ...some.shell.store, appendEntries } };
    });
    expect(Object.keys(now.outbox)).toEqual(['entries']);
    expect(now.outbox['entries']).toMatchObject({ attempts: 1, dueAtMs: START + 5 * SECOND });
    expect(world.journal.notes[0]?.fields).toMatchObject({ effectId: 'entries', why: 'TypeError' });
    expect(world.timers.waiting.map(({ timer }) => timer.dueAtMs)).toContain(START + 5 * SECOND);
  });

  test('that throws what is no error says that it is unknown', async () => {
    const { world } = await drained({ page: notify() }, {}, (some) => {
      const { publisher } = some.shell;
      some.shell = { ...some.shell, publisher: { ...publisher, publish: () => Promise.reject('down') } };
    });
    expect(world.journal.notes[0]?.fields).toMatchObject({ why: 'unknown' });
  });
});

test('of several pages the first that was accepted counts', async () => {
  const pages = { one: notify(), two: notify({ id: 'n-2', audience: 'network' }) };
  const { now } = await drained(pages, {}, (world) => {
    let nowMs = START;
    const publish: Shell['publisher']['publish'] = async ({ notice }) => {
      if (notice.audience === 'network') await new Promise(setImmediate);
      nowMs += SECOND;
      return { outcome: 'delivered' };
    };
    world.shell = { ...world.shell, publisher: { ...world.shell.publisher, publish }, now: () => nowMs };
  });
  expect(now.firstPagedAtMs).toBe(START + SECOND);
});

test('what asks for work elsewhere stays owed until that is done', async () => {
  const newer = transitionOf('slow', START + SECOND, { severity: 'SEV3' });
  const { world, incident } = await owing({});
  await world.send(newer);
  const transition = transitionOf('slow', START, { severity: 'SEV3' });
  const correlation = { service: 'checkout', key: incident.key, component: 'checkout' };
  const record = activeRecord(transition, correlation, world.shell.configuration, START);
  const state = { ...(await world.incident()), outbox: { signal: owed({ kind: 'signal', record }) } };
  world.records.incidents.set(state.id, state);
  const { unfinished } = await drain(world.shell, state, ['signal']);
  expect(unfinished).toMatchObject([
    { kind: 'effects', effects: [{ id: 'signal', followUps: [{ kind: 'walk', transition: newer }] }] },
  ]);
  expect(Object.keys((await world.incident()).outbox)).toEqual(['signal']);
});

describe('a timer', () => {
  const timersFor = async (dueAtMs: number | undefined) => {
    const world = createWorld(unexamined());
    await setTimer(world.shell, 'k-1', dueAtMs);
    return world.timers.waiting.map(({ timer }) => timer);
  };

  test('is set for what is an hour away at most: the sweep finds the rest', async () => {
    expect(await timersFor(START + HOUR)).toEqual([{ incidentId: 'k-1', dueAtMs: START + HOUR }]);
    expect(await timersFor(START + HOUR + 1)).toEqual([]);
    expect(await timersFor(undefined)).toEqual([]);
  });

  test('that cannot be set is noted, and costs nothing else', async () => {
    const world = createWorld(unexamined());
    const timers = { schedule: () => Promise.reject(new TypeError('down')) };
    await setTimer({ ...world.shell, timers }, 'k-1', START);
    expect(world.journal.notes).toEqual([
      { level: 'warn', reason: 'timer-not-set', fields: { incidentId: 'k-1', why: 'TypeError' } },
    ]);
  });
});

test('finishing nothing writes nothing', async () => {
  const { world, incident } = await owing({ entries });
  const finishEffects = () => Promise.reject(new Error('written'));
  const shell = { ...world.shell, store: { ...world.shell.store, finishEffects } };
  expect(await finish(shell, incident, [])).toBe(incident);
});

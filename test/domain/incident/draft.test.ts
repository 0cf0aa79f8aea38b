import { describe, expect, test } from 'vitest';
import { unaffected } from '../../../domain/clocks/clock.ts';
import {
  addEntry,
  announce,
  type Context,
  change,
  oweNotice,
  startDraft,
  toCommit,
  turn,
} from '../../../domain/incident/draft.ts';
import { withDue } from '../../../domain/incident/due-time.ts';
import type { Effect } from '../../../domain/incident/effect.ts';
import type { Incident } from '../../../domain/incident/incident.ts';
import type { Notice } from '../../../domain/incident/notice.ts';
import { MINUTE, START } from '../../behaviour/world.ts';
import { contextAt, draftOf, opened } from '../lifecycle/sample-incidents.ts';

const slot: Effect = { kind: 'slot', dueAtMs: START, attempts: 0 };

const notice: Notice = {
  id: 'n-1',
  audience: 'primary',
  kind: 'page',
  reason: 'opened',
  episode: 1,
  atMs: START,
  severity: 'SEV3',
};

describe('a draft', () => {
  test('has decided nothing at first', () => {
    const incident = opened();
    expect(startDraft(incident, contextAt())).toEqual({
      context: contextAt(),
      incident,
      entries: [],
      notices: [],
      events: [],
      effects: new Map(),
      voided: new Set(),
      changed: false,
    });
  });

  test('sets fields, takes away those given as undefined, and leaves the incident before it alone', () => {
    const before = opened({ clearSinceMs: START });
    const draft = startDraft(before, contextAt());
    change(draft, { clearSinceMs: undefined, flaps: 3 });
    expect(draft.incident.flaps).toBe(3);
    expect(draft.incident).not.toHaveProperty('clearSinceMs');
    expect(before).toMatchObject({ clearSinceMs: START, flaps: 0 });
    expect(draft.changed).toBe(true);
  });

  test('tells a turn to the clocks of its context, the last row first', () => {
    const told: string[] = [];
    const row = (name: string): Context['clocks'][number] => ({
      on: { ...unaffected, risen: (_draft, how) => told.push(`${name} ${String(how.isDamped)}`) },
    });
    const draft = startDraft(opened(), { ...contextAt(), clocks: [row('a'), row('b')] });
    turn(draft, 'risen', { isDamped: true });
    turn(draft, 'risen');
    expect(told).toEqual(['b true', 'a true', 'b undefined', 'a undefined']);
  });
});

describe('an entry', () => {
  test('is one line of text by a person, or by the product itself', () => {
    const draft = draftOf({}, contextAt(START + 7));
    addEntry(draft, 'note', 'a\u0000b', { by: 'ada', reason: 'why' });
    addEntry(draft, 'note', 'plain');
    expect(draft.entries).toStrictEqual([
      { atMs: START + 7, kind: 'note', by: 'ada', text: 'a b', reason: 'why' },
      { atMs: START + 7, kind: 'note', by: 'tocsin', text: 'plain' },
    ]);
    expect(draft.changed).toBe(true);
  });
});

describe('an event', () => {
  test('says whose act it tells of, and why where there is a reason', () => {
    const draft = draftOf();
    announce(draft, 'incident.closed', 'ada', 'why');
    announce(draft, 'incident.closed');
    expect(draft.events).toStrictEqual([
      { type: 'incident.closed', by: 'ada', reason: 'why' },
      { type: 'incident.closed', by: 'tocsin' },
    ]);
  });
});

describe('what is committed', () => {
  const LEASE = START + MINUTE;

  test('is the next version, with its effects leased and named by it', () => {
    const draft = draftOf({ version: 4, outbox: { kept: slot, gone: slot } });
    draft.voided.add('gone');
    oweNotice(draft, notice);
    addEntry(draft, 'note', 'text');
    announce(draft, 'incident.closed', 'ada');
    announce(draft, 'incident.closed', 'grace');
    draft.effects.set('slot', { kind: 'slot' });
    const { version, outbox } = toCommit(draft, 'c-2', LEASE);
    const lease = { dueAtMs: LEASE, attempts: 0 };
    const incident = { id: 'k-1', status: 'investigating', severity: 'SEV3', episode: 1, openedAtMs: START };
    expect(version).toBe(5);
    expect(outbox).toMatchObject({
      kept: slot,
      'notify:n-1': { kind: 'notify', ...lease },
      'slot@5': { kind: 'slot', ...lease },
      'entries:5': { kind: 'entries', version: 5, entries: [{ text: 'text' }], ...lease },
      'events:5': {
        kind: 'events',
        events: [
          { id: 'k-1@5#0', type: 'incident.closed', by: 'ada', atMs: START, incident },
          { id: 'k-1@5#1', by: 'grace' },
        ],
        ...lease,
      },
    });
    expect(Object.keys(outbox)).toHaveLength(5);
  });

  test('owes no entries and no events where there are none', () => {
    expect(toCommit(draftOf(), 'c-2', LEASE).outbox).toEqual({});
  });

  test('remembers the commits before it, as many as tell a lost answer', () => {
    const remembered = (changes: Partial<Incident>) =>
      toCommit(draftOf(changes), 'c-9', LEASE).earlierCommitIds;
    expect(remembered({})).toEqual(['c-1']);
    expect(remembered({ commitId: '' })).toEqual([]);
    expect(remembered({ earlierCommitIds: ['b', 'a'] })).toEqual(['c-1', 'b', 'a']);
    expect(remembered({ earlierCommitIds: ['c', 'b', 'a'] })).toEqual(['c-1', 'c', 'b']);
  });

  test('never goes back to an older shape', () => {
    expect(toCommit(draftOf({ schema: 1 }), 'c-2', LEASE).schema).toBe(opened().schema);
    expect(toCommit(draftOf({ schema: 99 }), 'c-2', LEASE).schema).toBe(99);
  });

  test('is due at a moment, or waits for nothing', () => {
    const due = withDue(opened(), { atMs: START });
    expect(due.dueAtMs).toBe(START);
    expect(withDue(due, undefined)).not.toHaveProperty('dueAtMs');
  });
});

import { describe, expect, test } from 'vitest';
import { unaffected } from '../../../domain/clocks/clock.ts';
import {
  addEntry,
  announce,
  type Context,
  change,
  type Draft,
  oweNotice,
  signNotices,
  startDraft,
  toCommit,
  turn,
  voidNotices,
  withDue,
} from '../../../domain/incident/draft.ts';
import type { Effect } from '../../../domain/incident/effect.ts';
import type { Incident } from '../../../domain/incident/incident.ts';
import { isRungPage, MAX_NOTICE_NOTE, type Notice } from '../../../domain/incident/notice.ts';
import { MINUTE, START } from '../../behaviour/world.ts';
import { contextAt, draftOf, opened } from '../lifecycle/sample-incidents.ts';

const noticeOf = (id: string, more: Partial<Notice> = {}): Notice => ({
  id,
  audience: 'primary',
  kind: 'page',
  reason: 'opened',
  episode: 1,
  atMs: START,
  severity: 'SEV3',
  ...more,
});

const owed = (notice: Notice): Effect => ({ kind: 'notify', notice, dueAtMs: START, attempts: 0 });
const slot: Effect = { kind: 'slot', dueAtMs: START, attempts: 0 };

const idsOf = ({ notices }: Draft) => notices.map(({ id }) => id);
const owing = (...notices: Notice[]): Draft => {
  const draft = draftOf();
  for (const notice of notices) oweNotice(draft, notice);
  return draft;
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

describe('a message', () => {
  test('of one kind goes to an audience once a decision', () => {
    expect(idsOf(owing(noticeOf('1'), noticeOf('2', { reason: 'no-response' })))).toEqual(['1']);
    expect(idsOf(owing(noticeOf('1'), noticeOf('2', { audience: 'secondary' })))).toEqual(['1', '2']);
    expect(idsOf(owing(noticeOf('1'), noticeOf('2', { kind: 'update', reason: 'u' })))).toEqual(['1', '2']);
  });

  test('of a trigger takes the place of a rung’s, never the other way round', () => {
    const trigger = noticeOf('trigger', { reason: 'data-loss' });
    expect(idsOf(owing(noticeOf('rung'), trigger))).toEqual(['trigger']);
    expect(idsOf(owing(trigger, noticeOf('rung')))).toEqual(['trigger']);
    expect(idsOf(owing(trigger, noticeOf('other', { reason: 'regulatory' })))).toEqual(['trigger']);
  });

  test('makes its audience one that has been told, once', () => {
    const { incident, changed } = owing(noticeOf('1', { audience: 'network' }), noticeOf('2'));
    expect(incident.told).toEqual(['primary', 'network']);
    expect(changed).toBe(true);
  });

  test('to stakeholders notes when they were told first', () => {
    const stakeholders = noticeOf('1', { audience: 'stakeholders' });
    expect(owing(stakeholders).incident.stakeholdersToldAtMs).toBe(START);
    expect(owing(noticeOf('1')).incident).not.toHaveProperty('stakeholdersToldAtMs');
    const draft = draftOf({ stakeholdersToldAtMs: START - 1 });
    oweNotice(draft, stakeholders);
    expect(draft.incident.stakeholdersToldAtMs).toBe(START - 1);
  });

  test('that comes again and again takes the place of one to the fallback audience that never went out (I9)', () => {
    const repeat = (id: string, more: Partial<Notice> = {}) =>
      noticeOf(id, { audience: 'fallback', reason: 'repeat', ...more });
    const outbox = {
      before: owed(repeat('1')),
      same: owed(repeat('2')),
      other: owed(repeat('1', { audience: 'secondary' })),
      reminder: owed(repeat('1', { reason: 'reminder' })),
      slot,
    };
    const draft = draftOf({ outbox });
    oweNotice(draft, repeat('2', { audience: 'devops' }));
    expect([...draft.voided]).toEqual(['before']);
    const once = draftOf({ outbox: { before: owed(repeat('1', { reason: 'opened' })) } });
    oweNotice(once, noticeOf('2'));
    expect([...once.voided]).toEqual([]);
  });

  test('says whose act made it, and what that person noted, cut to what an outbox may hold', () => {
    const noted = (note?: string) => {
      const draft = owing(noticeOf('1'), noticeOf('2', { audience: 'devops' }));
      signNotices(draft, 'ada', note);
      return draft.notices;
    };
    expect(noted('short')).toMatchObject([
      { id: '1', by: 'ada', note: 'short' },
      { id: '2', by: 'ada', note: 'short' },
    ]);
    expect(noted()).toHaveLength(2);
    expect(noted()[0]).not.toHaveProperty('note');
    const exact = 'x'.repeat(MAX_NOTICE_NOTE);
    expect(noted(exact)[0]?.note).toBe(exact);
    expect(noted(`${exact}y`)[0]?.note).toBe(`${exact.slice(1)}…`);
  });

  test('is made void where the decision picks it, be it owed before or now', () => {
    const draft = draftOf({
      outbox: { rung: owed(noticeOf('1')), trigger: owed(noticeOf('2', { reason: 'data-loss' })), slot },
    });
    oweNotice(draft, noticeOf('3'));
    oweNotice(draft, noticeOf('4', { audience: 'devops', reason: 'data-loss' }));
    voidNotices(draft, isRungPage);
    expect([...draft.voided]).toEqual(['rung']);
    expect(idsOf(draft)).toEqual(['4']);
  });
});

describe('what is committed', () => {
  const LEASE = START + MINUTE;

  test('is the next version, with its effects leased and named by it', () => {
    const draft = draftOf({ version: 4, outbox: { kept: slot, gone: slot } });
    draft.voided.add('gone');
    oweNotice(draft, noticeOf('n-1'));
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
    const due = withDue(opened(), START);
    expect(due.dueAtMs).toBe(START);
    expect(withDue(due, undefined)).not.toHaveProperty('dueAtMs');
  });
});

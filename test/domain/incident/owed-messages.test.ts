import { describe, expect, test } from 'vitest';
import { type Draft, oweNotice, signNotices, voidNotices } from '../../../domain/incident/draft.ts';
import type { Effect } from '../../../domain/incident/effect.ts';
import { isRungPage, MAX_NOTICE_NOTE, type Notice } from '../../../domain/incident/notice.ts';
import { START } from '../../behaviour/world.ts';
import { draftOf } from '../lifecycle/sample-incidents.ts';

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

import { describe, expect, test } from 'vitest';
import { startEpisode } from '../../../domain/escalation/episodes.ts';
import { freshEscalation, policyFor } from '../../../domain/escalation/policy.ts';
import { acknowledgementClock, rungClock } from '../../../domain/escalation/rung-clocks.ts';
import { remindLastRung, runRungs } from '../../../domain/escalation/rungs.ts';
import type { Effect } from '../../../domain/incident/effect.ts';
import type { Escalation, Incident } from '../../../domain/incident/incident.ts';
import type { Policy } from '../../../domain/kernel/configuration.ts';
import { HOUR, MINUTE, START } from '../../behaviour/world.ts';
import { configuration, contextAt, draftOf, entriesOf, opened } from '../lifecycle/sample-incidents.ts';

const policy: Policy = {
  name: 'two',
  rungs: [
    { id: 'first', audiences: ['primary'], timeoutMs: 5 * MINUTE },
    { id: 'second', audiences: ['secondary'], timeoutMs: 10 * MINUTE },
  ],
  repeatEveryMs: 7 * MINUTE,
};

const at = (nextRung: number, more: Partial<Escalation> = {}): Escalation => ({
  ...freshEscalation(policy, START),
  nextRung,
  ...more,
});

const ran = (escalation: Escalation, changes: Partial<Incident> = {}) => {
  const draft = draftOf({ escalation, ...changes });
  runRungs(draft);
  return draft;
};

const pagesOf = ({ notices }: { notices: readonly { audience: string; reason: string }[] }) =>
  notices.map(({ audience, reason }) => `${audience} ${reason}`);

describe('rungs', () => {
  test('without a next time page nobody, nor in an acknowledged episode (I5)', () => {
    const { nextAtMs: _, ...stopped } = at(1);
    expect(ran(stopped).changed).toBe(false);
    const episode = { ...opened().episode, acknowledgedAtMs: START };
    expect(ran(at(1), { episode }).changed).toBe(false);
  });

  test('repeat as often as the policy says, and then no more', () => {
    const limited = { ...policy, maxRepeats: 2 };
    const first = ran(at(2, { policy: limited }));
    expect(first.incident.escalation).toMatchObject({ repeats: 1, nextAtMs: START + 7 * MINUTE });
    const last = ran(at(2, { policy: limited, repeats: 1 }));
    expect(pagesOf(last)).toEqual(['secondary repeat', 'fallback repeat']);
    expect(last.incident.escalation.repeats).toBe(2);
    expect(last.incident.escalation).not.toHaveProperty('nextAtMs');
  });

  test('count from their page, and what is overdue even so is caught up at once', () => {
    const late = ran(at(0, { nextAtMs: START - MINUTE }));
    expect(pagesOf(late)).toEqual(['primary opened']);
    expect(late.incident.escalation.nextAtMs).toBe(START + 5 * MINUTE);
    const due = ran(at(0, { nextAtMs: START - 5 * MINUTE }));
    expect(pagesOf(due)).toEqual(['primary opened', 'secondary no-response']);
    expect(due.incident.escalation.nextAtMs).toBe(START + 10 * MINUTE);
    const overdue = ran(at(0, { nextAtMs: START - HOUR }));
    expect(pagesOf(overdue)).toEqual(['primary opened', 'secondary no-response', 'fallback repeat']);
    expect(overdue.incident.escalation).toMatchObject({ repeats: 1, nextAtMs: START + 7 * MINUTE });
  });

  test('are repeated under the number of the repeat', () => {
    const again = ran(at(2, { repeats: 3 }));
    expect(again.notices.map(({ rung }) => rung)).toEqual(['repeat-4', 'repeat-4']);
    expect(again.incident.escalation.repeats).toBe(4);
  });

  test('that a policy has none of page the fallback audience, which is reminded, too', () => {
    const none = { ...policy, rungs: [] };
    expect(pagesOf(ran(at(0, { policy: none })))).toEqual(['fallback repeat']);
    const draft = draftOf({ escalation: at(0, { policy: none }) });
    remindLastRung(draft);
    expect(pagesOf(draft)).toEqual(['fallback reminder']);
  });
});

describe('a reminder', () => {
  const two: Policy = {
    ...policy,
    rungs: [
      { id: 'first', audiences: ['primary', 'network'], timeoutMs: MINUTE },
      { id: 'second', audiences: ['secondary'], timeoutMs: MINUTE },
      { id: 'third', audiences: ['commander'], timeoutMs: MINUTE },
    ],
  };
  const reminded = (nextRung: number, more: Partial<Escalation> = {}) => {
    const draft = draftOf({ escalation: at(nextRung, { policy: two, ...more }) });
    remindLastRung(draft);
    return draft;
  };
  const audiencesOf = ({ notices }: { notices: readonly { audience: string }[] }) =>
    notices.map(({ audience }) => audience);

  test('goes to the rung that was paged last, one of whose audiences is enough', () => {
    expect(audiencesOf(reminded(3, { paged: ['1/first/network'] }))).toEqual(['primary', 'network']);
    expect(audiencesOf(reminded(3, { paged: ['1/first/primary', '1/second/secondary'] }))).toEqual([
      'secondary',
    ]);
  });

  test('where this episode has paged none goes to the rung before the next, or to the first', () => {
    expect(audiencesOf(reminded(2))).toEqual(['secondary']);
    expect(audiencesOf(reminded(9))).toEqual(['commander']);
    expect(audiencesOf(reminded(0))).toEqual(['primary', 'network']);
  });

  test('is known by its number', () => {
    const first = reminded(1);
    expect(first.notices[0]?.rung).toBe('reminder-1');
    expect(first.incident.escalation).toMatchObject({ reminders: 1, remindedAtMs: START });
    expect(reminded(1, { reminders: 4 }).incident.escalation.reminders).toBe(5);
  });
});

describe('the time of a rung', () => {
  const rests = (facts: Parameters<typeof rungClock.run>[1], changes: Partial<Incident> = {}) => {
    const draft = draftOf({ escalation: at(1), clearSinceMs: START, ...changes });
    rungClock.run(draft, facts);
    return draft.incident.escalation.restingSinceMs !== undefined;
  };

  test('rests where nothing stands, all had been clear before the look, and still is', () => {
    expect(rests({ standing: false, wasClear: true })).toBe(true);
    expect(rests({ standing: true, wasClear: true })).toBe(false);
    expect(rests({ wasClear: true })).toBe(false);
    expect(rests({ standing: false })).toBe(false);
    const { clearSinceMs: _, ...standing } = opened({ escalation: at(1) });
    const draft = { ...draftOf(), incident: standing };
    rungClock.run(draft, { standing: false, wasClear: true });
    expect(draft.incident.escalation.restingSinceMs).toBeUndefined();
  });

  test('pages in the decision that ends an acknowledgement', () => {
    const episode = { ...opened().episode, acknowledgedAtMs: START, acknowledgedUntilMs: START };
    const draft = draftOf({ escalation: at(1), episode });
    acknowledgementClock.run(draft, { standing: true });
    expect(pagesOf(draft)).toEqual(['secondary no-response']);
    expect(draft.incident.escalation.paged).toEqual(['2/second/secondary']);
    expect(entriesOf(draft, 'episode-started')).toMatchObject([{ text: 'Episode 2: paging goes on' }]);
  });

  test('of what came back starts over at once, unless it is damped', () => {
    const reopened = (how: { isDamped?: boolean }) => {
      const draft = draftOf({ escalation: at(2) }, contextAt(START + 1));
      rungClock.on.reopened(draft, how);
      return pagesOf(draft);
    };
    expect(reopened({})).toEqual(['primary reopened']);
    expect(reopened({ isDamped: true })).toEqual([]);
  });
});

describe('another episode', () => {
  test('makes pages of rungs void that are still owed, and starts over', () => {
    const notice = { id: 'n', audience: 'secondary', kind: 'page', episode: 1, atMs: START } as const;
    const owed = (reason: string): Effect => ({
      kind: 'notify',
      notice: { ...notice, reason, severity: 'SEV3' },
      dueAtMs: START,
      attempts: 0,
    });
    const draft = draftOf({
      escalation: at(2, { repeats: 3 }),
      outbox: { rung: owed('no-response'), trigger: owed('data-loss') },
    });
    startEpisode(draft, 'reopened');
    expect([...draft.voided]).toEqual(['rung']);
    expect(entriesOf(draft, 'episode-started')).toMatchObject([{ text: 'Episode 2: paging starts over' }]);
  });

  test('goes on where rungs or repeats have been before', () => {
    for (const before of [at(1), at(0, { repeats: 1 })]) {
      const draft = draftOf({ escalation: before });
      acknowledgementClock.run(draft, { standing: true });
      expect(entriesOf(draft, 'episode-started')).toMatchObject([{ text: 'Episode 2: paging goes on' }]);
    }
  });

  test('of a severity that has risen has the policy of that severity', () => {
    const draft = draftOf({ escalation: at(2), severity: 'SEV1' }, contextAt(START + HOUR));
    rungClock.on.risen(draft, {});
    expect(draft.incident.escalation.policy).toEqual(policyFor(configuration, 'checkout', 'SEV1'));
  });
});

test('a policy that the configuration does not have any more pages the fallback audience every five minutes', () => {
  expect(policyFor({ ...configuration, policies: {} }, 'checkout', 'SEV3')).toEqual({
    name: 'fallback',
    rungs: [{ id: 'fallback', audiences: ['fallback'], timeoutMs: 5 * MINUTE }],
    repeatEveryMs: 5 * MINUTE,
  });
});

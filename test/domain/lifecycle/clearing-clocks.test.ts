import { describe, expect, test } from 'vitest';
import type { Clock, Facts } from '../../../domain/clocks/clock.ts';
import type { Effect } from '../../../domain/incident/effect.ts';
import type { Incident } from '../../../domain/incident/incident.ts';
import {
  autoResolveClock,
  clearHoldClock,
  expiryClock,
  recheckClock,
  reminderClock,
} from '../../../domain/lifecycle/clearing-clocks.ts';
import { HOUR, MINUTE, START } from '../../behaviour/world.ts';
import { arrivalOf, configuration, decidedBy, draftOf, opened } from './sample-incidents.ts';

const signal: Effect = { kind: 'signal', record: arrivalOf('errors').record, dueAtMs: START, attempts: 0 };

const run = (clock: Clock, facts: Facts, changes: Partial<Incident>) => {
  const draft = draftOf(changes);
  clock.run(draft, facts);
  return draft;
};

const dueAtMs = (clock: Clock, changes: Partial<Incident>) => clock.dueAtMs(opened(changes), configuration);

describe('the look at an expiry', () => {
  const looked = (facts: Facts, changes: Partial<Incident> = {}) =>
    run(expiryClock, facts, { expiryCheckAtMs: START, ...changes }).incident;

  test('plans the next one', () => {
    const facts = { standing: true, nextExpiryAtMs: START + HOUR };
    expect(looked(facts).expiryCheckAtMs).toBe(START + HOUR);
    expect(looked(facts, { outbox: { signal } }).expiryCheckAtMs).toBe(START + HOUR);
  });

  test('comes again in a minute where signals are still to be written, and not where nothing expires', () => {
    expect(looked({ standing: true }, { outbox: { signal } }).expiryCheckAtMs).toBe(START + MINUTE);
    expect(looked({ standing: true })).not.toHaveProperty('expiryCheckAtMs');
  });

  test('begins the hold where nothing stands any more', () => {
    expect(looked({ standing: false })).toMatchObject({ clearSinceMs: START, clearedBy: 'expiry' });
    expect(looked({ standing: true })).not.toHaveProperty('clearSinceMs');
    expect(looked({})).not.toHaveProperty('clearSinceMs');
  });

  test('is over with a resolution', () => {
    const { incident } = decidedBy(opened({ expiryCheckAtMs: START + HOUR }), 'resolve');
    expect(incident).not.toHaveProperty('expiryCheckAtMs');
  });
});

describe.each<[string, Clock, Partial<Incident>]>([
  ['the hold', clearHoldClock, { clearSinceMs: START }],
  ['the resolution by clearing', autoResolveClock, { clearSinceMs: START, status: 'mitigated' }],
  ['the reminder', reminderClock, { clearSinceMs: START, severity: 'SEV1' }],
])('%s', (_name, clock, changes) => {
  test('decides where nothing stands', () => {
    expect(run(clock, { standing: false }, changes).changed).toBe(true);
  });

  test('does nothing while something stands, is not known to be over or is still to be written', () => {
    expect(run(clock, { standing: true }, changes).changed).toBe(false);
    expect(run(clock, {}, changes).changed).toBe(false);
    expect(run(clock, { standing: false }, { ...changes, outbox: { signal } }).changed).toBe(false);
  });
});

describe('the resolution by clearing is due', () => {
  const due = (changes: Partial<Incident>) =>
    dueAtMs(autoResolveClock, { status: 'mitigated', clearSinceMs: START, ...changes });

  test('ten minutes after the hold, or after the mitigation where that comes later', () => {
    expect(due({ mitigatedAtMs: START + 5 * MINUTE })).toBe(START + 15 * MINUTE);
    expect(due({ mitigatedAtMs: START + MINUTE })).toBe(START + 15 * MINUTE);
    expect(due({ mitigatedAtMs: START + 20 * MINUTE })).toBe(START + 30 * MINUTE);
    expect(due({})).toBe(START + 15 * MINUTE);
  });

  test('of nothing but what is mitigated and clear, and no SEV1', () => {
    expect(due({ status: 'investigating' })).toBeUndefined();
    expect(due({ severity: 'SEV1' })).toBeUndefined();
    const { clearSinceMs: _, ...standing } = opened({ status: 'mitigated', clearSinceMs: START });
    expect(autoResolveClock.dueAtMs(standing, configuration)).toBeUndefined();
  });
});

describe('the reminder is due', () => {
  const due = (changes: Partial<Incident>) =>
    dueAtMs(reminderClock, { severity: 'SEV1', clearSinceMs: START, ...changes });

  test('half an hour after the clearing, or after the one before', () => {
    expect(due({})).toBe(START + 30 * MINUTE);
    const { escalation } = opened();
    expect(due({ escalation: { ...escalation, remindedAtMs: START + HOUR } })).toBe(START + 90 * MINUTE);
  });

  test('of nothing that is over, resolves by itself or has been acknowledged', () => {
    expect(due({ status: 'resolved' })).toBeUndefined();
    expect(due({ severity: 'SEV3' })).toBeUndefined();
    expect(due({ episode: { ...opened().episode, acknowledgedAtMs: START } })).toBeUndefined();
  });
});

describe('the look at what a person resolved while it stood', () => {
  test('is planned by a person’s resolution, not by one of itself, and forgotten with a reopening', () => {
    const { incident } = decidedBy(opened(), 'resolve');
    expect(incident.recheckAtMs).toBe(START + 15 * MINUTE);
    expect(decidedBy(incident, 'reopen').incident).not.toHaveProperty('recheckAtMs');
    const byItself = run(autoResolveClock, { standing: false }, { status: 'mitigated', clearSinceMs: START });
    expect(byItself.incident).toMatchObject({ status: 'resolved' });
    expect(byItself.incident).not.toHaveProperty('recheckAtMs');
  });

  test('comes again in a minute where signals are still to be written', () => {
    const looked = (changes: Partial<Incident>) =>
      run(recheckClock, {}, { status: 'resolved', recheckAtMs: START, ...changes }).incident;
    expect(looked({ outbox: { signal } }).recheckAtMs).toBe(START + MINUTE);
    expect(looked({})).not.toHaveProperty('recheckAtMs');
  });
});

import { expect, test } from 'vitest';
import { defaults } from '../../../config/schema/defaults.ts';
import { type Context, startDraft } from '../../../domain/incident/draft.ts';
import type { Incident } from '../../../domain/incident/incident.ts';
import type { TriageSummary } from '../../../domain/incident/triage-summary.ts';
import { clocks } from '../../../domain/lifecycle/clocks.ts';
import { LOST_AFTER_MS, nextLookMs } from '../../../domain/triage/ask.ts';
import { triageClock } from '../../../domain/triage/triage-clock.ts';
import { MINUTE, sampleIncident, T0 } from '../../contract/sample-records.ts';

const at = (nowMs: number, isOn = true): Context => ({
  nowMs,
  configuration: { ...defaults, triage: { ...defaults.triage, isOn } },
  clocks,
});

const done: TriageSummary = {
  runs: 1,
  state: 'done',
  askedAtMs: T0,
  reason: 'opened',
  nextAtMs: T0 + 5 * MINUTE,
};
const running: TriageSummary = { ...done, state: 'running', nextAtMs: T0 + LOST_AFTER_MS };

const dueOf = (incident: Incident) => triageClock.dueAtMs(incident, defaults);

const runAt = (nowMs: number, incident: Incident) => {
  const draft = startDraft(incident, at(nowMs));
  triageClock.run(draft, {});
  return draft;
};

test.each([
  ['opened', 'opened'],
  ['reopened', 'reopened'],
  ['risen', 'severity-raised'],
] as const)('an incident that has %s is examined, for the reason %s', (turned, reason) => {
  const draft = startDraft(sampleIncident({ triage: done }), at(T0 + MINUTE));
  triageClock.on[turned](draft, {});
  expect(draft.incident.triage).toMatchObject({ runs: 2, state: 'running', reason, askedAtMs: T0 + MINUTE });
  expect(draft.events).toEqual([expect.objectContaining({ type: 'incident.triage-requested', reason })]);
});

test('nobody is asked where triage is turned off', () => {
  const draft = startDraft(sampleIncident(), at(T0, false));
  triageClock.on.opened(draft, {});
  expect(draft.incident).not.toHaveProperty('triage');
  expect(draft.events).toEqual([]);
});

test('an acknowledgement asks for nothing', () => {
  const draft = startDraft(sampleIncident({ triage: done }), at(T0));
  triageClock.on.acknowledged(draft, {});
  expect(draft.changed).toBe(false);
});

test.each([
  [0, 5],
  [5, 9],
  [9, 15],
  [14.9, 15],
  [15, 30],
])('%d minutes after the opening it looks again at %d', (minutes, wanted) => {
  expect(nextLookMs(sampleIncident({ triage: done }), at(T0 + minutes * MINUTE))).toBe(T0 + wanted * MINUTE);
});

test('later it looks a minute before each status update', () => {
  const incident = sampleIncident({ triage: done, updates: { nextAtMs: T0 + 45 * MINUTE, sent: 2 } });
  expect(nextLookMs(incident, at(T0 + 31 * MINUTE))).toBe(T0 + 44 * MINUTE);
  expect(nextLookMs(incident, at(T0 + 44 * MINUTE))).toBe(T0 + 46 * MINUTE);
});

test('while users still notice it, it looks every five minutes', () => {
  const incident = sampleIncident({ triage: { ...done, verification: { passed: false, atMs: T0 } } });
  expect(nextLookMs(incident, at(T0 + 40 * MINUTE))).toBe(T0 + 45 * MINUTE);
});

test('an incident that is over is not looked at', () => {
  expect(nextLookMs(sampleIncident({ status: 'resolved' }), at(T0))).toBeUndefined();
  expect(dueOf(sampleIncident({ status: 'closed', triage: done }))).toBeUndefined();
});

test('what has been mitigated by clearing since the last look is due at once, and verified', () => {
  const cleared: Partial<Incident> = {
    status: 'mitigated',
    clearSinceMs: T0,
    mitigatedAtMs: T0 + 3 * MINUTE,
  };
  const incident = sampleIncident({ ...cleared, triage: done });
  expect(dueOf(incident)).toBe(T0 + 3 * MINUTE);
  expect(runAt(T0 + 3 * MINUTE, incident).incident.triage?.reason).toBe('cleared');
  const asked = sampleIncident({ ...cleared, triage: { ...done, askedAtMs: T0 + 3 * MINUTE } });
  expect(dueOf(asked)).toBe(done.nextAtMs);
});

test('a run that gives no answer is asked for again, then told of once, then planned', () => {
  const first = runAt(T0 + LOST_AFTER_MS, sampleIncident({ triage: running }));
  expect(first.incident.triage).toMatchObject({ runs: 2, state: 'running', lost: 1 });
  expect(first.entries).toEqual([]);
  const second = runAt(T0 + 2 * LOST_AFTER_MS, first.incident);
  expect(second.incident.triage).toMatchObject({
    runs: 2,
    state: 'lost',
    lost: 2,
    nextAtMs: T0 + 5 * MINUTE,
  });
  expect(second.entries).toEqual([expect.objectContaining({ reason: 'triage-lost' })]);
  const third = runAt(T0 + 5 * MINUTE, second.incident);
  expect(third.incident.triage).toMatchObject({ runs: 3, state: 'running', reason: 'look-again' });
  const fourth = runAt(T0 + 5 * MINUTE + LOST_AFTER_MS, third.incident);
  expect(fourth.incident.triage).toMatchObject({ state: 'lost', lost: 3 });
  expect(fourth.entries).toEqual([]);
});

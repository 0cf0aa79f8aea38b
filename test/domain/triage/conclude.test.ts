import { expect, test } from 'vitest';
import { defaults } from '../../../config/schema/defaults.ts';
import type { Context } from '../../../domain/incident/draft.ts';
import type { Incident } from '../../../domain/incident/incident.ts';
import type { TriageSummary } from '../../../domain/incident/triage-summary.ts';
import { emptyEstate } from '../../../domain/kernel/estate.ts';
import { clocks } from '../../../domain/lifecycle/clocks.ts';
import { concludeTriage } from '../../../domain/triage/conclude.ts';
import type { Finding } from '../../../domain/triage/finding.ts';
import { judge } from '../../../domain/triage/judge.ts';
import { MINUTE, sampleIncident, T0 } from '../../contract/sample-records.ts';
import { around, found } from './sample-findings.ts';

const context: Context = {
  nowMs: T0 + MINUTE,
  configuration: {
    ...defaults,
    audiences: { ...defaults.audiences, primary: { ...defaults.audiences['primary'], contacts: 1 } },
  } as Context['configuration'],
  clocks,
};

const running: TriageSummary = {
  runs: 1,
  state: 'running',
  askedAtMs: T0,
  reason: 'opened',
  nextAtMs: T0 + 2 * MINUTE,
};

const examined = (triage: Partial<TriageSummary> = {}, changes: Partial<Incident> = {}): Incident =>
  sampleIncident({ triage: { ...running, ...triage }, ...changes });

const conclude = (incident: Incident, findings: readonly Finding[], run = incident.triage?.runs ?? 1) => {
  const judgement = judge(incident, run, findings, { estate: emptyEstate, nowMs: around.nowMs });
  return concludeTriage(incident, judgement, findings, context);
};

const down = found('health-url', 'failed wrong-status');
const deployed = found('pipeline', 'degraded deployed-before-onset', { deployedMinutesBefore: 7 });
const fine = found('health-url', 'healthy answers');

test.each<readonly [string, Incident, number]>([
  ['another run was asked for meanwhile', examined({ runs: 2 }), 1],
  ['it was judged before', examined({ state: 'done' }), 1],
  ['the incident is resolved', examined({}, { status: 'resolved' }), 1],
  ['the incident is closed', examined({}, { status: 'closed' }), 1],
  ['nobody asked for it', sampleIncident(), 1],
])('a judgement changes nothing where %s', (_, incident, run) => {
  expect(conclude(incident, [down], run)).toBeUndefined();
});

test('a run that was given up may still end', () => {
  expect(conclude(examined({ state: 'lost', lost: 2 }), [down])?.incident.triage).toMatchObject({
    state: 'done',
  });
});

test('a judgement is kept, written down, announced, and told to whoever was paged', () => {
  const draft = conclude(examined(), [down, deployed]);
  expect(draft?.incident.triage).toMatchObject({
    state: 'done',
    judged: { run: 1, atMs: context.nowMs },
    hasLooked: true,
    cause: { kind: 'deployment', confidence: 'high' },
    nextAtMs: T0 + 5 * MINUTE,
  });
  expect(draft?.entries.map(({ kind, reason }) => `${kind} ${reason}`)).toEqual([
    'triaged deployment',
    'found wrong-status',
    'found deployed-before-onset',
  ]);
  expect(draft?.events).toEqual([
    expect.objectContaining({ type: 'incident.triaged', reason: 'deployment' }),
  ]);
  expect(draft?.notices.map(({ audience, kind, reason }) => [audience, kind, reason])).toEqual([
    ['primary', 'update', 'triaged'],
  ]);
});

test('what was found before is neither written nor told again', () => {
  const first = conclude(examined(), [down, deployed]);
  const again = {
    ...first?.incident,
    triage: { ...first?.incident.triage, runs: 2, state: 'running' },
  } as Incident;
  const second = conclude(again, [down, deployed]);
  expect(second?.entries).toEqual([]);
  expect(second?.notices).toEqual([]);
  expect(second?.incident.triage?.judged?.run).toBe(2);
});

test('another cause is news, and one that is not known any more is not', () => {
  const before = { text: 'before', cause: { kind: 'deployment', confidence: 'high', text: 'x' } } as const;
  const database = found('database', 'failed database-unavailable');
  expect(conclude(examined(before), [database])?.notices).toHaveLength(1);
  const unknown = conclude(examined(before), [down]);
  expect(unknown?.notices).toEqual([]);
  expect(unknown?.incident.triage).not.toHaveProperty('cause');
});

/** Judges one run after the other, as an incident that lasts; how many messages each sends. */
const messages = (...runs: readonly (readonly Finding[])[]): readonly number[] => {
  let incident = examined();
  return runs.map((findings) => {
    const draft = conclude(incident, findings);
    const { triage } = draft?.incident ?? incident;
    const next = { ...running, ...triage, state: 'running', runs: (triage?.runs ?? 0) + 1 } as const;
    incident = { ...incident, ...draft?.incident, triage: next };
    return draft?.notices.length ?? 0;
  });
};

test('a cause that comes and goes is told once', () => {
  const blind = found('pipeline', 'unknown throttled');
  expect(
    messages([down, deployed], [down, blind], [down, deployed], [down, blind], [down, deployed]),
  ).toEqual([1, 0, 0, 0, 0]);
});

test('where nothing could be looked at, nobody is told; the first run that sees something is told', () => {
  expect(messages([], [found('database', 'unknown denied')], [down], [down])).toEqual([0, 0, 1, 0]);
});

test('whoever reads that it stays open reads how to end that', () => {
  const draft = conclude(examined({}, { status: 'mitigated', clearSinceMs: T0, mitigatedAtMs: T0 }), [down]);
  expect(draft?.entries.find(({ reason }) => reason === 'verification-failed')?.text).toBe(
    'All signals have cleared, but it stays open until this is well or a person resolves it: checkout: wrong-status',
  );
});

test('quiet hours hold the news back', () => {
  const incident = examined({}, { severity: 'SEV3' });
  const policy = {
    ...incident.escalation.policy,
    quietHours: { fromMinute: 0, toMinute: 1_440, timeZone: 'UTC' },
  };
  const held = { ...incident, escalation: { ...incident.escalation, policy } };
  expect(conclude(held, [down])?.notices).toEqual([]);
  expect(conclude({ ...held, severity: 'SEV2' }, [down])?.notices).toHaveLength(1);
});

test('a run in which nothing could be looked at has not looked', () => {
  const draft = conclude(examined({ hasLooked: true, lost: 1 }), [found('database', 'unknown denied')]);
  expect(draft?.incident.triage).not.toHaveProperty('hasLooked');
  expect(draft?.incident.triage).not.toHaveProperty('lost');
});

test('a database is down since the first run that saw it so, and no longer once it answers', () => {
  const database = found('database', 'failed database-unavailable');
  expect(conclude(examined(), [database])?.incident.triage?.databaseDownSinceMs).toBe(around.nowMs);
  expect(
    conclude(examined({ databaseDownSinceMs: T0 }), [database])?.incident.triage?.databaseDownSinceMs,
  ).toBe(T0);
  const seen = found('database', 'healthy database-available');
  expect(conclude(examined({ databaseDownSinceMs: T0 }), [seen])?.incident.triage).not.toHaveProperty(
    'databaseDownSinceMs',
  );
  const throttled = found('database', 'unknown throttled');
  expect(conclude(examined({ databaseDownSinceMs: T0 }), [throttled])?.incident.triage).toMatchObject({
    databaseDownSinceMs: T0,
  });
});

test('evidence fires the triggers that need it', () => {
  const draft = conclude(examined(), [found('database', 'degraded replication-failed')]);
  expect(Object.keys(draft?.incident.triggers ?? {})).toEqual(['replication-failure']);
});

test('a hundred findings are ten entries and a number', () => {
  const many = Array.from({ length: 100 }, (_, n) => found('log-errors', 'degraded errors-logged', { n }));
  const texts = conclude(examined(), many)?.entries.map(({ text }) => text) ?? [];
  expect(texts).toHaveLength(12);
  expect(texts.at(-1)).toBe('90 more findings: GET /incidents/{id}/findings');
});

const mitigated: Partial<Incident> = { status: 'mitigated', clearSinceMs: T0, mitigatedAtMs: T0 };

test('what has cleared is verified by what users notice', () => {
  const passed = conclude(examined({}, mitigated), [fine, deployed]);
  expect(passed?.incident.triage?.verification).toEqual({ passed: true, atMs: context.nowMs });
  const failed = conclude(examined({}, mitigated), [down]);
  expect(failed?.incident.triage?.verification?.passed).toBe(false);
  expect(failed?.entries[0]).toMatchObject({
    reason: 'verification-failed',
    text: expect.stringContaining(down.text),
  });
  expect(failed?.incident.triage?.nextAtMs).toBe(context.nowMs + 5 * MINUTE);
});

test('a verification is told once, until it changes', () => {
  const reasons = (before: boolean, findings: readonly Finding[]) =>
    conclude(examined({ verification: { passed: before, atMs: T0 } }, mitigated), findings)?.entries.map(
      ({ reason }) => reason,
    );
  expect(reasons(false, [down])).not.toContain('verification-failed');
  expect(reasons(false, [fine])).toContain('verified');
});

test('an alarm that comes back takes the verification with it', () => {
  const draft = conclude(examined({ verification: { passed: true, atMs: T0 } }), [down]);
  expect(draft?.incident.triage).not.toHaveProperty('verification');
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import type { EntryKind } from '../../../../domain/incident/entry.ts';
import { type Incident, statuses } from '../../../../domain/incident/incident.ts';
import { scenarios } from '../../../../domain/kernel/scenario.ts';
import { severities } from '../../../../domain/kernel/severity.ts';
import { incidentAnswer } from '../../../../events/contracts/api/incident-answer.ts';
import { viewIncident, viewMilestones } from '../../../../events/contracts/api/incident-view.ts';
import { entryAnswer, signalAnswer } from '../../../../events/contracts/api/incidents.ts';
import { viewEntry, viewSignal } from '../../../../events/contracts/api/record-view.ts';
import { statements } from '../../../../events/contracts/api/values.ts';
import { configured, createWorld, HOUR, MINUTE, START, transitionOf } from '../../../behaviour/world.ts';

const { clocks } = configured();

const opened = async (): Promise<Incident> => {
  const world = createWorld();
  await world.alarm('errors');
  return world.incident();
};

const context = { clocks, nowMs: START + 10 * MINUTE, counted: { active: 1, total: 2, cap: 100 } };

test('whatever an incident holds, its view satisfies the schema', async () => {
  const base = await opened();
  const ms = fc.integer({ min: START, max: START + 90 * 24 * HOUR });
  const name = fc.string({ unit: 'binary' });
  const changes = fc.record(
    {
      title: name,
      status: fc.constantFrom(...statuses),
      severity: fc.constantFrom(...severities),
      scenario: fc.constantFrom(...scenarios),
      sealed: fc.constantFrom('superseded', 'closed'),
      // Alarms carry any time, even one that no calendar has.
      onsetAtMs: fc.double({ noNaN: true }),
      firstPagedAtMs: ms,
      mitigatedAtMs: ms,
      mitigatedBy: name,
      mitigatedReason: fc.constantFrom('signals-clear', 'said-by-person', 'resolved'),
      resolvedAtMs: ms,
      resolvedBy: name,
      closedAtMs: ms,
      firstAcknowledgedAtMs: ms,
      triggers: fc.record({ 'data-loss': ms, 'became-sev1': ms }, { requiredKeys: [] }),
      said: fc.record(
        {
          impact: name,
          rootCause: name,
          estimatedResolutionAtMs: ms,
          statements: fc.array(fc.record({ statement: fc.constantFrom(...statements), by: name, atMs: ms })),
        },
        { requiredKeys: [] },
      ),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(changes, fc.nat(9), (change, nextRung) => {
      const incident = { ...base, ...change, escalation: { ...base.escalation, nextRung } } as Incident;
      const view = viewIncident(incident, context);
      expect(z.safeParse(incidentAnswer, JSON.parse(JSON.stringify(view))).error?.issues).toBeUndefined();
    }),
  );
});

test('the rung is the last one paged, and none before the first', async () => {
  const base = await opened();
  const rungAfter = (nextRung: number) =>
    viewIncident({ ...base, escalation: { ...base.escalation, nextRung } }, context).escalation.rung;
  expect([0, 1, 2, 99].map(rungAfter)).toEqual([null, 'primary', 'secondary', 'secondary']);
});

test('milestones after the resolution appear with it', async () => {
  const base = await opened();
  expect(Object.keys(viewMilestones(base, clocks, START))).not.toContain('post-mortem');
  const resolved = { ...base, status: 'resolved' as const, resolvedAtMs: START + 20 * MINUTE };
  expect(viewMilestones(resolved, clocks, START + HOUR)).toMatchObject({
    resolved: { dueAt: '2026-11-18T04:00:00.000Z', outcome: 'met', at: '2026-11-18T03:20:00.000Z' },
    'post-mortem': { dueAt: '2026-11-19T03:20:00.000Z', outcome: 'pending' },
  });
});

test('the acknowledgement shown is that of the present episode', async () => {
  const base = await opened();
  const view = viewIncident(
    { ...base, firstAcknowledgedAtMs: START, episode: { number: 2, startedAtMs: START, reason: 'reopened' } },
    context,
  );
  expect(view).toMatchObject({ episode: 2, firstAcknowledgedAt: '2026-11-18T03:00:00.000Z' });
  expect(view.acknowledgedAt).toBeUndefined();
});

test('views hold nothing of the machinery: no key, no commit, no fingerprint', async () => {
  const base = await opened();
  const text = JSON.stringify(
    viewIncident({ ...base, requests: [{ key: 'k-hash', fingerprint: 'f-hash', atMs: START }] }, context),
  );
  for (const inner of [base.commitId, 'k-hash', 'f-hash', 'outbox']) expect(text).not.toContain(inner);
});

test('entries and signals satisfy their schemas', () => {
  const kinds: readonly EntryKind[] = ['opened', 'note', 'decision-failed'];
  for (const kind of kinds) {
    const entry = viewEntry({ id: '1.0', atMs: START, kind, by: 'tocsin', text: 'x' });
    expect(z.safeParse(entryAnswer, entry).success).toBe(true);
  }
  const record = {
    signalId: 'a',
    active: false,
    reason: 'ok',
    kind: 'alarm',
    name: 'errors',
    state: 'OK',
    component: 'c',
  } as const;
  const transition = transitionOf('errors', START);
  for (const order of ['000000000000000.1', '999999999999999.9']) {
    expect(z.safeParse(signalAnswer, viewSignal({ ...record, order, transition })).success).toBe(true);
  }
});

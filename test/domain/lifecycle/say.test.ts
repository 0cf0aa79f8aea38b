import { describe, expect, test } from 'vitest';
import type { Saying } from '../../../domain/incident/command.ts';
import type { Incident } from '../../../domain/incident/incident.ts';
import type { Statement } from '../../../domain/incident/said.ts';
import { START } from '../../behaviour/world.ts';
import { decidedBy, decisionOf, entriesOf, opened } from './sample-incidents.ts';

const saying = (say: Saying, changes: Partial<Incident> = {}) => decidedBy(opened(changes), 'say', { say });

const stating = (statements: Statement[], changes: Partial<Incident> = {}) => saying({ statements }, changes);

describe('a fact', () => {
  test('stands in the record, and in the timeline with who said it', () => {
    const draft = saying({ facts: { impact: 'carts are empty', estimatedResolutionAtMs: START } });
    expect(draft.incident.said).toEqual({ impact: 'carts are empty', estimatedResolutionAtMs: START });
    expect(entriesOf(draft, 'facts')).toMatchObject([
      { by: 'ada', reason: 'impact', text: 'Impact: carts are empty' },
      { by: 'ada', reason: 'estimatedResolution', text: 'Estimated resolution: 2026-11-18 03:00 UTC' },
    ]);
  });

  test('leaves those said before', () => {
    const said = { impact: 'carts are empty' };
    expect(saying({ facts: { progress: 'looking' } }, { said }).incident.said).toEqual({
      impact: 'carts are empty',
      progress: 'looking',
    });
  });

  test('can be taken back, and the timeline says so', () => {
    const draft = saying({ facts: { impact: null } }, { said: { impact: 'none' } });
    expect(draft.incident.said).toEqual({});
    expect(entriesOf(draft, 'facts')).toMatchObject([{ reason: 'impact', text: 'Impact: taken back' }]);
  });

  test('that was said already, or taken back before it was said, is not said again', () => {
    const said = { impact: 'none' };
    const again = (facts: NonNullable<Saying['facts']>) =>
      decisionOf(opened({ said }), 'say', { say: { facts } });
    expect(again({ impact: 'none' })).toEqual({ outcome: 'repeated' });
    expect(again({ progress: null })).toEqual({ outcome: 'repeated' });
    expect(again({})).toEqual({ outcome: 'repeated' });
  });
});

describe('a scenario', () => {
  test('stands in the timeline with who said it, and security pages its own', () => {
    const draft = saying({ scenario: 'security' });
    expect(draft.incident.scenario).toBe('security');
    expect(entriesOf(draft, 'scenario-changed')).toMatchObject([
      { by: 'ada', reason: 'said-by-person', text: 'Scenario: security' },
    ]);
    expect(entriesOf(draft, 'escalated')).toMatchObject([{ by: 'ada', reason: 'security-incident' }]);
  });

  test('other than security pages nobody, and the same as before changes nothing', () => {
    expect(saying({ scenario: 'database' }).notices).toEqual([]);
    const same = { say: { scenario: 'generic' } } as const;
    expect(decisionOf(opened(), 'say', same)).toEqual({ outcome: 'repeated' });
  });
});

describe('a statement', () => {
  test('is kept and told with who made it, once, after those before it', () => {
    const draft = stating(['triaged', 'customers-told', 'triaged']);
    expect(draft.incident.said.statements).toEqual([
      { statement: 'triaged', by: 'ada', atMs: START },
      { statement: 'customers-told', by: 'ada', atMs: START },
    ]);
    expect(entriesOf(draft, 'statement')).toMatchObject([
      { by: 'ada', reason: 'triaged', text: 'Stated: triaged' },
      { by: 'ada', reason: 'customers-told', text: 'Stated: customers told' },
    ]);
    expect(decisionOf(draft.incident, 'say', { say: { statements: ['triaged'] } })).toEqual({
      outcome: 'repeated',
    });
  });

  test('raises the severity with its own words as the reason', () => {
    const draft = stating(['recovery-over-4h']);
    expect(entriesOf(draft, 'severity-changed')).toMatchObject([
      { by: 'ada', reason: 'recovery-over-4h', text: 'SEV3 → SEV1: stated: recovery over 4h' },
    ]);
  });

  test('that raises nothing pages nobody', () => {
    expect(stating(['recovery-2h-to-4h'], { severity: 'SEV2' }).notices).toEqual([]);
    expect(stating(['triaged']).notices).toEqual([]);
  });

  test('after the resolution is written down, and pages and raises nothing (I5)', () => {
    const draft = stating(['data-loss-suspected'], { status: 'resolved' });
    expect(draft.incident.severity).toBe('SEV3');
    expect(draft.notices).toEqual([]);
  });
});

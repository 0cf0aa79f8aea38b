import { describe, expect, test } from 'vitest';
import type { Escalation, Incident } from '../../../domain/incident/incident.ts';
import type { Policy } from '../../../domain/kernel/configuration.ts';
import { MINUTE, START } from '../../behaviour/world.ts';
import {
  arrivalOf,
  decidedBy,
  decisionOf,
  entriesOf,
  opened,
  openedBy,
} from '../lifecycle/sample-incidents.ts';

const rungs: Policy['rungs'] = [
  { id: 'first', audiences: ['primary'], timeoutMs: 5 * MINUTE },
  { id: 'second', audiences: ['secondary'], timeoutMs: 10 * MINUTE },
];
const policy: Policy = { name: 'two', rungs, repeatEveryMs: 7 * MINUTE };

const at = (nextRung: number, more: Partial<Escalation> = {}): Partial<Incident> => ({
  escalation: { policy, nextRung, repeats: 0, paged: ['1/first/primary'], ...more },
});

const toDatabase = { kind: 'escalate', audiences: ['database'] } as const;
const acknowledged = { episode: { ...opened().episode, acknowledgedAtMs: START } };

describe('an escalation by hand', () => {
  test('is told to people and programs, and its page is named by the version that orders it', () => {
    const draft = decidedBy(opened({ ...at(1), version: 6 }), toDatabase);
    expect(entriesOf(draft, 'escalated')).toMatchObject([{ by: 'ada', reason: 'by-person' }]);
    expect(draft.events).toEqual([{ type: 'incident.escalated', by: 'ada', reason: 'by-person' }]);
    expect(draft.notices).toMatchObject([{ audience: 'database', rung: 'by-hand-7' }]);
  });

  test('without names is refused once every rung has been paged', () => {
    expect(decisionOf(opened(at(2)), 'escalate')).toMatchObject({ reason: 'nobody-left-to-page' });
    expect(decisionOf(opened(at(2)), toDatabase)).toMatchObject({ outcome: 'decided' });
  });

  test('after an acknowledgement leaves as long to answer as the next rung would, or the last one', () => {
    const waits = (changes: Partial<Incident>) =>
      decidedBy(opened({ ...acknowledged, ...changes }), toDatabase).incident.escalation.nextAtMs;
    expect(waits(at(0))).toBe(START + 5 * MINUTE);
    expect(waits(at(1))).toBe(START + 10 * MINUTE);
    expect(waits(at(2))).toBe(START + 10 * MINUTE);
    expect(waits(at(0, { policy: { ...policy, rungs: [] } }))).toBe(START + 7 * MINUTE);
  });

  test('after an acknowledgement pages anew whom the episode before had paged', () => {
    const draft = decidedBy(opened({ ...acknowledged, ...at(1) }), 'escalate');
    expect(draft.incident.escalation.paged).toEqual(['2/second/secondary']);
  });
});

test('a fix that failed when every rung has been paged pages nobody more', () => {
  const failed = { say: { statements: ['fix-failed'] } } as const;
  const draft = decidedBy(opened({ ...at(2), severity: 'SEV2' }), 'say', failed);
  expect(draft.notices).toEqual([]);
});

test('an alarm that asks for a trigger by itself fires it with the opening', () => {
  const { triggers } = openedBy(arrivalOf('orders data corruption detected', { severity: 'SEV2' }));
  expect(Object.keys(triggers)).toEqual(['data-loss']);
});

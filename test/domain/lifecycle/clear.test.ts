import { describe, expect, test } from 'vitest';
import { oweNotice } from '../../../domain/incident/draft.ts';
import type { Effect } from '../../../domain/incident/effect.ts';
import type { Incident } from '../../../domain/incident/incident.ts';
import type { Notice } from '../../../domain/incident/notice.ts';
import {
  mayClear,
  mitigate,
  notClearAfterAll,
  owesSignals,
  resolve,
} from '../../../domain/lifecycle/clear.ts';
import { START } from '../../behaviour/world.ts';
import { arrivalOf, draftOf, entriesOf, opened } from './sample-incidents.ts';

const lease = { dueAtMs: START, attempts: 0 };
const signal: Effect = { kind: 'signal', record: arrivalOf('errors').record, ...lease };
const slot: Effect = { kind: 'slot', ...lease };

const noticeOf = (id: string, audience: string): Notice => ({
  id,
  audience,
  kind: 'page',
  reason: 'not-restored',
  episode: 1,
  atMs: START,
  severity: 'SEV3',
});

test('signals are owed while one of them is still to be written', () => {
  expect(owesSignals(opened({ outbox: { slot, signal } }))).toBe(true);
  expect(owesSignals(opened({ outbox: { slot } }))).toBe(false);
});

test.each<[string, Partial<Incident>, boolean]>([
  ['of an open incident', {}, true],
  ['of a mitigated one', { status: 'mitigated' }, true],
  ['of a resolved one', { status: 'resolved' }, false],
  ['of a sealed one', { sealed: 'superseded' }, false],
  ['that has begun', { clearSinceMs: START }, false],
  ['of what a person keeps open', { keptOpenSinceMs: START }, false],
  ['before its signals are written', { outbox: { signal } }, false],
])('the hold %s may begin: %s %s', (_claim, changes, may) => {
  expect(mayClear(opened(changes))).toBe(may);
});

describe('a mitigation', () => {
  test('is told to programs, and says who made it', () => {
    const draft = draftOf();
    mitigate(draft, 'ada', 'said-by-person');
    expect(draft.events).toEqual([{ type: 'incident.mitigated', by: 'ada', reason: 'said-by-person' }]);
    expect(entriesOf(draft, 'mitigated')).toMatchObject([{ by: 'ada', text: 'Mitigated' }]);
  });

  const standsAfterAll = (changes: Partial<Incident>) => {
    const draft = draftOf({ status: 'mitigated', clearSinceMs: START, ...changes });
    notClearAfterAll(draft);
    return draft;
  };

  test('by clearing is taken back where something stands after all', () => {
    const draft = standsAfterAll({ mitigatedReason: 'signals-clear' });
    expect(draft.incident.status).toBe('investigating');
    expect(draft.incident.clearSinceMs).toBeUndefined();
    expect(entriesOf(draft, 'investigating')).toMatchObject([{ reason: 'alarm-after-mitigation' }]);
  });

  test('by a person stays, though it is not clear', () => {
    const draft = standsAfterAll({ mitigatedReason: 'said-by-person' });
    expect(draft.incident.status).toBe('mitigated');
    expect(draft.incident.clearSinceMs).toBeUndefined();
  });

  test('whatever it came from, rungs that rest go on where something stands after all', () => {
    const { escalation } = opened();
    const draft = standsAfterAll({ escalation: { ...escalation, restingSinceMs: START } });
    expect(draft.incident.escalation.restingSinceMs).toBeUndefined();
    expect(draft.incident.escalation.paged).toContain('1/secondary/secondary');
  });
});

describe('a resolution', () => {
  test('makes every message void that is still owed, from before or from the same decision (I5)', () => {
    const owed: Effect = { kind: 'notify', notice: noticeOf('n-1', 'commander'), ...lease };
    const draft = draftOf({ outbox: { owed, slot } });
    oweNotice(draft, noticeOf('n-2', 'network'));
    resolve(draft, 'ada', 'resolved-by-person');
    expect([...draft.voided]).toEqual(['owed']);
    expect(new Set(draft.notices.map(({ kind }) => kind))).toEqual(new Set(['resolution']));
  });

  test('by a person ends what never says OK, one by clearing does not', () => {
    const effectsOf = (by: string) => {
      const draft = draftOf();
      resolve(draft, by, 'any');
      return [...draft.effects];
    };
    expect(effectsOf('ada')).toEqual([[`end-signals:${START}`, { kind: 'end-signals', beforeMs: START }]]);
    expect(effectsOf('tocsin')).toEqual([]);
  });
});

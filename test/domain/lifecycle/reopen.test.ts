import { expect, test } from 'vitest';
import { reopenIncident } from '../../../domain/lifecycle/reopen.ts';
import { HOUR, START } from '../../behaviour/world.ts';
import { arrivalOf, contextAt, entriesOf, opened } from './sample-incidents.ts';

const resolved = { status: 'resolved', resolvedAtMs: START, resolvedBy: 'tocsin' } as const;

const reopened = (changes: Parameters<typeof opened>[0], names: readonly string[], severity = 'SEV3') =>
  reopenIncident(
    opened({ ...resolved, ...changes }),
    names.map((name) => arrivalOf(name, { severity, resource: name }, {}, START + HOUR)),
    contextAt(START + HOUR),
  );

test('three of the alarms that bring it back are named, and all that stand are counted', () => {
  const draft = reopened({}, ['a', 'b', 'c', 'd']);
  expect(entriesOf(draft, 'reopened')).toMatchObject([
    { by: 'tocsin', reason: 'alarm-within-reopen-window', text: 'Reopened: a, b, c' },
  ]);
  expect(draft.incident).toMatchObject({ standingSeen: 4, signalsSeen: 4, signalsSeenAtMs: START + HOUR });
  expect(draft.events).toContainEqual({
    type: 'incident.reopened',
    by: 'tocsin',
    reason: 'alarm-within-reopen-window',
  });
});

test('their severity and components are taken over', () => {
  const draft = reopened({}, ['a', 'b'], 'SEV2');
  expect(draft.incident.severity).toBe('SEV2');
  expect(draft.incident.components).toHaveLength(3);
});

test('where nobody is known to have resolved it, it counts as come back by itself', () => {
  const { resolvedBy: _, ...byNobody } = opened(resolved);
  const draft = reopenIncident(byNobody, [arrivalOf('a')], contextAt(START + HOUR));
  expect(entriesOf(draft, 'reopened')).toMatchObject([{ reason: 'alarm-within-reopen-window' }]);
});

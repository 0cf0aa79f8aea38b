import { expect, test } from 'vitest';
import type { Clock } from '../../../domain/clocks/clock.ts';
import { triggerClocks } from '../../../domain/escalation/trigger-clocks.ts';
import { fire } from '../../../domain/escalation/triggers.ts';
import type { Incident } from '../../../domain/incident/incident.ts';
import type { Statement } from '../../../domain/incident/said.ts';
import { MINUTE, START } from '../../behaviour/world.ts';
import { configuration, draftOf, entriesOf, opened } from '../lifecycle/sample-incidents.ts';

const minutes = (clock: Clock, changes: Partial<Incident> = {}): number | undefined => {
  const atMs = clock.dueAtMs(opened(changes), configuration);
  return atMs === undefined ? undefined : (atMs - START) / MINUTE;
};

/** Triage has looked, and found no cause. */
const looked = {
  scenario: 'outage',
  triage: { runs: 1, state: 'done', askedAtMs: START, reason: 'opened', hasLooked: true },
} as const;

const stated = (...names: Statement[]) => ({
  statements: names.map((statement) => ({ statement, by: 'ada', atMs: START })),
});

test.each<[string, Clock, Partial<Incident>, number | undefined]>([
  ['an unknown cause', triggerClocks.unknownCause, { said: stated('triaged', 'root-cause-unknown') }, 15],
  ['a cause of which nothing was said', triggerClocks.unknownCause, { said: stated('triaged') }, undefined],
  [
    'a cause that is known by now',
    triggerClocks.unknownCause,
    { said: { ...stated('root-cause-unknown'), rootCause: 'a disk' } },
    undefined,
  ],
  ['a cause that triage cannot find', triggerClocks.unknownCause, looked, 15],
  [
    'a cause that has gone with the trouble',
    triggerClocks.unknownCause,
    { ...looked, status: 'mitigated' },
    undefined,
  ],
  [
    'an unavailable database',
    triggerClocks.databaseUnavailable,
    { said: stated('database-unavailable') },
    10,
  ],
  ['a database of which nothing was said', triggerClocks.databaseUnavailable, {}, undefined],
  ['what is not restored', triggerClocks.notRestored, {}, 30],
  ['what is mitigated', triggerClocks.notRestored, { status: 'mitigated' }, undefined],
  ['what is not resolved', triggerClocks.noResolution, { status: 'mitigated' }, 30],
  ['what has been resolved', triggerClocks.noResolution, { status: 'resolved' }, undefined],
  ['what has fired already', triggerClocks.noResolution, { triggers: { 'no-resolution': START } }, undefined],
  ['what quiet hours held back', triggerClocks.noResolution, { responseFromMs: START + MINUTE }, 31],
])('the trigger for %s', (_claim, clock, changes, due) => {
  expect(minutes(clock, changes)).toBe(due);
});

test('a trigger fires once an incident, and tells people and programs who fired it', () => {
  const draft = draftOf();
  fire(draft, 'data-loss', 'ada');
  expect(entriesOf(draft, 'escalated')).toMatchObject([
    { by: 'ada', reason: 'data-loss', text: 'Data corruption or loss is suspected' },
  ]);
  expect(draft.events).toEqual([{ type: 'incident.escalated', by: 'ada', reason: 'data-loss' }]);
  expect(draft.incident.triggers).toEqual({ 'data-loss': START });
  const pages = draft.notices.length;
  fire(draft, 'data-loss', 'grace');
  expect(draft.notices).toHaveLength(pages);
  expect(entriesOf(draft, 'escalated')).toHaveLength(1);
});

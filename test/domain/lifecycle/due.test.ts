import { expect, test } from 'vitest';
import { type Clock, type Facts, unaffected } from '../../../domain/clocks/clock.ts';
import { change } from '../../../domain/incident/draft.ts';
import type { Incident } from '../../../domain/incident/incident.ts';
import { decideDue } from '../../../domain/lifecycle/due.ts';
import { MINUTE, SECOND, START } from '../../behaviour/world.ts';
import { contextAt, opened } from './sample-incidents.ts';

const decided = (changes: Partial<Incident>, facts: Facts, some?: readonly Clock[]) =>
  decideDue(opened(changes), facts, contextAt(START, some));

/** Due when the incident's updates are; what it does puts them off. */
const putOff = (name: string, ran: string[], byMs: number): Clock => ({
  name,
  dueAtMs: ({ updates }) => (updates.sent > 0 ? undefined : updates.nextAtMs),
  needs: [],
  run: (draft) => {
    ran.push(name);
    const { nextAtMs, sent } = draft.incident.updates;
    change(draft, { updates: { nextAtMs: nextAtMs + byMs, sent: byMs === 0 ? 1 : sent } });
  },
  on: unaffected,
});

test('what keeps failing is forgotten with the decision that works', () => {
  const failing = { times: 2, retryAtMs: START };
  expect(decided({ failing }, {}).incident).not.toHaveProperty('failing');
});

test('where nothing is due and nothing has failed, nothing is decided', () => {
  expect(decided({}, { standing: true, counted: { active: 1, total: 1 } }).changed).toBe(false);
});

test('what is seen standing, or counted as standing, takes the clearing back', () => {
  const clear = { clearSinceMs: START };
  expect(decided(clear, { standing: true }).incident).not.toHaveProperty('clearSinceMs');
  expect(decided(clear, { counted: { active: 1, total: 1 } }).incident).not.toHaveProperty('clearSinceMs');
  expect(decided(clear, { counted: { active: 0, total: 1 } }).incident).toHaveProperty('clearSinceMs');
  expect(decided(clear, {}).incident).toHaveProperty('clearSinceMs');
});

test('a clock that another one has stopped or put off does not act', () => {
  for (const byMs of [0, MINUTE]) {
    const ran: string[] = [];
    const some = [putOff('first', ran, byMs), putOff('second', ran, byMs)];
    decided({ updates: { nextAtMs: START, sent: 0 } }, {}, some);
    expect(ran).toEqual(['first']);
  }
});

test('what is due within a second is decided on at its own moment', () => {
  const updates = { nextAtMs: START + SECOND, sent: 0 };
  const ran: string[] = [];
  const draft = decided({ updates }, {}, [putOff('early', ran, MINUTE)]);
  expect(ran).toEqual(['early']);
  expect(draft.context.nowMs).toBe(START + SECOND);
});

import { describe, expect, test } from 'vitest';
import { page, pageReminder, pageRepeat } from '../../../domain/escalation/page.ts';
import { type Draft, startDraft } from '../../../domain/incident/draft.ts';
import type { Incident } from '../../../domain/incident/incident.ts';
import { tellOne } from '../../../domain/notice/tell-audiences.ts';
import { HOUR, START } from '../../behaviour/world.ts';
import { configuration, contextAt, entriesOf, opened } from '../lifecycle/sample-incidents.ts';

const why = { rung: 'second', reason: 'no-response' };

/** A draft of an incident where these audiences have no contact. */
const without = (silent: readonly string[], changes: Partial<Incident> = {}): Draft => {
  const none = Object.fromEntries(silent.map((name) => [name, { contacts: 0 }]));
  const audiences = { ...configuration.audiences, ...none };
  return startDraft(opened(changes), contextAt(START, [], { ...configuration, audiences }));
};

const textsOf = (draft: Draft, kind: string) => entriesOf(draft, kind).map(({ text }) => text);
const pagedBy = ({ notices }: Draft) => notices.map(({ audience, rung }) => `${audience} ${rung}`);

describe('a page', () => {
  test('goes to whom it can reach, and the record names the others alone', () => {
    const draft = without(['network']);
    expect(page(draft, ['network', 'devops'], why)).toBe(1);
    expect(pagedBy(draft)).toEqual(['devops second']);
    expect(textsOf(draft, 'rung-skipped')).toEqual(['Nobody to page in network (second)']);
    expect(entriesOf(draft, 'paged')).toMatchObject([{ text: 'Paging devops', reason: 'no-response' }]);
  });

  test('of people who can all be reached names nobody as silent', () => {
    const draft = without([]);
    page(draft, ['network', 'devops'], why);
    expect(textsOf(draft, 'rung-skipped')).toEqual([]);
  });

  test('that reaches nobody goes to the fallback audience, or to the next rung', () => {
    const draft = without(['network']);
    page(draft, ['network'], why);
    expect(pagedBy(draft)).toEqual(['fallback second']);
    const next = without(['network']);
    expect(page(next, ['network'], why, false)).toBe(0);
    expect(pagedBy(next)).toEqual([]);
    expect(textsOf(next, 'rung-skipped')).toEqual(['Nobody to page in network (second): next rung']);
  });

  test('is owed once an episode and rung (I7)', () => {
    const { escalation } = opened();
    const draft = without([], { escalation: { ...escalation, paged: ['1/second/devops'] } });
    page(draft, ['devops'], why);
    expect(draft.changed).toBe(false);
    page(draft, ['devops', 'network'], why);
    expect(pagedBy(draft)).toEqual(['network second']);
  });

  test('for two reasons in one decision is told once', () => {
    const draft = without([]);
    page(draft, ['devops'], why);
    page(draft, ['devops', 'network'], { rung: 'data-loss', reason: 'data-loss' });
    page(draft, ['network'], { rung: 'regulatory', reason: 'regulatory' });
    expect(textsOf(draft, 'paged')).toEqual(['Paging devops', 'Paging network']);
  });

  test('is told though the same people get an update', () => {
    const draft = without([]);
    tellOne(draft, 'devops', 'update', 'status-update');
    page(draft, ['devops'], why);
    expect(textsOf(draft, 'paged')).toEqual(['Paging devops']);
  });
});

describe('a reminder', () => {
  test('goes to those that can be reached', () => {
    const draft = without(['network']);
    pageReminder(draft, ['network', 'devops'], 2);
    expect(pagedBy(draft)).toEqual(['devops reminder-2']);
    expect(entriesOf(draft, 'paged')).toMatchObject([
      {
        reason: 'reminder',
        text: 'It has cleared, and nobody has acknowledged it: reminding devops',
      },
    ]);
  });

  test('goes to the fallback audience where nobody can be', () => {
    const draft = without(['network']);
    pageReminder(draft, ['network'], 1);
    expect(pagedBy(draft)).toEqual(['fallback reminder-1']);
  });
});

describe('a repeat', () => {
  test('names whom it pages, or says that there is nobody but the fallback audience', () => {
    const draft = without([]);
    pageRepeat(draft, ['devops'], 3);
    expect(pagedBy(draft)).toEqual(['devops repeat-3', 'fallback repeat-3']);
    expect(entriesOf(draft, 'paged')).toMatchObject([
      { reason: 'repeat', text: 'Paging again: devops, fallback' },
    ]);
    const alone = without(['devops']);
    pageRepeat(alone, ['devops'], 3);
    expect(textsOf(alone, 'paged')).toEqual(['No rung has anybody to page: paging the fallback audience']);
  });

  test('that is the first page starts the response that quiet hours held back', () => {
    const { escalation } = opened();
    const held = { responseFromMs: START + HOUR, escalation: { ...escalation, paged: [] } };
    const draft = without([], held);
    pageRepeat(draft, ['devops'], 1);
    expect(draft.incident.responseFromMs).toBe(START);
  });
});

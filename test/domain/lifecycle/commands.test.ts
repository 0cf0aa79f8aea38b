import { describe, expect, test } from 'vitest';
import { HOUR, MINUTE, START } from '../../behaviour/world.ts';
import { contextAt, decidedBy, decisionOf, entriesOf, opened } from './sample-incidents.ts';

const typesOf = (events: readonly { readonly type: string; readonly by: string }[]) =>
  events.map(({ type, by }) => [type, by]);

describe('an acknowledgement', () => {
  const episode = {
    number: 1,
    startedAtMs: START,
    reason: 'opened',
    acknowledgedAtMs: START,
    acknowledgedBy: 'grace',
  } as const;

  test('is told to people and programs', () => {
    const draft = decidedBy(opened(), 'acknowledge', {}, contextAt(START + MINUTE));
    expect(entriesOf(draft, 'acknowledged')).toMatchObject([{ by: 'ada', text: 'Acknowledged' }]);
    expect(typesOf(draft.events)).toEqual([['incident.acknowledged', 'ada']]);
    expect(draft.incident.episode).toEqual({
      number: 1,
      startedAtMs: START,
      reason: 'opened',
      acknowledgedAtMs: START + MINUTE,
      acknowledgedBy: 'ada',
    });
    expect(draft.incident.episode).not.toHaveProperty('acknowledgedUntilMs');
  });

  test('for a time says until when', () => {
    const draft = decidedBy(opened(), { kind: 'acknowledge', forMs: HOUR });
    expect(entriesOf(draft, 'acknowledged')).toMatchObject([
      { text: 'Acknowledged until 2026-11-18 04:00 UTC' },
    ]);
  });

  test('after another leaves a note of who was first', () => {
    const again = decidedBy(opened({ episode }), 'acknowledge');
    expect(entriesOf(again, 'note')).toMatchObject([
      { by: 'ada', reason: 'acknowledged-before', text: 'Acknowledged again: grace was first' },
    ]);
    const { acknowledgedBy: _, ...nameless } = episode;
    expect(entriesOf(decidedBy(opened({ episode: nameless }), 'acknowledge'), 'note')).toMatchObject([
      { text: 'Acknowledged again: somebody was first' },
    ]);
  });

  test('until the very same moment is no longer one', () => {
    const limited = { ...episode, acknowledgedUntilMs: START + HOUR };
    const again = decidedBy(opened({ episode: limited }), { kind: 'acknowledge', forMs: HOUR });
    expect(entriesOf(again, 'note')).toHaveLength(1);
  });
});

describe('a closing', () => {
  test('is told to people and programs, and is for good', () => {
    const draft = decidedBy(opened({ status: 'resolved' }), 'close');
    expect(entriesOf(draft, 'closed')).toMatchObject([{ by: 'ada' }]);
    expect(typesOf(draft.events)).toEqual([['incident.closed', 'ada']]);
    expect(decisionOf(draft.incident, 'close')).toMatchObject({ reason: 'already-closed' });
  });
});

describe('a link', () => {
  const to = (incidentId: string) => ({ kind: 'link', to: incidentId }) as const;
  const links = ['k-8', 'k-9'].map((incidentId) => ({ incidentId, by: 'grace', atMs: START }));

  test('is kept and told with who made it, after those before it', () => {
    const draft = decidedBy(opened({ links }), to('k-2'));
    expect(draft.incident.links).toEqual([...links, { incidentId: 'k-2', by: 'ada', atMs: START }]);
    expect(entriesOf(draft, 'linked')).toMatchObject([{ by: 'ada', reason: 'k-2', text: 'Linked with k-2' }]);
  });

  test('that stands already changes nothing', () => {
    expect(decisionOf(opened({ links }), to('k-9'))).toEqual({ outcome: 'repeated' });
  });

  test('with itself is refused', () => {
    expect(decisionOf(opened(), to('k-1'))).toMatchObject({ reason: 'same-incident' });
  });
});

describe('a reopening', () => {
  test('says whose act it was, and tells programs', () => {
    const draft = decidedBy(opened({ status: 'resolved', resolvedBy: 'ada' }), 'reopen');
    expect(entriesOf(draft, 'reopened')).toMatchObject([
      { by: 'ada', reason: 'reopened-by-person', text: 'Reopened' },
    ]);
    expect(typesOf(draft.events)).toContainEqual(['incident.reopened', 'ada']);
  });

  test('is refused where another incident has taken its place, or it was closed', () => {
    const refused = (sealed: 'superseded' | 'closed') =>
      decisionOf(opened({ status: 'resolved', sealed }), 'reopen');
    expect(refused('closed')).toMatchObject({
      reason: 'superseded',
      text: 'Incident k-1 is closed for good: declare a new one',
    });
    expect(refused('superseded')).toMatchObject({
      reason: 'superseded',
      text: 'A later incident of the same service has taken the place of k-1',
    });
  });
});

describe('another severity', () => {
  test('is told to people and programs, with who set it', () => {
    const draft = decidedBy(opened(), { kind: 'set-severity', severity: 'SEV4' });
    expect(entriesOf(draft, 'severity-changed')).toMatchObject([
      { by: 'ada', reason: 'set-by-person', text: 'SEV3 → SEV4: set by a person' },
    ]);
    expect(typesOf(draft.events)).toEqual([['incident.severity-changed', 'ada']]);
  });
});

describe('another title or service', () => {
  test('stands in the timeline beside the one before', () => {
    const draft = decidedBy(opened(), { kind: 'say', title: 'Carts are empty', service: ' cart\n2 ' });
    expect(draft.incident).toMatchObject({ title: 'Carts are empty', service: 'cart 2' });
    expect(entriesOf(draft, 'renamed')).toMatchObject([
      { by: 'ada', reason: 'title', text: 'Title: checkout: errors → Carts are empty' },
      { by: 'ada', reason: 'service', text: 'Service: checkout → cart 2' },
    ]);
  });

  test('the same as before, or none, changes nothing', () => {
    const same = { kind: 'say', title: 'checkout: errors', service: 'checkout ' } as const;
    expect(decisionOf(opened(), same)).toEqual({ outcome: 'repeated' });
    expect(decisionOf(opened(), 'say')).toEqual({ outcome: 'repeated' });
  });
});

import { describe, expect, test } from 'vitest';
import { startDraft } from '../../../domain/incident/draft.ts';
import type { Incident } from '../../../domain/incident/incident.ts';
import { holdResponse, startResponse } from '../../../domain/notice/held-back.ts';
import { tellAll, tellOne } from '../../../domain/notice/tell-audiences.ts';
import { HOUR, MINUTE, START } from '../../behaviour/world.ts';
import { configuration, contextAt, draftOf, opened } from '../lifecycle/sample-incidents.ts';

const { escalation } = opened();
const quietHours = { fromMinute: 0, toMinute: 6 * 60, timeZone: 'UTC' };
const quiet = { escalation: { ...escalation, policy: { ...escalation.policy, quietHours } } };

const toldOf = (kind: 'update' | 'resolution', changes: Partial<Incident> = {}, silent = 'nobody') => {
  const audiences = { ...configuration.audiences, [silent]: { contacts: 0 } };
  const context = contextAt(START, [], { ...configuration, audiences });
  const draft = startDraft(opened({ told: ['network', 'primary', 'gone'], ...changes }), context);
  tellAll(draft, kind, 'any');
  return draft.notices.map(({ audience }) => audience);
};

describe('a message to all', () => {
  test('goes to the update audiences of the severity, and unless it is an update to everybody told before', () => {
    expect(toldOf('update')).toEqual(['primary', 'stakeholders']);
    expect(toldOf('resolution')).toEqual(['primary', 'stakeholders', 'network']);
  });

  test('passes over those without a contact', () => {
    expect(toldOf('update', {}, 'primary')).toEqual(['stakeholders']);
  });

  test('in quiet hours goes to those alone who have been told', () => {
    expect(toldOf('resolution', quiet)).toEqual(['network', 'primary']);
    expect(toldOf('update', quiet)).toEqual([]);
  });
});

test('a message is named by its kind and the version of its decision, and says when the next update comes', () => {
  const draft = draftOf({ version: 6 });
  tellOne(draft, 'network', 'mitigation', 'said-by-person');
  draft.incident = { ...draft.incident, status: 'resolved' };
  tellOne(draft, 'network', 'resolution', 'resolved-by-person');
  expect(draft.notices).toStrictEqual([
    {
      id: 'k-1.1.mitigation-7.network',
      audience: 'network',
      kind: 'mitigation',
      reason: 'said-by-person',
      episode: 1,
      atMs: START,
      severity: 'SEV3',
      nextUpdateAtMs: START + 15 * MINUTE,
    },
    {
      id: 'k-1.1.resolution-7.network',
      audience: 'network',
      kind: 'resolution',
      reason: 'resolved-by-person',
      episode: 1,
      atMs: START,
      severity: 'SEV3',
    },
  ]);
});

describe('the response that quiet hours hold back', () => {
  const unpaged = { escalation: { ...escalation, paged: [] } };

  test('starts with the first page: whoever was paged before is not waited for', () => {
    const held = (changes: Partial<Incident>) => {
      const draft = draftOf(changes);
      holdResponse(draft, START + HOUR);
      return draft.incident.responseFromMs;
    };
    expect(held(unpaged)).toBe(START + HOUR);
    expect(held({})).toBeUndefined();
    expect(held({ ...unpaged, firstPagedAtMs: START })).toBeUndefined();
  });

  test('begins when that page goes out, and its first update as long after it as ever', () => {
    const started = (changes: Partial<Incident>, nextAtMs: number) => {
      const draft = draftOf({ responseFromMs: START + HOUR, updates: { nextAtMs, sent: 2 }, ...changes });
      startResponse(draft);
      return draft.incident;
    };
    expect(started(unpaged, START + HOUR)).toMatchObject({
      responseFromMs: START,
      updates: { nextAtMs: START + 15 * MINUTE, sent: 2 },
    });
    expect(started(unpaged, START + MINUTE).updates.nextAtMs).toBe(START + MINUTE);
    expect(started({}, START + HOUR).responseFromMs).toBe(START + HOUR);
  });

  test('has nothing to begin where nothing was held back', () => {
    const draft = draftOf(unpaged);
    startResponse(draft);
    expect(draft.changed).toBe(false);
  });
});

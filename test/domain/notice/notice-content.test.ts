import { describe, expect, test } from 'vitest';
import type { Incident } from '../../../domain/incident/incident.ts';
import type { Notice } from '../../../domain/incident/notice.ts';
import { ROLLED_BACK } from '../../../domain/incident/rolled-back.ts';
import { headlineOf, linesOf } from '../../../domain/notice/notice-content.ts';
import { createWorld, HOUR, MINUTE, START } from '../../behaviour/world.ts';

const UNKNOWN = 'not known yet';

const incidentWith = async (changes: Partial<Incident> = {}): Promise<Incident> => {
  const world = createWorld();
  await world.alarm('errors', { severity: 'SEV3', resource: 'api' });
  const { alarm: _, ...incident } = await world.incident();
  return { ...incident, components: ['database orders', 'function charge'], ...changes };
};

const noticeOf = (kind: Notice['kind'], more: Partial<Notice> = {}): Notice => ({
  id: 'n-1',
  audience: 'primary',
  kind,
  reason: 'opened',
  episode: 1,
  atMs: START,
  severity: 'SEV3',
  ...more,
});

const fieldsOf = async (
  kind: Notice['kind'],
  changes: Partial<Incident> = {},
  more: Partial<Notice> = {},
): Promise<Readonly<Record<string, string>>> =>
  Object.fromEntries(linesOf(await incidentWith(changes), noticeOf(kind, more), START + HOUR));

const everythingSaid = {
  said: {
    impact: 'carts are empty',
    affectedUsers: 'all',
    rootCause: 'a full disk',
    progress: 'deleting logs',
    nextSteps: 'a larger disk',
    estimatedResolutionAtMs: START + 2 * HOUR,
    resolution: 'logs deleted',
    prevention: 'an alarm on disks',
  },
} as const;

describe('a page', () => {
  test('says what is known at the opening, in this order', async () => {
    const lines = linesOf(await incidentWith(), noticeOf('page'), START + HOUR);
    const { id, classification } = await incidentWith();
    expect(lines).toEqual([
      ['Incident', id],
      ['Reason', 'opened'],
      ['Severity', 'SEV3'],
      ['Service', 'checkout'],
      ['Scenario', 'generic'],
      ['Impact', UNKNOWN],
      ['Started', '2026-11-18 03:00 UTC'],
      ['Looking at', classification.reason],
      ['Failing', 'database orders, function charge'],
      ['Acknowledged', 'nobody yet'],
      ['Next update', UNKNOWN],
    ]);
  });

  test('says what people have said, and when the trouble began rather than when it was noticed', async () => {
    const changes = { ...everythingSaid, onsetAtMs: START - 5 * MINUTE };
    expect(await fieldsOf('page', changes, { nextUpdateAtMs: START + 15 * MINUTE })).toMatchObject({
      Impact: 'carts are empty',
      Started: '2026-11-18 02:55 UTC',
      'Looking at': 'deleting logs',
      'Next update': '2026-11-18 03:15 UTC',
    });
  });

  test('names whose act made it, and what that person noted', async () => {
    const fields = await fieldsOf('page', {}, { by: 'ada', note: 'carts are empty' });
    expect(fields).toMatchObject({ Reason: 'opened, by ada', Note: 'carts are empty' });
    expect(await fieldsOf('page')).not.toHaveProperty('Note');
  });

  test('says who has acknowledged, when, and until when', async () => {
    const episode = { number: 1, startedAtMs: START, reason: 'opened' } as const;
    const acknowledged = { ...episode, acknowledgedBy: 'ada', acknowledgedAtMs: START + MINUTE };
    expect(await fieldsOf('page', { episode: acknowledged })).toMatchObject({
      Acknowledged: 'ada, 2026-11-18 03:01 UTC',
    });
    for (const half of [{ acknowledgedBy: 'ada' }, { acknowledgedAtMs: START }])
      expect(await fieldsOf('page', { episode: { ...episode, ...half } })).toMatchObject({
        Acknowledged: 'nobody yet',
      });
    const limited = { ...acknowledged, acknowledgedUntilMs: START + HOUR };
    expect(await fieldsOf('page', { episode: limited })).toMatchObject({
      Acknowledged: 'ada, 2026-11-18 03:01 UTC, until 2026-11-18 04:00 UTC',
    });
  });

  test('carries what its team wrote about the alarm, as far as it did', async () => {
    const alarm = { name: 'errors', runbook: 'https://wiki.test/errors' };
    const fields = await fieldsOf('page', { alarm });
    expect(fields).toMatchObject({ Runbook: 'https://wiki.test/errors' });
    expect(Object.keys(fields)).not.toContain('Description');
    expect(Object.keys(fields)).not.toContain('Alarm');
    const whole = { ...alarm, description: 'Too many', console: 'https://console.test' };
    expect(await fieldsOf('page', { alarm: whole })).toMatchObject({
      Description: 'Too many',
      Alarm: 'https://console.test',
    });
  });

  test('about what has cleared says so, in its headline and its fields', async () => {
    const cleared = { clearSinceMs: START + MINUTE };
    expect(headlineOf(await incidentWith(cleared), noticeOf('page'))).toBe('CLEARED, NOT RESOLVED');
    expect(headlineOf(await incidentWith(), noticeOf('page'))).toBe('INCIDENT');
    expect(await fieldsOf('page', cleared)).toMatchObject({
      Signals: 'all clear since 2026-11-18 03:01 UTC; a person resolves it',
    });
    expect(await fieldsOf('page')).not.toHaveProperty('Signals');
    expect(headlineOf(await incidentWith(cleared), noticeOf('update'))).toBe('UPDATE');
    expect(await fieldsOf('stakeholders', cleared)).not.toHaveProperty('Signals');
  });
});

describe('an update', () => {
  test('says what nobody has said yet as such', async () => {
    const lines = linesOf(await incidentWith(), noticeOf('update'), START + HOUR);
    expect(lines.slice(2)).toEqual([
      ['Status', 'investigating'],
      ['Severity', 'SEV3'],
      ['Service', 'checkout'],
      ['Duration', '1 h 00 min'],
      ['Acknowledged', 'nobody yet'],
      ['Impact', UNKNOWN],
      ['Progress', UNKNOWN],
      ['Next steps', UNKNOWN],
      ['Estimated resolution', UNKNOWN],
      ['Next update', UNKNOWN],
    ]);
  });

  test('says what people have said, and when the next one comes; a mitigation does the same', async () => {
    for (const kind of ['update', 'mitigation'] as const)
      expect(await fieldsOf(kind, everythingSaid, { nextUpdateAtMs: START + HOUR })).toMatchObject({
        Impact: 'carts are empty',
        Progress: 'deleting logs',
        'Next steps': 'a larger disk',
        'Estimated resolution': '2026-11-18 05:00 UTC',
        'Next update': '2026-11-18 04:00 UTC',
      });
  });
});

describe('a resolution', () => {
  const ended = { status: 'resolved', resolvedAtMs: START + 42 * MINUTE } as const;

  test('says how long it took, and what nobody has said yet as such', async () => {
    const incident = await incidentWith({ ...ended, resolvedBy: 'ada' });
    expect(linesOf(incident, noticeOf('resolution'), START + HOUR).slice(2)).toEqual([
      ['Severity', 'SEV3'],
      ['Service', 'checkout'],
      ['Duration', '42 min'],
      ['Root cause', UNKNOWN],
      ['Impact', UNKNOWN],
      ['Affected users', UNKNOWN],
      ['Resolution', UNKNOWN],
      ['Prevention', UNKNOWN],
      ['Next steps', 'monitoring and investigation'],
    ]);
  });

  test('says what people have said', async () => {
    expect(await fieldsOf('resolution', { ...ended, ...everythingSaid })).toMatchObject({
      'Root cause': 'a full disk',
      Impact: 'carts are empty',
      'Affected users': 'all',
      Resolution: 'logs deleted',
      Prevention: 'an alarm on disks',
      'Next steps': 'a larger disk',
    });
  });

  test('by itself says whether it cleared or was rolled back', async () => {
    const byItself = { ...ended, resolvedBy: 'tocsin' };
    expect(await fieldsOf('resolution', byItself)).toMatchObject({
      Resolution: 'all signals cleared by themselves',
    });
    const classification = { rule: 'deployment-failed', reason: 'a deployment failed' };
    expect(await fieldsOf('resolution', { ...byItself, classification })).toMatchObject({
      Resolution: ROLLED_BACK,
    });
  });
});

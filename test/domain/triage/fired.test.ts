import { expect, test } from 'vitest';
import type { Finding } from '../../../domain/triage/finding.ts';
import { databaseDownAtMs, firedBy } from '../../../domain/triage/fired.ts';
import { around, found } from './sample-findings.ts';

const group = (said: string, failures: number, causes: readonly string[] = []) =>
  found('scaling-group', said, { failures, causes });

test.each<readonly [string, readonly Finding[], readonly string[]]>([
  ['nothing', [], []],
  ['a stopped replication', [found('database', 'degraded replication-failed')], ['replication-failure']],
  ['a group that is empty and launches nothing', [group('failed nothing-in-service', 1)], ['scaling-down']],
  ['a group that is empty and has tried nothing', [group('failed nothing-in-service', 0)], []],
  [
    'one launch beyond a quota',
    [group('degraded launches-fail-quota', 1, ['quota'])],
    ['limits-block-scaling'],
  ],
  [
    'an empty group that a quota blocks',
    [group('failed nothing-in-service', 1, ['quota'])],
    ['scaling-down', 'limits-block-scaling'],
  ],
  ['two launches that fail', [group('degraded launches-fail-other', 2)], ['several-scaling-failures']],
])('%s', (_, findings, wanted) => {
  expect(firedBy(findings)).toEqual(wanted);
});

test('a database is down since it was first seen so in the run', () => {
  const later = { ...found('database', 'failed no-writer', { n: 1 }), atMs: around.nowMs + 500 };
  expect(databaseDownAtMs([later, found('database', 'failed database-in-transition')])).toBe(around.nowMs);
  expect(databaseDownAtMs([found('database', 'degraded replication-failed')])).toBeUndefined();
});

import { expect, test } from 'vitest';
import type { Finding } from '../../../domain/triage/finding.ts';
import { scopeOf } from '../../../domain/triage/scope.ts';
import { found } from './sample-findings.ts';

const group = (healthy: number, targets: number, zonesOut: readonly string[] = [], n = 0) =>
  found('target-health', healthy === targets ? 'healthy all-targets-healthy' : 'failed x', {
    n,
    healthy,
    targets,
    zonesOut,
  });

const failing = (target5xx: number) =>
  found('load-balancer', 'failed requests-fail', { requests: 100, target5xx, elb5xx: 0 });

test.each<readonly [string, readonly Finding[], object]>([
  ['nothing is seen', [], { kind: 'unknown' }],
  ['targets cannot be seen', [found('target-health', 'unknown denied')], { kind: 'unknown' }],
  ['a group is empty', [group(0, 0)], { kind: 'unknown' }],
  ['all are out', [group(0, 4)], { kind: 'all', unavailable: 1 }],
  ['some are out', [group(3, 4)], { kind: 'part', unavailable: 0.25 }],
  ['groups are added up', [group(0, 2), group(6, 6, [], 1)], { kind: 'part', unavailable: 0.25 }],
  ['one zone is out', [group(2, 4, ['b'])], { kind: 'one-zone', unavailable: 0.5 }],
  ['two zones are out', [group(2, 6, ['b', 'c'])], { kind: 'part' }],
  [
    'its group knows the zone',
    [group(2, 4), found('scaling-group', 'degraded a-zone-is-out', { zonesOut: ['b'] })],
    { kind: 'one-zone' },
  ],
  ['all are in service', [group(4, 4)], { kind: 'none', unavailable: 0 }],
  ['all are in service, and answer with errors', [group(4, 4), failing(99)], { kind: 'all', unavailable: 0 }],
  [
    'all are in service, and some requests fail',
    [group(4, 4), failing(40)],
    { kind: 'part', unavailable: 0 },
  ],
  [
    'all are in service, and the health check fails',
    [group(4, 4), found('health-url', 'failed wrong-status')],
    { kind: 'unknown' },
  ],
])('%s', (_, findings, wanted) => {
  expect(scopeOf(findings)).toMatchObject(wanted);
});

test('it is told in words', () => {
  expect(scopeOf([group(2, 4, ['b'])]).text).toBe('2 of 4 targets out of service, zone b has none');
});

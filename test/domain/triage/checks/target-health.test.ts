import { expect, test } from 'vitest';
import { emptyEstate } from '../../../../domain/kernel/estate.ts';
import { targetHealth } from '../../../../domain/triage/checks/target-health.ts';
import type { Target } from '../../../../domain/triage/facts/targets.ts';
import { around, verdict } from '../sample-findings.ts';
import { sampleScene } from '../sample-scene.ts';

const targets = (...states: readonly string[]): readonly Target[] =>
  states.map((state, n) => ({ id: `i-${n}`, state }));

const say = (some: readonly Target[]) => targetHealth.interpret({ name: 'web', targets: some }, around);

test.each([
  [targets(), 'degraded no-targets'],
  [targets('healthy', 'healthy'), 'healthy all-targets-healthy'],
  [targets('unhealthy', 'unhealthy'), 'failed all-targets-unhealthy'],
  [targets('unhealthy.draining'), 'failed all-targets-unhealthy'],
  [targets('healthy', 'unhealthy'), 'degraded some-targets-unhealthy'],
  [targets('initial', 'initial'), 'degraded no-target-in-service'],
  [targets('healthy', 'draining', 'unused', 'initial'), 'healthy all-targets-healthy'],
  [targets('unavailable', 'unavailable'), 'unknown no-health-check'],
  [targets('healthy', 'unavailable'), 'healthy all-targets-healthy'],
  [targets('a-state-of-next-year'), 'failed all-targets-unhealthy'],
])('targets %# are told as they are', (some, wanted) => {
  expect(verdict(say(some))).toBe(wanted);
});

test('a zone without a healthy target is out while another one works', () => {
  const inZone = (zone: string, state: string, n = 1): Target => ({ id: `${zone}-${n}`, state, zone });
  const half = say([inZone('b', 'unhealthy'), inZone('b', 'unhealthy', 2), inZone('a', 'healthy')]);
  expect(verdict(say([inZone('b', 'unhealthy'), inZone('a', 'healthy')]))).toBe(
    'degraded some-targets-unhealthy',
  );
  expect(verdict(half)).toBe('degraded a-zone-is-out');
  expect(half.evidence['zonesOut']).toEqual(['b']);
  const whole = say([inZone('b', 'unhealthy'), inZone('a', 'unhealthy')]);
  expect(verdict(whole)).toBe('failed all-targets-unhealthy');
  expect(whole.evidence['zonesOut']).toEqual([]);
});

test("AWS's own words say why, and else its code, and else its state", () => {
  const sick = { id: 'i-1', state: 'unhealthy' };
  expect(say([{ ...sick, reason: 'Target.Timeout', description: 'Request timed out' }]).text).toContain(
    '(Request timed out)',
  );
  expect(say([{ ...sick, reason: 'Target.Timeout' }]).text).toContain('(Target.Timeout)');
  expect(say([sick]).text).toContain('(unhealthy)');
});

test('a thousand targets are one line and a few numbers', () => {
  const many = Array.from({ length: 1000 }, (_, n) => ({
    id: `i-${n}`,
    state: n < 400 ? 'healthy' : 'unhealthy',
    reason: 'Target.Timeout',
  }));
  const { text, evidence } = say(many);
  expect(text).toBe('400 of 1000 targets of web healthy (Target.Timeout)');
  expect(JSON.stringify(evidence).length).toBeLessThan(200);
});

test('groups are looked at by their names and by those of their load balancers', () => {
  const estate = { ...emptyEstate, targetGroups: ['web'], loadBalancers: ['shop'] };
  expect(targetHealth.subjectsOf(sampleScene({ estate }))).toEqual([
    { kind: 'target-group', name: 'web' },
    { kind: 'load-balancer', name: 'shop' },
  ]);
});

import { expect, test } from 'vitest';
import { launchCauseOf, scalingGroup } from '../../../../domain/triage/checks/scaling-group.ts';
import type { ScalingGroupFacts } from '../../../../domain/triage/facts/scaling-group.ts';
import { around, ONSET_MS, verdict } from '../sample-findings.ts';

const instances = (...working: readonly boolean[]) =>
  working.map((inService, n) => ({ id: `i-${n}`, inService, zone: 'a' }));

const group = (changes: Partial<ScalingGroupFacts>): ScalingGroupFacts => ({
  ...{ name: 'web', min: 1, max: 8, desired: 2, suspended: [], failures: [] },
  instances: instances(true, true),
  ...changes,
});

const failed = (message: string) => [{ atMs: ONSET_MS, message }];

test.each<readonly [Partial<ScalingGroupFacts>, string]>([
  [{}, 'healthy all-in-service'],
  [{ desired: 0, instances: [] }, 'healthy all-in-service'],
  [{ instances: [] }, 'failed nothing-in-service'],
  [
    { instances: instances(false, false), failures: failed('InsufficientInstanceCapacity') },
    'failed nothing-in-service',
  ],
  [{ instances: instances(true) }, 'degraded instances-missing'],
  [{ max: 2 }, 'degraded at-its-maximum'],
  [{ suspended: ['Launch'] }, 'degraded processes-suspended'],
  [{ suspended: ['AZRebalance'] }, 'healthy all-in-service'],
  [{ failures: failed('We do not have sufficient m7g.large capacity') }, 'degraded launches-fail-capacity'],
  [{ failures: failed('VcpuLimitExceeded') }, 'degraded launches-fail-quota'],
  [{ failures: failed("The image id '[ami-1]' does not exist") }, 'degraded launches-fail-template'],
  [{ failures: failed('failed an ELB health check') }, 'degraded launches-fail-health-check'],
  [{ failures: failed('the moon is full') }, 'degraded launches-fail-other'],
])('a group is told as it is: %#', (changes, wanted) => {
  expect(verdict(scalingGroup.interpret(group(changes), around))).toBe(wanted);
});

test('a zone whose instances are all gone is named, and why launches fail stays in the evidence', () => {
  const zoned = [
    { id: 'i-1', inService: true, zone: 'a' },
    { id: 'i-2', inService: false, zone: 'b' },
  ];
  const said = scalingGroup.interpret(
    group({ instances: zoned, failures: failed('VcpuLimitExceeded') }),
    around,
  );
  expect(verdict(said)).toBe('degraded a-zone-is-out');
  expect(said.evidence).toMatchObject({ zonesOut: ['b'], causes: ['quota'] });
});

test.each([
  ['You have requested more vCPU capacity than your current vCPU limit of 64 allows', 'quota'],
  [
    'We currently do not have sufficient m7g.large capacity in the Availability Zone you requested',
    'capacity',
  ],
  ['The security group sg-1 does not exist', 'template'],
  ['', 'other'],
])('"%s" is a matter of %s', (message, cause) => {
  expect(launchCauseOf(message)).toBe(cause);
});

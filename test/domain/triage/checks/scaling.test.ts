import { describe, expect, test } from 'vitest';
import { launchTemplate } from '../../../../domain/triage/checks/launch-template.ts';
import { quotas } from '../../../../domain/triage/checks/quotas.ts';
import { scalingPolicies } from '../../../../domain/triage/checks/scaling-policies.ts';
import { around, MINUTE_MS, ONSET_MS, verdict } from '../sample-findings.ts';

const policy = { name: 'cpu', enabled: true, forecasts: false, alarms: ['cpu-high'] };
const policies = (...all: (typeof policy)[]) =>
  verdict(scalingPolicies.interpret({ name: 'web', policies: all }, around));

test('policies can work that are on and have an alarm, or forecast', () => {
  expect(policies(policy, { ...policy, forecasts: true, alarms: [] })).toBe('healthy policies-on');
  expect(policies(policy, { ...policy, alarms: [] })).toBe('degraded policies-without-alarm');
  expect(policies({ ...policy, alarms: [] }, { ...policy, enabled: false })).toBe('degraded policies-off');
  expect(policies()).toBe('healthy no-policies');
});

describe('a launch template', () => {
  const made = (number: number, minutesBefore: number, isDefault = false) => ({
    ...{ number, isDefault },
    createdAtMs: ONSET_MS - minutesBefore * MINUTE_MS,
  });
  const versions = [made(9, 20), made(8, 90), made(6, 9_000, true)];
  const used = (version: string) =>
    launchTemplate.interpret(
      { group: 'web', templateId: 'lt-0a1b2c3d', isMixed: false, version, versions },
      around,
    );

  test('is suspected whose version in use was made within the hour before onset, with the one before it', () => {
    for (const version of ['9', '$Latest']) {
      const said = used(version);
      expect(verdict(said)).toBe('degraded template-changed');
      expect(said.evidence).toMatchObject({ version: 9, versionBefore: 8, minutesBefore: 20 });
    }
  });

  test('is not suspected for a version that nothing launches by', () => {
    expect(verdict(used('8'))).toBe('healthy template-unchanged');
    expect(used('8').evidence).toMatchObject({ version: 8, versionBefore: 6 });
    expect(used('$Default').evidence['versionBefore']).toBeUndefined();
  });

  test('whose version is gone launches nothing', () => {
    expect(verdict(used('7'))).toBe('failed no-such-version');
  });
});

test('a quota is free, near or reached, and one without a figure is not known', () => {
  const said = (used?: number) =>
    verdict(
      quotas.interpret(
        { code: 'L-1', name: 'vCPUs', value: 100, ...(used === undefined ? {} : { used }) },
        around,
      ),
    );
  expect(['79', '80', '95'].map(Number).map(said)).toEqual([
    'healthy quota-free',
    'degraded quota-near',
    'degraded quota-reached',
  ]);
  expect(said()).toBe('unknown not-found');
  expect(verdict(quotas.interpret({ code: 'L-1', name: 'vCPUs', value: 0, used: 0 }, around))).toBe(
    'degraded quota-reached',
  );
});

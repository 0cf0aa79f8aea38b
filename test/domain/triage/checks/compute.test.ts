import { expect, test } from 'vitest';
import { lambdaFunction } from '../../../../domain/triage/checks/function.ts';
import { instanceStatus } from '../../../../domain/triage/checks/instance-status.ts';
import type { FunctionFacts, InstanceFacts } from '../../../../domain/triage/facts/compute.ts';
import { around, MINUTE_MS, ONSET_MS, verdict } from '../sample-findings.ts';

test('an instance that does not run comes before a check that fails, and that before what AWS plans', () => {
  const said = (more: Partial<InstanceFacts>) =>
    verdict(
      instanceStatus.interpret(
        { ...{ id: 'i-1', state: 'running', system: 'ok', instance: 'ok', events: [] }, ...more },
        around,
      ),
    );
  const events = [{ code: 'instance-retirement', text: 'its machine degrades' }];
  expect(said({ state: 'stopped', system: 'not-applicable' })).toBe('failed instance-not-running');
  expect(said({ system: 'impaired', instance: 'impaired', events })).toBe('failed machine-impaired');
  expect(said({ instance: 'impaired', events })).toBe('failed instance-impaired');
  expect(said({ events })).toBe('degraded instance-event');
  expect(said({ instance: 'insufficient-data' })).toBe('degraded status-without-data');
  expect(said({})).toBe('healthy instance-runs');
});

const version = (id: string, minutesBefore: number) => {
  const atMs = ONSET_MS - minutesBefore * MINUTE_MS;
  return { id, status: 'succeeded' as const, startedAtMs: atMs, endedAtMs: atMs };
};
const said = (more: Partial<FunctionFacts>) =>
  lambdaFunction.interpret(
    { ...{ name: 'mailer', state: 'Active', update: 'Successful', deployments: [], aliases: [] }, ...more },
    around,
  );

test('a function updated within 30 minutes before onset is a deployment, with the version before and its alias', () => {
  const updated = said({
    deployments: [version('5', 10), version('4', 9_000)],
    aliases: [
      { name: 'old', version: '4' },
      { name: 'live', version: '5' },
    ],
  });
  expect(verdict(updated)).toBe('degraded deployed-before-onset');
  expect(updated.evidence).toMatchObject({
    ...{ deployment: '5', deployedMinutesBefore: 10, lastGood: '4', alias: 'live' },
  });
  expect(verdict(said({ deployments: [version('4', 31)] }))).toBe('healthy function-unchanged');
});

test('a function that cannot run comes before its update', () => {
  const deployments = [version('5', 10)];
  expect(verdict(said({ state: 'Failed', stateReason: 'no image', update: 'Failed', deployments }))).toBe(
    'failed function-failed',
  );
  expect(verdict(said({ update: 'Failed', deployments }))).toBe('degraded update-failed');
  expect(verdict(said({ state: 'Pending' }))).toBe('degraded function-pending');
  // Idle ones start when they are called.
  expect(verdict(said({ state: 'Inactive' }))).toBe('healthy function-unchanged');
});

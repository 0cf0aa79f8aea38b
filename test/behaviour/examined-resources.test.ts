import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Finding } from '../../domain/triage/finding.ts';
import { startExaminedAccount } from './examined-situation.ts';

let examined: Awaited<ReturnType<typeof startExaminedAccount>>;
beforeAll(async () => {
  examined = await startExaminedAccount(vi.stubEnv);
});
afterAll(async () => {
  await examined.account.stop();
  vi.unstubAllEnvs();
});

const told = (findings: readonly Finding[]) =>
  Object.fromEntries(findings.map(({ check, state, reason }) => [check, `${state} ${reason}`]));

test('a broken launch template is told with the version before it, ready to go back to', async () => {
  const { findings, judgement } = await examined.examine('launch-failures-template', 'auto-scaling', 10);
  expect(told(findings)).toMatchObject({
    'launch-template': 'degraded template-changed',
    'scaling-policies': 'healthy policies-on',
    quotas: 'healthy quota-free',
  });
  const template = findings.find(({ check }) => check === 'launch-template');
  expect(judgement.cause).toMatchObject({ kind: 'launch-template', confidence: 'high' });
  expect(judgement.cause?.for).toContain(template?.id);
  expect(judgement.proposals.map(({ command }) => command)).toContain(
    'aws autoscaling update-auto-scaling-group --auto-scaling-group-name checkout-web --launch-template LaunchTemplateId=lt-0c1d2e3f405162738,Version=7',
  );
});

test('a quota that blocks launches is told with what is used of it', async () => {
  const { findings, judgement } = await examined.examine('launch-failures-quota', 'auto-scaling', 10);
  expect(told(findings)).toMatchObject({
    quotas: 'degraded quota-reached',
    'launch-template': 'healthy template-unchanged',
  });
  const quota = findings.find(({ check }) => check === 'quotas');
  expect(quota?.evidence).toMatchObject({ code: 'L-1216C47A', value: 64, used: 64 });
  expect(judgement.cause).toMatchObject({ kind: 'quota', confidence: 'high' });
  expect(judgement.cause?.for).toContain(quota?.id);
});

test('instances and functions are looked at, and what does not exist says so', async () => {
  const { findings, judgement } = await examined.examine('healthy', 'generic', 10, {
    resources: {
      instances: ['i-0a1b2c3d4e5f60711', 'i-00000000000000000'],
      functions: ['checkout-mailer', 'constructor'],
    },
  });
  const of = (check: string) =>
    findings.filter((each) => each.check === check).map(({ state, reason }) => `${state} ${reason}`);
  expect(of('instance-status')).toEqual(['healthy instance-runs', 'unknown not-found']);
  expect(of('function')).toEqual(['healthy function-unchanged', 'unknown not-found']);
  expect(judgement.gaps.filter(({ check }) => check === 'function')).toMatchObject([
    { resource: 'constructor', reason: 'not-found' },
  ]);
});

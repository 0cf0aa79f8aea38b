import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Signal } from '../../domain/signal/signal.ts';
import type { Finding } from '../../domain/triage/finding.ts';
import { sampleText, transitionOf } from '../events/intake/messages.ts';
import { startExaminedAccount } from './examined-situation.ts';

let examined: Awaited<ReturnType<typeof startExaminedAccount>>;
beforeAll(async () => {
  examined = await startExaminedAccount(vi.stubEnv);
});
afterAll(async () => {
  await examined.account.stop();
  vi.unstubAllEnvs();
});

/** GuardDuty's finding about the deployer's credentials, as intake reads it. */
const compromised = (): Signal => {
  const { signal } = transitionOf(sampleText('guardduty-critical'));
  return { ...signal, facts: { ...signal.facts, vpc: 'vpc-0a1b2c3d4e5f60718' } };
};

const told = (findings: readonly Finding[]) =>
  Object.fromEntries(findings.map(({ check, state, reason }) => [check, `${state} ${reason}`]));

test('credentials that somebody else uses are told with what was done, and every command is ready to run', async () => {
  const { findings, judgement } = await examined.examine('credential-compromise', 'security', 34, {
    signal: compromised(),
  });
  expect(told(findings)).toMatchObject({
    finding: 'failed severe-finding',
    'principal-activity': 'failed hides-its-traces',
    trails: 'failed trail-stopped',
    'flow-logs': 'degraded flow-log-not-delivered',
  });
  const activity = findings.find(({ check }) => check === 'principal-activity');
  expect(activity?.evidence).toMatchObject({
    hid: ['StopLogging'],
    widened: ['AttachUserPolicy', 'CreateAccessKey'],
    newAddresses: ['203.0.113.9'],
    denied: 2,
  });
  expect(judgement.cause).toMatchObject({
    kind: 'credential-compromise',
    confidence: 'high',
    text: 'credentials of checkout-deployer are used by somebody else',
    against: [],
  });
  const [first] = judgement.proposals;
  expect(first).toMatchObject({
    action: 'preserve-evidence',
    command:
      'aws guardduty get-findings --region eu-west-1 --detector-id 5ab1c2d3e4f50617283940a1b2c3d4e5 --finding-ids 9ec0a1b2c3d4e5f60718293a4b5c6d7e > finding-9ec0a1b2c3d4e5f60718293a4b5c6d7e.json',
  });
  const commandOf = (action: string) => judgement.proposals.find((step) => step.action === action)?.command;
  expect(commandOf('deactivate-access-key')).toBe(
    'aws iam update-access-key --user-name checkout-deployer --access-key-id AKIAIOSFODNN7EXAMPLE --status Inactive',
  );
  expect(commandOf('enable-logging')).toBe('aws cloudtrail start-logging --name account-trail');
  expect(commandOf('block-addresses')).toContain('--addresses 203.0.113.9/32 ');
  expect([judgement.text, ...findings.map(({ text }) => text)].join()).not.toContain('AKIA');
});

test('a finding alone is less sure, and what is on is not turned on', async () => {
  const { findings, judgement } = await examined.examine('healthy', 'security', 34, {
    signal: compromised(),
  });
  expect(told(findings)).toMatchObject({
    'principal-activity': 'healthy no-calls',
    trails: 'healthy trails-log',
    'flow-logs': 'healthy flow-logs-on',
  });
  expect(judgement.cause).toMatchObject({ kind: 'credential-compromise', confidence: 'medium' });
  expect(judgement.proposals.map(({ action }) => action)).not.toContain('enable-logging');
});

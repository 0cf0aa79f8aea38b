import { describe, expect, test } from 'vitest';
import type { Signal } from '../../../../domain/signal/signal.ts';
import type { Scene } from '../../../../domain/triage/check.ts';
import { finding } from '../../../../domain/triage/checks/finding.ts';
import { flowLogs, trails } from '../../../../domain/triage/checks/logging.ts';
import { principalActivity } from '../../../../domain/triage/checks/principal-activity.ts';
import type { PrincipalCall } from '../../../../domain/triage/facts/security.ts';
import { around, MINUTE_MS, ONSET_MS, verdict } from '../sample-findings.ts';
import { sampleScene, standing } from '../sample-scene.ts';

const call = (minutes: number, name: string, more: Partial<PrincipalCall> = {}): PrincipalCall => ({
  ...{ atMs: ONSET_MS + minutes * MINUTE_MS, name, user: 'ada', changes: true, from: '192.0.2.1' },
  ...more,
});
const acted = (calls: readonly PrincipalCall[]) =>
  principalActivity.interpret({ name: 'ada', by: 'Username', calls, hasMore: false }, around);

const sceneWith = (signal: Partial<Signal>): Scene =>
  sampleScene({
    scenario: 'security',
    signals: [standing('finding', { kind: 'finding', resources: [], facts: {}, ...signal })],
  });

describe('what a principal did', () => {
  test('to hide comes before what it did to stay', () => {
    const said = acted([call(1, 'CreateAccessKey'), call(2, 'StopLogging')]);
    expect(verdict(said)).toBe('failed hides-its-traces');
    expect(said.evidence).toMatchObject({ hid: ['StopLogging'], widened: ['CreateAccessKey'] });
  });

  test('before onset, or was refused, gave it nothing', () => {
    const refused = call(1, 'CreateAccessKey', { error: 'AccessDenied' });
    expect(verdict(acted([refused]))).toBe('degraded calls-denied');
    expect(verdict(acted([call(-60, 'CreateAccessKey')]))).toBe('healthy no-calls');
  });

  test('from an address that it never called from is told', () => {
    const said = acted([call(1, 'ListBuckets', { from: '203.0.113.9' }), call(-60, 'ListBuckets')]);
    expect(verdict(said)).toBe('degraded calls-from-new-addresses');
    expect(said.text).toContain('203.0.113.9');
    expect(verdict(acted([call(1, 'ListBuckets'), call(-60, 'ListBuckets')]))).toBe(
      'healthy nothing-unusual',
    );
  });

  test('where nothing is known of before, no address is new', () => {
    expect(acted([call(1, 'ListBuckets', { from: '203.0.113.9' })]).evidence['newAddresses']).toEqual([]);
  });

  test('so often that only its newest calls were read is not said to be usual', () => {
    const facts = { name: 'ada', by: 'Username', calls: [call(1, 'ListBuckets')] } as const;
    const said = (hasMore: boolean) => verdict(principalActivity.interpret({ ...facts, hasMore }, around));
    expect(said(true)).toBe('degraded more-calls-than-read');
    expect(said(false)).toBe('healthy nothing-unusual');
  });

  test('names no key in what people read, and a call named like an inherited property is one call', () => {
    const said = acted([call(1, 'constructor', { accessKey: 'AKIAIOSFODNN7EXAMPLE' })]);
    expect(verdict(said)).toBe('healthy nothing-unusual');
    expect(said.text).not.toContain('AKIA');
  });
});

describe('principals are looked up', () => {
  const lookedUp = (signal: Partial<Signal>) => principalActivity.subjectsOf(sceneWith(signal));

  test('a user by its name, root as CloudTrail calls it, a role by its session', () => {
    const facts = (principalType: string, session?: string) => ({
      facts: { principal: 'Shop', principalType, ...(session === undefined ? {} : { session }) },
    });
    expect(lookedUp(facts('IAMUser'))).toEqual([{ name: 'Shop', by: 'Username' }]);
    expect(lookedUp(facts('Root'))).toEqual([{ name: 'root', by: 'Username' }]);
    expect(lookedUp(facts('AssumedRole', 'i-1'))).toEqual([{ name: 'i-1', by: 'Username', role: 'Shop' }]);
    expect(lookedUp(facts('AssumedRole'))).toEqual([]);
  });

  test('as Security Hub names them', () => {
    const resources = ['arn:aws:iam::111122223333:user/team/ada', 'AWS::IAM::AccessKey:AKIAIOSFODNN7EXAMPLE'];
    expect(lookedUp({ resources })).toEqual([
      { name: 'ada', by: 'Username' },
      { name: 'AKIAIOSFODNN7EXAMPLE', by: 'AccessKeyId' },
    ]);
  });

  test('of findings alone, at most two', () => {
    expect(lookedUp({ kind: 'alarm', facts: { principal: 'ada' } })).toEqual([]);
    const resources = ['a', 'b', 'c'].map((name) => `arn:aws:iam::111122223333:user/${name}`);
    expect(lookedUp({ resources })).toHaveLength(2);
  });
});

test('the finding itself is told with what it is about, without the id of a key', () => {
  const scene = sceneWith({
    name: 'Odd calls',
    resources: ['AWS::IAM::AccessKey:AKIAIOSFODNN7EXAMPLE'],
    facts: { findingType: 'Recon:IAMUser/X', findingSeverity: 8, address: '203.0.113.9', principal: 'ada' },
  });
  const [facts] = finding.subjectsOf(scene);
  if (facts === undefined) throw new Error('no finding');
  const said = finding.interpret(facts, around);
  expect(verdict(said)).toBe('failed severe-finding');
  expect(said.evidence).toMatchObject({
    ...{ type: 'Recon:IAMUser/X', severity: 8, principal: 'ada', addresses: ['203.0.113.9'] },
    resources: ['AWS::IAM::AccessKey'],
  });
  expect(JSON.stringify(said)).not.toContain('AKIA');
});

test('a trail that was stopped is worse than one that fails to deliver, and than none', () => {
  const said = (found: Parameters<typeof trails.interpret>[0]['trails']) =>
    verdict(trails.interpret({ region: 'eu-west-1', trails: found, notRead: [] }, around));
  const logs = { name: 'a', isLogging: true };
  expect(said([logs, { name: 'b', isLogging: false, stoppedAtMs: ONSET_MS }])).toBe('failed trail-stopped');
  expect(said([logs, { ...logs, name: 'b', deliveryError: 'AccessDenied' }])).toBe(
    'degraded trail-not-delivered',
  );
  expect(said([])).toBe('degraded no-trail');
  expect(said([logs])).toBe('healthy trails-log');
});

test('flow logs are looked at in the VPC that a finding names, and only there', () => {
  expect(flowLogs.subjectsOf(sceneWith({}))).toEqual([]);
  expect(flowLogs.subjectsOf(sceneWith({ facts: { vpc: 'vpc-0a1b2c3d' } }))).toEqual(['vpc-0a1b2c3d']);
  const said = (logs: Parameters<typeof flowLogs.interpret>[0]['logs']) =>
    verdict(flowLogs.interpret({ vpc: 'vpc-0a1b2c3d', logs }, around));
  expect(said([])).toBe('degraded no-flow-log');
  expect(said([{ id: 'fl-1', isActive: true, deliveryError: 'Access error' }])).toBe(
    'degraded flow-log-not-delivered',
  );
  expect(said([{ id: 'fl-1', isActive: true }])).toBe('healthy flow-logs-on');
});

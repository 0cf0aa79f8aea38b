import { expect, test } from 'vitest';
import { emptyEstate } from '../../../domain/kernel/estate.ts';
import type { Scenario } from '../../../domain/kernel/scenario.ts';
import { causesOf } from '../../../domain/triage/causes.ts';
import type { Finding } from '../../../domain/triage/finding.ts';
import { proposalsOf } from '../../../domain/triage/proposals.ts';
import { sampleIncident } from '../../contract/sample-records.ts';
import { found } from './sample-findings.ts';

const commandsOf = (action: string, findings: readonly Finding[], scenario: Scenario = 'auto-scaling') =>
  proposalsOf(1, scenario, findings, emptyEstate, undefined).flatMap((step) =>
    step.action === action ? [step.command] : [],
  );

const broken = found('scaling-group', 'degraded launches-fail-template', {
  causes: ['template'],
  resource: 'web',
});

test('the template before is named where it was seen, in the form that the group takes', () => {
  const seen = { resource: 'web', templateId: 'lt-0a1b2c3d', version: 8, versionBefore: 6 };
  const template = (isMixed: boolean) =>
    found('launch-template', 'degraded template-changed', { ...seen, isMixed });
  expect(commandsOf('previous-launch-template', [broken, template(false)])).toEqual([
    'aws autoscaling update-auto-scaling-group --auto-scaling-group-name web --launch-template LaunchTemplateId=lt-0a1b2c3d,Version=6',
  ]);
  expect(commandsOf('previous-launch-template', [broken, template(true)])[0]).toContain(
    '"LaunchTemplateId":"lt-0a1b2c3d","Version":"6"',
  );
  const ofAnother = found('launch-template', 'degraded template-changed', { ...seen, resource: 'api' });
  expect(commandsOf('previous-launch-template', [broken, ofAnother])[0]).toContain('<version before>');
});

test('a quota is named that is used up, and no other', () => {
  const group = found('scaling-group', 'degraded launches-fail-quota', { causes: ['quota'] });
  const quota = (said: string) => found('quotas', said, { code: 'L-1216C47A' });
  expect(commandsOf('raise-quota', [group, quota('degraded quota-reached')])[0]).toContain(
    '--quota-code L-1216C47A --desired-value <value>',
  );
  expect(commandsOf('raise-quota', [group, quota('healthy quota-free')])[0]).toContain('<quota code>');
});

test('what was seen of template and quota speaks for or against the cause', () => {
  const quotaBlocks = found('scaling-group', 'degraded launches-fail-quota', { causes: ['quota'] });
  const free = found('quotas', 'healthy quota-free');
  const changed = found('launch-template', 'degraded template-changed');
  const of = (...findings: Finding[]) => causesOf(findings, sampleIncident({ scenario: 'auto-scaling' }))[0];
  expect(of(quotaBlocks, free)).toMatchObject({ kind: 'quota', against: [free.id] });
  expect(of(broken, changed)).toMatchObject({ kind: 'launch-template', for: [broken.id, changed.id] });
});

test('a function goes back by its alias', () => {
  const updated = { resource: 'mailer', deployedMinutesBefore: 10, lastGood: '4' };
  const roll = (more: object) =>
    commandsOf(
      'roll-back-deployment',
      [found('function', 'degraded deployed-before-onset', { ...updated, ...more })],
      'generic',
    )[0];
  expect(roll({ alias: 'live' })).toBe(
    'aws lambda update-alias --function-name mailer --name live --function-version 4',
  );
  expect(roll({})).toContain('--name <alias>');
});

const acted = (more: object) =>
  found('principal-activity', 'failed widens-its-access', { resource: 'ada', ...more });

test('keys of a user are deactivated; sessions of a role are ended, whose keys cannot be', () => {
  const keys = { accessKeys: ['AKIAIOSFODNN7EXAMPLE', 'ASIAIOSFODNN7EXAMPLE'] };
  expect(commandsOf('deactivate-access-key', [acted({ principal: 'ada', ...keys })], 'security')).toEqual([
    'aws iam update-access-key --user-name ada --access-key-id AKIAIOSFODNN7EXAMPLE --status Inactive',
  ]);
  const ofRole = [acted({ principal: 'web', role: 'web', ...keys })];
  expect(commandsOf('deactivate-access-key', ofRole, 'security')).toEqual([]);
  expect(commandsOf('revoke-sessions', ofRole, 'security')[0]).toContain('--role-name web ');
  expect(commandsOf('deactivate-access-key', [], 'security')[0]).toContain('--user-name <user>');
});

test('addresses are blocked that are addresses', () => {
  const findings = [
    acted({ newAddresses: ['203.0.113.9', '2001:db8::1', 'ec2.amazonaws.com', 'AWS Internal'] }),
  ];
  expect(commandsOf('block-addresses', findings, 'security')[0]).toContain(
    '--addresses 203.0.113.9/32 2001:db8::1/128 --lock-token',
  );
});

test('credentials are the surer cause the more their principal did, and usual calls speak against it', () => {
  const finding = found('finding', 'failed severe-finding', { type: 'UnauthorizedAccess:IAMUser/X' });
  const usual = found('principal-activity', 'healthy nothing-unusual');
  const incident = sampleIncident({ scenario: 'security' });
  const sure = (...findings: Finding[]) => causesOf(findings, incident).map(({ confidence }) => confidence);
  expect(sure(finding, acted({}))).toEqual(['high']);
  expect(sure(finding)).toEqual(['medium']);
  expect(sure(finding, usual)).toEqual(['low']);
  expect(causesOf([finding, usual], incident)[0]?.against).toEqual([usual.id]);
  expect(sure(usual)).toEqual([]);
});

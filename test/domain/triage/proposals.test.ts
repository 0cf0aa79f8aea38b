import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Estate, emptyEstate } from '../../../domain/kernel/estate.ts';
import type { Scenario } from '../../../domain/kernel/scenario.ts';
import { causesOf } from '../../../domain/triage/causes.ts';
import type { Finding } from '../../../domain/triage/finding.ts';
import { word } from '../../../domain/triage/proposals/step.ts';
import { proposalsOf } from '../../../domain/triage/proposals.ts';
import { sampleIncident } from '../../contract/sample-records.ts';
import { found } from './sample-findings.ts';

const propose = (
  findings: readonly Finding[],
  estate: Partial<Estate> = {},
  scenario: Scenario = 'outage',
) => {
  const [cause] = causesOf(findings, sampleIncident());
  return proposalsOf(1, scenario, findings, { ...emptyEstate, ...estate }, cause);
};
const actions = (...args: Parameters<typeof propose>) => propose(...args).map(({ action }) => action);

const released = {
  deployedMinutesBefore: 7,
  lastGood: 'execution-1',
  lastGoodRevision: 'web:41',
  revision: 'web:42',
};
const group = (said: string, evidence: object) =>
  found('scaling-group', said, { resource: 'web', desired: 4, max: 8, failures: 0, ...evidence });

test('nothing is proposed without evidence', () => {
  const estate = {
    autoScalingGroups: ['web'],
    containerServices: ['shop/web'],
    databases: ['orders'],
    pipelines: ['ship'],
  };
  expect(actions([], estate)).toEqual([]);
  expect(
    actions(
      [
        found('target-health', 'healthy all-targets-healthy'),
        found('pipeline', 'healthy no-recent-deployment'),
      ],
      estate,
    ),
  ).toEqual([]);
  expect(
    actions([found('database', 'unknown denied'), found('target-health', 'unknown throttled')], estate),
  ).toEqual([]);
});

test.each<readonly [string, Finding, string, string]>([
  [
    'a pipeline',
    found('pipeline', 'degraded deployed-before-onset', { ...released, resource: 'ship' }),
    'roll-back-deployment',
    'aws codepipeline rollback-stage --pipeline-name ship --stage-name <stage> --target-pipeline-execution-id execution-1',
  ],
  [
    'a service of ECS',
    found('container-service', 'degraded deployment-under-way', { ...released, resource: 'shop/web' }),
    'roll-back-deployment',
    'aws ecs update-service --cluster shop --service web --task-definition web:41',
  ],
  [
    'a deployment group',
    found('deployment-group', 'failed deployment-failed', { deployedMinutesBefore: 7, resource: 'shop/web' }),
    'roll-back-deployment',
    'aws deploy create-deployment --application-name shop --deployment-group-name web --revision <last good revision>',
  ],
  [
    'a group at its maximum',
    group('degraded at-its-maximum', { desired: 8 }),
    'scale-up',
    'aws autoscaling update-auto-scaling-group --auto-scaling-group-name web --max-size 12 --desired-capacity 12',
  ],
  [
    'a group with too few instances',
    group('degraded instances-missing', {}),
    'scale-up',
    'aws autoscaling set-desired-capacity --auto-scaling-group-name web --desired-capacity 6 --honor-cooldown',
  ],
  [
    'a group that may not launch',
    group('degraded processes-suspended', { suspended: ['Launch', 'HealthCheck'] }),
    'resume-processes',
    'aws autoscaling resume-processes --auto-scaling-group-name web --scaling-processes Launch HealthCheck',
  ],
  [
    'a group without capacity',
    group('degraded launches-fail-capacity', { causes: ['capacity'], failures: 1 }),
    'launch-in-other-zones',
    'aws autoscaling update-auto-scaling-group --auto-scaling-group-name web --vpc-zone-identifier <subnets of other zones>',
  ],
  [
    'a broken template',
    group('failed nothing-in-service', { causes: ['template'], failures: 1 }),
    'previous-launch-template',
    'aws autoscaling update-auto-scaling-group --auto-scaling-group-name web --launch-template LaunchTemplateId=<id>,Version=<version before>',
  ],
  [
    'a quota',
    group('failed nothing-in-service', { causes: ['quota'], failures: 1 }),
    'raise-quota',
    'aws service-quotas request-service-quota-increase --service-code ec2 --quota-code <quota code> --desired-value <value>',
  ],
  [
    'a database that is down',
    found('database', 'failed database-unavailable', { resource: 'orders' }),
    'reboot-database',
    'aws rds reboot-db-instance --db-instance-identifier orders',
  ],
])('%s', (_, finding, action, command) => {
  const [first] = propose([finding]);
  expect(first).toMatchObject({ action, command, why: expect.any(String), risk: expect.any(String) });
});

test('a group that launches nothing is not scaled up', () => {
  expect(actions([group('failed nothing-in-service', { causes: ['quota'], failures: 2 })])).toEqual([
    'raise-quota',
  ]);
});

test('a cluster fails over, where an instance would restart', () => {
  const down = found('database', 'failed no-writer', { resource: 'orders' });
  expect(propose([down], { databaseClusters: ['orders'] })[0]?.command).toBe(
    'aws rds failover-db-cluster --db-cluster-identifier orders',
  );
});

test("the probable cause's own steps come first, then the runbook's order", () => {
  const findings = [
    found('pipeline', 'degraded deployed-before-onset', { ...released, resource: 'ship' }),
    found('target-health', 'failed all-targets-unhealthy'),
    found('database', 'failed database-unavailable', { resource: 'orders' }),
  ];
  expect(actions(findings, { autoScalingGroups: ['web'] })).toEqual([
    'reboot-database',
    'roll-back-deployment',
    'restart-service',
  ]);
});

test('in a security incident evidence is kept before anything is changed', () => {
  const steps = actions([], { instances: ['i-1', 'i-2'] }, 'security');
  expect(steps.slice(0, 2)).toEqual(['preserve-evidence', 'preserve-evidence']);
  expect(steps.indexOf('isolate')).toBe(2);
});

test('ids are told apart, and at most ten are proposed', () => {
  const many = Array.from({ length: 40 }, (_, n) =>
    found('pipeline', 'degraded deployed-before-onset', { ...released, n, resource: `ship-${n}` }),
  );
  const ids = propose(many).map(({ id }) => id);
  expect(ids).toHaveLength(10);
  expect(new Set(ids).size).toBe(10);
});

/** The words that a shell makes of a text. Nothing of it is run. */
const wordsOf = (text: string): readonly string[] =>
  execFileSync('sh', ['-c', `for each in ${text}; do printf '%s\\0' "$each"; done`])
    .toString()
    .split('\0')
    .slice(0, -1);

const hostile = [
  "it's",
  '$(touch /tmp/x)',
  '`id`',
  'a b',
  'a;b',
  '*',
  '',
  '"',
  '\\',
  'a\nb',
  '-n',
  '名前',
  "''",
  '#x',
  '~',
  '{a,b}',
  '!!',
];

test.each(hostile)('a name is one word of a shell, whatever it is: %j', (name) => {
  expect(wordsOf(word(name))).toEqual([name]);
});

test('any name is one word of a shell', () => {
  const names = fc.array(
    fc.string({ unit: 'grapheme', minLength: 1 }).filter((name) => !name.includes('\0')),
    { minLength: 1, maxLength: 50 },
  );
  fc.assert(
    fc.property(names, (some) => {
      expect(wordsOf(some.map(word).join(' '))).toEqual(some);
    }),
    { numRuns: 20 },
  );
});

test('a command with hostile names is one that a shell takes, with each name as one argument', () => {
  const name = "a'b $(touch x)";
  const [first] = propose([group('degraded instances-missing', { resource: name })]);
  expect(wordsOf(first?.command ?? '')).toEqual([
    'aws',
    'autoscaling',
    'set-desired-capacity',
    '--auto-scaling-group-name',
    name,
    '--desired-capacity',
    '6',
    '--honor-cooldown',
  ]);
});

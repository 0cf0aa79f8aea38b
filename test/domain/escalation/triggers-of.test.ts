import { expect, test } from 'vitest';
import { triggersOf } from '../../../domain/escalation/triggers-of.ts';
import { alarmNamed, alarmOn, classified, raised } from '../classification/sample-signals.ts';

const launch = (statusMessage: string, activity = 'launch') =>
  raised({ kind: 'scaling', facts: { group: 'shop', activity, statusMessage } });
const finding = (findingType: string) => raised({ kind: 'finding', facts: { findingType } });

test('a signal named after data loss or corruption triggers "data-loss"', () => {
  expect(triggersOf(alarmNamed('ledger data corruption'), classified())).toEqual(['data-loss']);
  expect(
    triggersOf(
      raised({ kind: 'declaration', name: 'Possible data loss in orders' }),
      classified({ rule: 'declared' }),
    ),
  ).toEqual(['data-loss']);
});

test('replication that fails triggers "replication-failure", a lag does not', () => {
  const lag = (value: number) => alarmOn('AWS/RDS ReplicaLag', { value });
  expect(triggersOf(lag(-1), classified())).toEqual(['replication-failure']);
  expect(triggersOf(lag(900), classified())).toEqual([]);
  expect(
    triggersOf(raised({ kind: 'database-event', facts: { topic: 'replication' } }), classified()),
  ).toEqual(['replication-failure']);
});

test('a limit that blocks a launch triggers "limits-block-scaling"', () => {
  expect(triggersOf(launch('VcpuLimitExceeded'), classified())).toEqual(['limits-block-scaling']);
  expect(triggersOf(launch('The key pair does not exist'), classified())).toEqual([]);
  expect(triggersOf(launch('VcpuLimitExceeded', 'terminate'), classified())).toEqual([]);
});

test('a group with nothing in service triggers "scaling-down"', () => {
  const inService = (value: number) =>
    alarmOn('AWS/AutoScaling GroupInServiceInstances', { value, threshold: 2, comparison: 'less' });
  expect(triggersOf(inService(0), classified())).toEqual(['scaling-down']);
  expect(triggersOf(inService(1), classified())).toEqual([]);
});

test.each([
  'AttackSequence:IAM/CompromisedCredentials',
  'Execution:EC2/MaliciousFile',
  'Backdoor:EC2/C&CActivity.B',
  'CryptoCurrency:EC2/BitcoinTool.B!DNS',
  'UnauthorizedAccess:IAMUser/InstanceCredentialExfiltration.OutsideAWS',
])('a finding of type %s confirms a compromise', (type) =>
  expect(triggersOf(finding(type), classified())).toEqual(['compromise-confirmed']),
);

test('a finding that data was taken confirms a breach too', () => {
  expect(triggersOf(finding('AttackSequence:S3/CompromisedData'), classified())).toEqual([
    'breach-confirmed',
    'compromise-confirmed',
  ]);
});

test('a finding of an attempt confirms nothing', () => {
  expect(triggersOf(finding('Recon:EC2/Portscan'), classified())).toEqual([]);
  expect(triggersOf(finding('UnauthorizedAccess:EC2/SSHBruteForce'), classified())).toEqual([]);
});

test('what a team rates SEV4 triggers nothing', () => {
  expect(
    triggersOf(alarmNamed('data loss rehearsal'), classified({ severity: 'SEV4', rule: 'team:rehearsal' })),
  ).toEqual([]);
  expect(triggersOf(alarmNamed('data loss'), classified({ severity: 'SEV3', rule: 'team:shop' }))).toEqual([
    'data-loss',
  ]);
});

test('what its tags rate SEV4 triggers nothing, what a rule of the product does triggers all the same', () => {
  const rated = (rule: string) => triggersOf(alarmNamed('data loss'), classified({ severity: 'SEV4', rule }));
  expect(rated('alarm-tags')).toEqual([]);
  expect(rated('named-severity')).toEqual(['data-loss']);
});

test('a finding type among the facts of what is no finding confirms nothing', () => {
  const { signal, ...rest } = finding('Backdoor:EC2/C&CActivity.B');
  expect(triggersOf({ ...rest, signal: { ...signal, kind: 'notification' } }, classified())).toEqual([]);
});

test('a signal that clears triggers nothing', () => {
  expect(triggersOf({ ...alarmNamed('data loss'), state: 'OK' }, classified())).toEqual([]);
});

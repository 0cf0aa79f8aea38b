import { describe, expect, test } from 'vitest';
import { parseIntake } from '../../../../events/intake/parse-intake.ts';
import {
  atUtc,
  context,
  event,
  ignoredReason,
  sampleEvent,
  sampleText,
  transitionOf,
  undecidedOf,
} from '../messages.ts';

const sampleFinding = (): Record<string, unknown> => {
  const [found] = sampleEvent('securityhub-high').detail['findings'] as Record<string, unknown>[];
  if (found === undefined) throw new Error('The sample has no finding.');
  return found;
};
const imported = (...findings: unknown[]): string =>
  event('Security Hub Findings - Imported', 'aws.securityhub', { findings });
const finding = (changes: object): string => imported({ ...sampleFinding(), ...changes });

describe('a Security Hub finding', () => {
  test('stands, with label, score, types and product as facts', () => {
    const { signal, ...transition } = transitionOf(sampleText('securityhub-high'));
    expect(transition).toMatchObject({ state: 'ALARM', atMs: atUtc('02:49:02.113') });
    expect(signal).toMatchObject({
      kind: 'finding',
      name: 'The bucket checkout-receipts can be read by everybody.',
      resources: ['arn:aws:s3:::checkout-receipts'],
      facts: {
        findingType: 'Policy:IAMUser-S3BucketPublic',
        severityLabel: 'HIGH',
        severityNormalized: 70,
        types: 'Effects/Data Exposure/Policy:IAMUser-S3BucketPublic',
        product: 'aws/macie',
      },
    });
  });

  test.each<[string, object]>([
    ['resolved', { Workflow: { Status: 'RESOLVED' } }],
    ['suppressed', { Workflow: { Status: 'SUPPRESSED' } }],
    ['archived', { RecordState: 'ARCHIVED' }],
    ['a control that passes', { Compliance: { Status: 'PASSED' }, Severity: { Label: 'INFORMATIONAL' } }],
  ])('that is %s is over', (_, changes) => {
    expect(transitionOf(finding(changes)).state).toBe('OK');
  });

  test('of GuardDuty is the signal that GuardDuty itself makes, as severe', () => {
    const own = transitionOf(sampleText('guardduty-critical'));
    const hub = transitionOf(
      finding({
        Id: own.signal.id,
        ProductArn: 'arn:aws:securityhub:eu-west-1::product/aws/guardduty',
        Types: ['TTPs/AttackSequence:IAM-CompromisedCredentials'],
        Severity: { Label: 'CRITICAL', Normalized: 90, Original: '9.3' },
      }),
    );
    expect(hub.signal.id).toBe(own.signal.id);
    expect(hub.signal.facts['findingSeverity']).toBe(own.signal.facts['findingSeverity']);
  });

  test('that is informational asks for nothing', () => {
    expect(ignoredReason(finding({ Severity: { Label: 'INFORMATIONAL' } }))).toBe('finding-informational');
  });

  test.each(['LOW', 'MEDIUM', 'HIGH'])(
    'of a control check of severity %s is posture, not an attack',
    (Label) => {
      expect(ignoredReason(finding({ Compliance: { Status: 'FAILED' }, Severity: { Label } }))).toBe(
        'compliance-check',
      );
    },
  );

  test('of a critical control check stands', () => {
    const critical = finding({ Compliance: { Status: 'FAILED' }, Severity: { Label: 'CRITICAL' } });
    expect(transitionOf(critical).state).toBe('ALARM');
  });

  test.each<[string, object]>([
    ['by its field', { Sample: true }],
    [
      'by the fields of GuardDuty',
      { ProductFields: { 'aws/guardduty/service/additionalInfo/sample': 'true' } },
    ],
    ['by its title', { Title: '[SAMPLE] Bitcoin activity' }],
  ])('marked as a sample %s is set aside', (_, changes) => {
    expect(ignoredReason(finding(changes))).toBe('sample-finding');
  });

  test('without an id cannot be decided on', () => {
    expect(undecidedOf(finding({ Id: '' }))).toEqual(['missing-field', 'detail.findings[0].Id']);
  });
});

test('several findings of one event are decided on one by one', () => {
  const parsed = parseIntake(
    imported(sampleFinding(), { ...sampleFinding(), Id: 'other', Severity: { Label: 'INFORMATIONAL' } }, 7, {
      ...sampleFinding(),
      Id: 'third',
    }),
    context,
  );
  expect(parsed.transitions.map(({ signal }) => signal.id)).toEqual([
    sampleFinding()['Id'],
    'finding:111122223333:aws/macie:third',
  ]);
  expect(parsed.ignored.map(({ reason }) => reason)).toEqual(['finding-informational']);
  expect(parsed.undecided).toEqual([
    expect.objectContaining({ reason: 'missing-field', field: 'detail.findings[2]' }),
  ]);
});

test.each([[undefined], [[]], ['x']])('an event whose findings are %j cannot be decided on', (findings) => {
  expect(undecidedOf(event('Security Hub Findings - Imported', 'aws.securityhub', { findings }))).toEqual([
    'missing-field',
    'detail.findings',
  ]);
});

describe('the id of a finding', () => {
  const alarm = 'arn:aws:cloudwatch:eu-west-1:111122223333:alarm:checkout-5xx';
  const own = transitionOf(sampleText('securityhub-high')).signal.id;

  test('that is an ARN of its account is the id of the signal', () => {
    expect(own).toBe(sampleFinding()['Id']);
  });

  test.each([
    ['of the same id in another account', { AwsAccountId: '999988887777', RecordState: 'ARCHIVED' }, own],
    ['that calls itself like an alarm', { Id: alarm, RecordState: 'ARCHIVED' }, alarm],
  ])('a finding %s ends nothing but itself', (_, changes, other) => {
    const over = transitionOf(finding(changes));
    expect(over.state).toBe('OK');
    expect(over.signal.id).not.toBe(other);
  });

  test('that is no ARN counts within its account and product', () => {
    expect(transitionOf(finding({ Id: 'check/7' })).signal.id).toBe('finding:111122223333:aws/macie:check/7');
  });
});

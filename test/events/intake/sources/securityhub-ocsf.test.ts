import { describe, expect, test } from 'vitest';
import { parseIntake } from '../../../../events/intake/parse-intake.ts';
import { atUtc, context, event, ignoredReason, sampleText, transitionOf, undecidedOf } from '../messages.ts';

const own = transitionOf(sampleText('securityhub-high'));

/** The finding of the sample as OCSF writes it. */
const ocsf = {
  activity_id: 1,
  category_uid: 2,
  class_uid: 2004,
  cloud: { provider: 'AWS', region: 'eu-west-1', account: { uid: '111122223333', type: 'AWS Account' } },
  finding_info: {
    uid: own.signal.id,
    title: own.signal.name,
    desc: 'A change of the bucket policy made it public.',
    types: ['Policy:IAMUser-S3BucketPublic'],
    first_seen_time: atUtc('02:47:30'),
    modified_time: atUtc('02:49:02.113'),
  },
  metadata: {
    product: { name: 'Macie', uid: 'arn:aws:securityhub:eu-west-1::productv2/aws/macie' },
    version: '1.5',
  },
  resources: [{ uid: 'arn:aws:s3:::checkout-receipts', type: 'AwsS3Bucket' }],
  severity: 'High',
  severity_id: 4,
  status: 'New',
  status_id: 1,
  time: atUtc('02:49:02.113'),
};

const imported = (...findings: unknown[]): string =>
  event('Findings Imported V2', 'aws.securityhub', { findings });
const finding = (changes: object): string => imported({ ...ocsf, ...changes });

describe('a finding in OCSF', () => {
  test('is the signal of the same finding in the other format', () => {
    const { signal, ...transition } = transitionOf(finding({}));
    expect(transition).toMatchObject({ state: 'ALARM', atMs: own.atMs, onsetAtMs: own.onsetAtMs });
    expect(signal).toMatchObject({
      id: own.signal.id,
      kind: 'finding',
      name: own.signal.name,
      account: own.signal.account,
      region: own.signal.region,
      resources: own.signal.resources,
      facts: { findingType: 'Policy:IAMUser-S3BucketPublic', severityLabel: 'HIGH', product: 'Macie' },
    });
  });

  test.each([
    ['suppressed', { status_id: 3 }],
    ['resolved', { status_id: 4 }],
    ['archived', { status_id: 5 }],
    ['closed', { activity_id: 3 }],
    ['a check that passes', { compliance: { status: 'Pass', status_id: 1 }, severity_id: 1 }],
  ])('that is %s is over', (_, changes) => {
    expect(transitionOf(finding(changes)).state).toBe('OK');
  });

  test.each([
    [2, 'LOW'],
    [3, 'MEDIUM'],
    [5, 'CRITICAL'],
    [6, 'CRITICAL'],
  ])('of severity_id %d is labelled %s', (severity_id, label) => {
    expect(transitionOf(finding({ severity_id })).signal.facts['severityLabel']).toBe(label);
  });

  test('that asks for nothing, or a check below critical, is set aside', () => {
    expect(ignoredReason(finding({ severity_id: 1 }))).toBe('finding-informational');
    const failed = { status: 'Fail', status_id: 3 };
    expect(ignoredReason(finding({ compliance: failed }))).toBe('compliance-check');
    expect(transitionOf(finding({ compliance: failed, severity_id: 5 })).state).toBe('ALARM');
  });

  test('of another account or like an alarm ends nothing but itself', () => {
    const cloud = { region: 'eu-west-1', account: { uid: '999988887777' } };
    expect(transitionOf(finding({ cloud, status_id: 5 })).signal.id).not.toBe(own.signal.id);
  });

  test('that cannot be read never costs the others', () => {
    const { transitions, undecided } = parseIntake(
      imported('?', { ...ocsf, finding_info: {} }, ocsf),
      context,
    );
    expect(transitions).toHaveLength(1);
    expect(undecided.map(({ field }) => field)).toEqual([
      'detail.findings[0]',
      'detail.findings[1].finding_info.uid',
    ]);
  });

  test('of no date is dated by its event', () => {
    const undated = finding({ time: 9e99, finding_info: { ...ocsf.finding_info, modified_time: 9e99 } });
    expect(transitionOf(undated).atMs).toBe(atUtc('03:04:10'));
  });

  test('an event without findings cannot be decided on', () => {
    expect(undecidedOf(imported())).toEqual(['missing-field', 'detail.findings']);
  });
});

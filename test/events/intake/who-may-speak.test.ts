import { describe, expect, test } from 'vitest';
import { parseIntake } from '../../../events/intake/parse-intake.ts';
import { context, event, ignoredReason, sampleText, transitionOf, undecidedOf } from './messages.ts';
import { published } from './notifications/published.ts';

const stranger = '999988887777';

const alarm = (state: string, account = '111122223333', region = 'eu-west-1', more: object = {}) => ({
  AlarmName: 'checkout-5xx',
  AWSAccountId: account,
  NewStateValue: state,
  NewStateReason: 'Threshold Crossed',
  StateChangeTime: '2026-11-20T03:04:10.000+0000',
  AlarmArn: `arn:aws:cloudwatch:${region}:${account}:alarm:checkout-5xx`,
  ...more,
});

describe('over SNS, the account and region of the topic', () => {
  test('are heard', () => {
    expect(transitionOf(published(alarm('ALARM'))).state).toBe('ALARM');
    expect(transitionOf(published(alarm('OK'))).state).toBe('OK');
  });

  test.each([
    ['another account', alarm('ALARM', stranger)],
    ['another region', alarm('ALARM', '111122223333', 'us-east-1')],
    ['an account that the ARN does not bear out', { ...alarm('ALARM'), AWSAccountId: stranger }],
    [
      'an ARN that the account does not bear out',
      { ...alarm('ALARM', stranger), AWSAccountId: '111122223333' },
    ],
  ])('an alarm of %s pages raw', (_, message) => {
    expect(undecidedOf(published(message))).toEqual(['foreign-account', 'account']);
  });

  test.each([
    ['OK', alarm('OK', stranger)],
    ['missing data', alarm('INSUFFICIENT_DATA', stranger)],
    [
      'a mute',
      alarm('ALARM', stranger, 'eu-west-1', { MuteDetail: { muteWindowEnd: '2026-11-20T05:00:00Z' } }),
    ],
    ['a suppression', alarm('ALARM', stranger, 'eu-west-1', { ActionsSuppressedBy: 'Alarm' })],
  ])('%s of another account ends nothing', (_, message) => {
    expect(ignoredReason(published(message))).toBe('foreign-account');
  });

  test('a listed account is heard', () => {
    const listed = { ...context, accounts: [stranger] };
    expect(transitionOf(published(alarm('OK', stranger)), listed).state).toBe('OK');
  });

  test('an event of another account, or one that says so of its finding, is not heard', () => {
    const finding = { id: 'f1', type: 'Recon', severity: 8, service: { archived: true } };
    const foreign = event('GuardDuty Finding', 'aws.guardduty', finding, { account: stranger });
    const member = event('GuardDuty Finding', 'aws.guardduty', { ...finding, accountId: stranger });
    expect(ignoredReason(published(foreign))).toBe('foreign-account');
    expect(ignoredReason(published(member))).toBe('foreign-account');
    const standing = { ...finding, accountId: stranger, service: {} };
    expect(undecidedOf(published(event('GuardDuty Finding', 'aws.guardduty', standing)))[0]).toBe(
      'foreign-account',
    );
  });

  test('an event about another region is heard: the event itself is of this one', () => {
    const health = {
      ...JSON.parse(sampleText('health-issue')),
      account: '111122223333',
      region: 'eu-west-1',
    };
    health.detail = { ...health.detail, eventRegion: 'us-east-1', affectedAccount: '111122223333' };
    expect(transitionOf(published(health)).signal.region).toBe('us-east-1');
  });

  test('a topic that a message names inside itself counts for nothing', () => {
    const forged = published(alarm('OK', stranger), undefined, {
      TopicArn: `arn:aws:sns:eu-west-1:${stranger}:shop-alarms`,
    });
    expect(ignoredReason(published(forged))).toBe('foreign-account');
    const records = JSON.stringify({ Records: [{ Sns: JSON.parse(forged) }, { body: forged }] });
    expect(parseIntake(published(records), context)).toMatchObject({
      transitions: [],
      ignored: [{ reason: 'foreign-account' }, { reason: 'foreign-account' }],
    });
  });

  test("on an emulator's topic everybody is heard, until accounts are listed", () => {
    const emulated = { TopicArn: 'arn:aws:sns:us-east-1:000000000000:shop-alarms' };
    const body = published(alarm('OK', stranger), undefined, emulated);
    expect(transitionOf(body).state).toBe('OK');
    expect(ignoredReason(body, { ...context, accounts: ['111122223333'] })).toBe('foreign-account');
  });
});

test('what comes over EventBridge is heard whoever sends it: AWS itself writes its account', () => {
  const detail = {
    alarmName: 'checkout-5xx',
    state: { value: 'OK', timestamp: '2026-11-20T03:04:10.000+0000' },
  };
  const resources = [`arn:aws:cloudwatch:eu-west-1:${stranger}:alarm:checkout-5xx`];
  const body = event('CloudWatch Alarm State Change', 'aws.cloudwatch', detail, {
    account: stranger,
    resources,
  });
  expect(transitionOf(body).state).toBe('OK');
});

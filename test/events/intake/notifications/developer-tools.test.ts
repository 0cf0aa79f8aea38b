import { describe, expect, test } from 'vitest';
import { event, ignoredReason, transitionOf, undecidedOf } from '../messages.ts';
import { published } from './published.ts';

describe('a notification rule of the developer tools', () => {
  const told = (state: string) => ({
    account: '111122223333',
    detailType: 'CodePipeline Pipeline Execution State Change',
    region: 'eu-west-1',
    source: 'aws.codepipeline',
    time: '2026-11-20T03:04:00Z',
    notificationRuleArn: 'arn:aws:codestar-notifications:eu-west-1:111122223333:notificationrule/9d',
    detail: { pipeline: 'shop', 'execution-id': 'e1', state, version: 3 },
    resources: ['arn:aws:codepipeline:eu-west-1:111122223333:shop'],
    additionalAttributes: {},
  });

  test.each(['FAILED', 'SUCCEEDED'])('that says %s is the event', (state) => {
    const { detail, detailType, source, resources } = told(state);
    const twin = event(detailType, source, detail, { resources, time: '2026-11-20T03:04:00Z' });
    const [overSns, overEventBridge] = [transitionOf(published(told(state))), transitionOf(twin)];
    expect(overSns.state).toBe(state === 'FAILED' ? 'ALARM' : 'OK');
    expect(overSns.signal).toEqual(overEventBridge.signal);
  });

  test('about what intake does not read, or from another source, stays unknown', () => {
    const pullRequest = { ...told('FAILED'), detailType: 'CodeCommit Pull Request State Change' };
    expect(undecidedOf(published(pullRequest))[0]).toBe('unknown-shape');
    expect(undecidedOf(published({ ...told('FAILED'), source: 'my.pipeline' }))[0]).toBe('unknown-shape');
  });
});

test.each([
  ['S3', { Service: 'Amazon S3', Event: 's3:TestEvent', Bucket: 'uploads' }],
  ['SES', { notificationType: 'AmazonSnsSubscriptionSucceeded', message: 'You have subscribed.' }],
])('the message by which %s tries the topic is set aside', (_, message) => {
  expect(ignoredReason(published(message))).toBe('test-notification');
});

import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { createSnsTestPagePublisher, renderTestPage } from '../../../adapters/sns/test-page-publisher.ts';
import type { TestPage } from '../../../domain/notice/test-page.ts';
import { parseNoticeJson } from '../../../events/contracts/notice-schema.ts';

const page: TestPage = {
  ...{ id: 'primary-5m2k9q', audience: 'primary', severity: 'SEV1', by: 'maya', arrivals: {} },
  atMs: Date.UTC(2026, 10, 18, 3, 0),
};
const sns = mockClient(SNSClient);
beforeEach(() => sns.reset());
afterAll(() => sns.restore());

test('every text of a test page says first that it is one', () => {
  const { subject, sms, email } = renderTestPage(page).texts;
  expect(subject).toBe('[TEST] Test page for primary');
  expect(sms).toBe('TEST PAGE, nothing is wrong. By maya primary-5m2k9q');
  expect(email).toBe(`TEST PAGE: nothing is wrong.

Audience: primary
Sent by: maya
Sent: 2026-11-18 03:00 UTC
Say that it arrived: POST /test-pages/primary-5m2k9q/arrivals
Notice: primary-5m2k9q
`);
});

test('programs are told by a member that no real page has', () => {
  expect(parseNoticeJson(renderTestPage(page).texts.json)).toMatchObject({
    ...{ id: 'primary-5m2k9q', kind: 'page', test: true, reason: 'test', audience: 'primary' },
  });
});

test('a test page goes through the topic and the filters of a real one', async () => {
  sns.on(PublishCommand).resolves({ MessageId: '1' });
  const prefix = 'arn:aws:sns:eu-west-1:111122223333:tocsin-prod-';
  const settings = { region: 'eu-west-1' };
  expect(await createSnsTestPagePublisher(prefix, settings).publish(page)).toEqual({ outcome: 'delivered' });
  expect(sns.commandCalls(PublishCommand)[0]?.args[0].input).toMatchObject({
    TopicArn: `${prefix}primary`,
    MessageAttributes: { kind: { StringValue: 'page' }, severity: { StringValue: 'SEV1' } },
  });
});

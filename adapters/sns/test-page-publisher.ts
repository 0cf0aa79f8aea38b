import type { SNSClientConfig } from '@aws-sdk/client-sns';
import { momentText } from '../../domain/kernel/duration-text.ts';
import type { TestPage } from '../../domain/notice/test-page.ts';
import type { NoticeJson } from '../../events/contracts/notice-schema.ts';
import type { TestPagePublisher } from '../../protocol/ports/test-pages.ts';
import type { NoticeMessage } from './message.ts';
import { smsText } from './sms-text.ts';
import { createTopicPublisher } from './topic-publisher.ts';

/** Port `TestPagePublisher` on SNS: goes the way of a real page, through the same topic and the same filters. */
export const createSnsTestPagePublisher = (
  topicArnPrefix: string,
  settings: SNSClientConfig = {},
): TestPagePublisher => {
  const topics = createTopicPublisher(topicArnPrefix, settings);
  return { publish: (page) => topics.publish(renderTestPage(page)) };
};

/** A page in all that decides who receives it; every text says first that it is a test. */
export const renderTestPage = ({ id, audience, severity, by, atMs }: TestPage): NoticeMessage => {
  const json: NoticeJson = {
    version: '1',
    ...{ id, at: new Date(atMs).toISOString(), audience, kind: 'page', test: true, reason: 'test', by },
    ...{ severity, scenario: 'generic', title: `Test page of ${by}` },
  };
  return {
    ...{ id, at: new Date(atMs).toISOString(), audience, kind: 'page', severity, scenario: 'generic' },
    texts: {
      subject: `[TEST] Test page for ${audience}`,
      sms: smsText({
        before: 'TEST PAGE, nothing is wrong. By ',
        title: by,
        after: ` ${id}`,
        shortAfter: ` ${id}`,
      }),
      email: [
        'TEST PAGE: nothing is wrong.',
        '',
        `Audience: ${audience}`,
        `Sent by: ${by}`,
        `Sent: ${momentText(atMs)}`,
        `Say that it arrived: POST /test-pages/${id}/arrivals`,
        `Notice: ${id}`,
        '',
      ].join('\n'),
      json: JSON.stringify(json),
    },
  };
};

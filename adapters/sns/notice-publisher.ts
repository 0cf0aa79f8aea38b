import type { SNSClientConfig } from '@aws-sdk/client-sns';
import type { NoticePublisher } from '../../protocol/ports/channel.ts';
import { renderDigest } from './render-digest.ts';
import { renderNotice } from './render-notice.ts';
import { createTopicPublisher } from './topic-publisher.ts';

/** Port `NoticePublisher` on SNS: renders a notice and publishes it to the topic of its audience. */
export const createSnsNoticePublisher = (
  topicArnPrefix: string,
  settings: SNSClientConfig = {},
): NoticePublisher => {
  const topics = createTopicPublisher(topicArnPrefix, settings);
  return {
    publish: async (outgoing) => topics.publish(renderNotice(outgoing)),
    publishDigest: async (digest) => topics.publish(renderDigest(digest)),
  };
};

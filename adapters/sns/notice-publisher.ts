import type { SNSClientConfig } from '@aws-sdk/client-sns';
import type { NoticePublisher } from '../../protocol/ports/channel.ts';
import { renderNotice } from './render-notice.ts';
import { createSnsTopicPublisher } from './topic-publisher.ts';

/** Renders notices and publishes them to the topics of their audiences, whose ARNs begin with `topicArnPrefix`. */
export const createSnsNoticePublisher = (
  topicArnPrefix: string,
  settings: SNSClientConfig = {},
): NoticePublisher => {
  const topics = createSnsTopicPublisher(topicArnPrefix, settings);
  return { publish: async (outgoing) => topics.publish(renderNotice(outgoing)) };
};

import { PublishCommand, SNSClient, type SNSClientConfig } from '@aws-sdk/client-sns';
import type { NoticeKind } from '../../domain/incident/notice.ts';
import type { Delivery } from '../../protocol/ports/channel.ts';
import { deliveryOfError } from './delivery-of-error.ts';
import { messageStructureOf } from './message-structure.ts';
import { subjectOf } from './subject.ts';

/** The texts of one publish. */
export interface NoticeTexts {
  /** Of the mail; it is published as SNS takes subjects. */
  readonly subject: string;
  /** Fits one part: sms-text.ts. */
  readonly sms: string;
  readonly email: string;
  /** For programs: the shape of events/contracts/notice-json.ts, serialised. */
  readonly json: string;
}

/** What is published; all but the texts is what subscriptions may filter by, and the id. */
export interface RenderedNotice {
  readonly id: string;
  readonly audience: string;
  readonly kind: NoticeKind | 'raw';
  readonly severity: string;
  readonly scenario: string;
  readonly texts: NoticeTexts;
}

/** Publishes texts that stand already, whatever they are made from. */
export interface TopicPublisher {
  publish(message: RenderedNotice): Promise<Delivery>;
}

/** Worst case of a publish: two tries of 2 s and their back-off; then it is the outbox that tries again (I8). */
const callLimits = {
  maxAttempts: 2,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 2_000, throwOnRequestTimeout: true },
} as const satisfies SNSClientConfig;

/** Publishes to the topic of the audience: `topicArnPrefix` and the audience's name are the topic's ARN. */
export const createSnsTopicPublisher = (
  topicArnPrefix: string,
  settings: SNSClientConfig = {},
): TopicPublisher => {
  const client = new SNSClient({ ...callLimits, ...settings });
  return {
    publish: async (message) => {
      try {
        await client.send(new PublishCommand(inputOf(topicArnPrefix, message)));
        return { outcome: 'delivered' };
      } catch (error) {
        return deliveryOfError(error);
      }
    },
  };
};

const inputOf = (topicArnPrefix: string, message: RenderedNotice) => ({
  TopicArn: `${topicArnPrefix}${message.audience}`,
  Subject: subjectOf(message.texts.subject),
  MessageStructure: 'json',
  Message: messageStructureOf(message),
  MessageAttributes: {
    severity: text(message.severity),
    scenario: text(message.scenario),
    kind: text(message.kind),
    audience: text(message.audience),
  },
});

const text = (value: string) => ({ DataType: 'String', StringValue: value });

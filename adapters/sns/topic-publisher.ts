import { PublishCommand, SNSClient, type SNSClientConfig } from '@aws-sdk/client-sns';
import type { Delivery } from '../../protocol/ports/channel.ts';
import { deliveryOfError } from './delivery-of-error.ts';
import type { NoticeMessage } from './message.ts';
import { messageStructureOf } from './message-structure.ts';
import { subjectOf } from './subject.ts';

/** Worst case of a publish: two tries of 2 s and their back-off. After that the outbox tries again (I8). */
const callLimits = {
  maxAttempts: 2,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 2_000, throwOnRequestTimeout: true },
} as const satisfies SNSClientConfig;

/** Sends messages that are rendered already. */
export interface TopicPublisher {
  publish(message: NoticeMessage): Promise<Delivery>;
}

/** Publishes to the topic of the audience: `topicArnPrefix` and the audience's name are the topic's ARN. */
export const createTopicPublisher = (
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

const inputOf = (topicArnPrefix: string, message: NoticeMessage) => ({
  TopicArn: `${topicArnPrefix}${message.audience}`,
  Subject: subjectOf(message.texts.subject),
  MessageStructure: 'json',
  Message: messageStructureOf(message),
  MessageAttributes: {
    severity: message.severities === undefined ? text(message.severity) : texts(message.severities),
    scenario: text(message.scenario),
    kind: text(message.kind),
    audience: text(message.audience),
    // Sent for reliability, not for cost: SNS Developer Guide, "Publishing SMS messages to an Amazon SNS topic".
    'AWS.SNS.SMS.SMSType': text('Transactional'),
  },
});

const text = (value: string) => ({ DataType: 'String', StringValue: value });

/** A filter policy takes a message if one of them fits: SNS Developer Guide, "Amazon SNS message attributes". */
const texts = (values: readonly string[]) => ({
  DataType: 'String.Array',
  StringValue: JSON.stringify(values),
});

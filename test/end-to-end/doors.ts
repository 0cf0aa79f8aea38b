import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import {
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { Endpoints } from '../../local/host/endpoints.ts';
import type { JsonObject } from '../../local/kernel/json.ts';
import { until } from './until.ts';

/** The ways in, as AWS would use them, and the queue of what nobody could decide on. */
export interface Doors {
  /** Puts events on the default bus in one call; throws Error where one is refused. */
  put(...events: readonly JsonObject[]): Promise<void>;
  /** Publishes to the topic that teams point their alarms at. */
  publish(message: string): Promise<void>;
  /** Puts bodies on the intake queue by one call, past EventBridge. */
  enqueue(...bodies: readonly string[]): Promise<void>;
  /** Takes the message that contains a text out of the queue of the undecided, once it is there. */
  undecided(text: string): Promise<Message>;
}

/** Region and access key for a client of the system's own services. */
export const clientSettings = ({ region, credentials }: Endpoints) => ({ region, credentials });

const entryOf = (event: JsonObject) => {
  const { source, 'detail-type': type, detail, time, resources } = event;
  return {
    Source: typeof source === 'string' ? source : '',
    DetailType: typeof type === 'string' ? type : '',
    Detail: JSON.stringify(detail),
    Time: new Date(typeof time === 'string' ? time : Date.now()),
    Resources: Array.isArray(resources) ? resources.filter((one) => typeof one === 'string') : [],
  };
};

export const makeDoors = (endpoints: Endpoints): Doors => {
  const settings = clientSettings(endpoints);
  const eventbridge = new EventBridgeClient({ ...settings, endpoint: endpoints.eventbridge, maxAttempts: 1 });
  const sns = new SNSClient({ ...settings, endpoint: endpoints.sns });
  const sqs = new SQSClient({ ...settings, endpoint: endpoints.sqs });
  const queue = (name: string): string =>
    `${endpoints.sqs}/${endpoints.accountId}/${endpoints.table}-${name}`;
  return {
    put: async (...events) => {
      const { Entries = [] } = await eventbridge.send(new PutEventsCommand({ Entries: events.map(entryOf) }));
      const refused = Entries.filter(({ ErrorCode }) => ErrorCode !== undefined);
      if (refused.length > 0) throw new Error(`The bus refused: ${JSON.stringify(refused)}`);
    },
    publish: async (message) => {
      const [TopicArn] = endpoints.alarmTopics;
      await sns.send(new PublishCommand({ TopicArn, Message: message }));
    },
    enqueue: async (...bodies) => {
      const Entries = bodies.map((MessageBody, n) => ({ Id: String(n), MessageBody }));
      const { Failed = [] } = await sqs.send(
        new SendMessageBatchCommand({ QueueUrl: queue('intake'), Entries }),
      );
      if (Failed.length > 0) throw new Error(`The queue refused: ${JSON.stringify(Failed)}`);
    },
    undecided: (text) =>
      until(`an undecided message with ${text}`, () => takeMessage(sqs, queue('undecided'), text)),
  };
};

/** Other tests look for theirs at the same time: what is not ours is back at once. */
const takeMessage = async (sqs: SQSClient, QueueUrl: string, text: string): Promise<Message | undefined> => {
  const receive = new ReceiveMessageCommand({
    QueueUrl,
    MaxNumberOfMessages: 10,
    VisibilityTimeout: 1,
    MessageAttributeNames: ['All'],
  });
  const { Messages = [] } = await sqs.send(receive);
  const found = Messages.find(({ Body = '' }) => Body.includes(text));
  if (found !== undefined)
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: found.ReceiptHandle }));
  return found;
};

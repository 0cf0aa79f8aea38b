import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { Endpoints } from '../../local/host/endpoints.ts';
import { alarmEvent, type BenchAlarm } from './alarm-records.ts';

/** A page as a subscriber of the topic got it. */
export interface SeenPage {
  readonly id: string;
  readonly kind: string;
  readonly service: string;
  /** When SNS took it, epoch ms. */
  readonly atMs: number;
}

/** A client's settings for one of a host's services. */
export const settingsOf = ({ region, credentials }: Endpoints, endpoint: string) => ({
  region,
  endpoint,
  credentials,
});

/** Puts alarms on the default bus, ten a call; throws where one is refused. */
export const makePut = (endpoints: Endpoints) => {
  const client = new EventBridgeClient(settingsOf(endpoints, endpoints.eventbridge));
  return async (alarms: readonly BenchAlarm[]): Promise<void> => {
    const entries = alarms.map((alarm) => {
      const { source, 'detail-type': type, detail } = alarmEvent(alarm);
      return { Source: source, DetailType: type, Detail: JSON.stringify(detail) };
    });
    const { FailedEntryCount } = await client.send(new PutEventsCommand({ Entries: entries }));
    if (FailedEntryCount) throw new Error('the host did not take the events');
  };
};

const pageIn = (body: string): SeenPage => {
  const { Message, Timestamp } = JSON.parse(body);
  const said = JSON.parse(Message);
  /* The embedded SNS hands on the texts of all protocols, SNS the queue's alone. */
  const text = said.sqs ?? said.default;
  const { id, kind, service } = text === undefined ? said : JSON.parse(text);
  return { id, kind, service, atMs: Date.parse(Timestamp) };
};

/** Subscribes a queue to a topic; answers what it has received, which `stop` ends. */
export const watchTopic = async (endpoints: Endpoints, topic: string) => {
  const sqs = new SQSClient(settingsOf(endpoints, endpoints.sqs));
  const sns = new SNSClient(settingsOf(endpoints, endpoints.sns));
  const name = `watch-${topic}`;
  const { region, accountId } = endpoints;
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: name }));
  await sns.send(
    new SubscribeCommand({
      TopicArn: `arn:aws:sns:${region}:${accountId}:${topic}`,
      Protocol: 'sqs',
      Endpoint: `arn:aws:sqs:${region}:${accountId}:${name}`,
    }),
  );
  const pages: SeenPage[] = [];
  let isStopped = false;
  const watch = async (): Promise<void> => {
    while (!isStopped) {
      const receive = new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 2, MaxNumberOfMessages: 10 });
      const { Messages = [] } = await sqs.send(receive);
      if (Messages.length === 0) continue;
      pages.push(...Messages.map(({ Body = '' }) => pageIn(Body)));
      const Entries = Messages.map(({ ReceiptHandle }, n) => ({ Id: String(n), ReceiptHandle }));
      await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
    }
  };
  const watching = watch();
  return {
    pages,
    stop: async (): Promise<void> => {
      isStopped = true;
      await watching;
    },
  };
};

/** How many messages of the intake queue are waiting or being worked on. */
export const makeBacklog = (endpoints: Endpoints) => {
  const client = new SQSClient(settingsOf(endpoints, endpoints.sqs));
  const QueueUrl = `${endpoints.sqs}/${endpoints.accountId}/${endpoints.table}-intake`;
  return async (): Promise<number> => {
    const { Attributes = {} } = await client.send(
      new GetQueueAttributesCommand({
        QueueUrl,
        AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
      }),
    );
    return Object.values(Attributes).reduce((sum, count) => sum + Number(count), 0);
  };
};

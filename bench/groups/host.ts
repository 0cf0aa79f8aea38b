import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { CreateTopicCommand, PublishCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Endpoints } from '../../local/host/endpoints.ts';
import { beside, type Group } from '../figures/figure.ts';
import { percentile } from '../meters/percentile.ts';
import { alarmEvent } from '../system/alarm-records.ts';
import { settingsOf } from '../system/host-doors.ts';
import { withHost } from '../system/spawned-bench-host.ts';
import { hostStorm } from './host-storm.ts';

const runs = { full: { warmUp: 15, samples: 150 }, quick: { warmUp: 1, samples: 3 } } as const;

/** As large as a page's message and a new incident's state. */
const MESSAGE = 'm'.repeat(7_000);
const STATE = 's'.repeat(3_500);

/** The whole laptop host: one alarm after the other beside the bare calls on its emulators, then a storm. */
export const host: Group = async (size) => [...(await inTurns(size)), ...(await hostStorm(size))];

/** PutEvents to a subscriber's queue. */
const inTurns: Group = (size) =>
  withHost(async (endpoints) => {
    const { warmUp, samples } = runs[size];
    const through = await throughHost(endpoints);
    const bare = await bareOnHost(endpoints);
    const ours: number[] = [];
    const raw: number[] = [];
    for (let n = 0; n < warmUp + samples; n++) {
      const [oursMs, rawMs] = [await through(), await bare()];
      if (n < warmUp) continue;
      ours.push(oursMs);
      raw.push(rawMs);
    }
    const what = 'one conditional write, one publish, received';
    const note = `${samples} samples in turns; PutEvents, rule, intake queue, function, record, topic, queue of a subscriber that polls. The host is one process with a thread for each service and function, the benchmark another.`;
    return [
      beside(
        'PutEvents to notice, p50',
        'ms',
        percentile(ours, 0.5),
        { what, value: percentile(raw, 0.5) },
        { note },
      ),
      beside('PutEvents to notice, p99', 'ms', percentile(ours, 0.99), {
        what,
        value: percentile(raw, 0.99),
      }),
    ];
  });

/** A queue of a subscriber's own; answers how to wait for a message that holds a text. */
const subscribe = async (endpoints: Endpoints, topicArn: string, name: string) => {
  const sqs = new SQSClient(settingsOf(endpoints, endpoints.sqs));
  const sns = new SNSClient(settingsOf(endpoints, endpoints.sns));
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: name }));
  const endpoint = `arn:aws:sqs:${endpoints.region}:${endpoints.accountId}:${name}`;
  await sns.send(new SubscribeCommand({ TopicArn: topicArn, Protocol: 'sqs', Endpoint: endpoint }));
  return async (text: string): Promise<void> => {
    for (;;) {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 5, MaxNumberOfMessages: 10 }),
      );
      const isThere = Messages.some(({ Body = '' }) => Body.includes(text));
      if (Messages.length > 0) {
        const Entries = Messages.map(({ ReceiptHandle }, n) => ({ Id: String(n), ReceiptHandle }));
        await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
      }
      if (isThere) return;
    }
  };
};

const throughHost = async (endpoints: Endpoints): Promise<() => Promise<number>> => {
  const bridge = new EventBridgeClient(settingsOf(endpoints, endpoints.eventbridge));
  const topic = `arn:aws:sns:${endpoints.region}:${endpoints.accountId}:${endpoints.table}-primary`;
  const seen = await subscribe(endpoints, topic, 'bench-notices');
  return async () => {
    const service = `svc-${randomUUID()}`;
    const { source, 'detail-type': type, detail } = alarmEvent({ service, name: 'cpu', atMs: Date.now() });
    const beganMs = performance.now();
    const entry = { Source: source, DetailType: type, Detail: JSON.stringify(detail) };
    const { FailedEntryCount } = await bridge.send(new PutEventsCommand({ Entries: [entry] }));
    if (FailedEntryCount) throw new Error('the host did not take the event');
    await seen(service);
    return performance.now() - beganMs;
  };
};

const bareOnHost = async (endpoints: Endpoints): Promise<() => Promise<number>> => {
  const sns = new SNSClient(settingsOf(endpoints, endpoints.sns));
  const dynamodb = DynamoDBDocumentClient.from(new DynamoDBClient(settingsOf(endpoints, endpoints.dynamodb)));
  const { TopicArn = '' } = await sns.send(new CreateTopicCommand({ Name: 'bench-raw' }));
  const seen = await subscribe(endpoints, TopicArn, 'bench-raw');
  return async () => {
    const id = randomUUID();
    const beganMs = performance.now();
    await dynamodb.send(
      new PutCommand({
        TableName: endpoints.table,
        Item: { pk: `RAW#${id}`, sk: 'RAW', STATE },
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    );
    await sns.send(new PublishCommand({ TopicArn, Message: `${id}${MESSAGE}` }));
    await seen(id);
    return performance.now() - beganMs;
  };
};

import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import type { Endpoints } from '../host/endpoints.ts';
import { HostError } from '../kernel/host-error.ts';
import { nameInArn } from '../kernel/place.ts';
import type { Delivery } from './fresh-alarm.ts';

const isRefused = (error: unknown): boolean =>
  error instanceof Error &&
  (('code' in error && error.code === 'ECONNREFUSED') || /ECONNREFUSED/.test(error.message));

/** A killed host leaves its endpoints behind, and nobody at them. */
const explain = (error: unknown): never => {
  if (!isRefused(error)) throw error;
  throw new HostError('The host that endpoints.json speaks of does not answer: start one with "npm start".');
};

const putOnBus = async (endpoints: Endpoints, delivery: Delivery & { kind: 'event' }): Promise<string> => {
  const client = new EventBridgeClient({
    endpoint: endpoints.eventbridge,
    region: endpoints.region,
    credentials: endpoints.credentials,
    maxAttempts: 1,
  });
  const entry = {
    Source: delivery.source,
    DetailType: delivery.detailType,
    Detail: delivery.detail,
    Time: new Date(delivery.timeMs),
    Resources: [...delivery.resources],
  };
  try {
    const { Entries: [result] = [] } = await client.send(new PutEventsCommand({ Entries: [entry] }));
    if (result?.EventId === undefined)
      throw new HostError(`The event was refused: ${result?.ErrorCode}: ${result?.ErrorMessage}`);
    return `${delivery.detailType} is on the default bus (event ${result.EventId}).`;
  } finally {
    client.destroy();
  }
};

const publish = async (endpoints: Endpoints, delivery: Delivery & { kind: 'topic' }): Promise<string> => {
  const [topicArn] = endpoints.alarmTopics;
  if (topicArn === undefined) throw new HostError('The stack has no topic that takes alarms.');
  const client = new SNSClient({
    endpoint: endpoints.sns,
    region: endpoints.region,
    credentials: endpoints.credentials,
    maxAttempts: 1,
  });
  try {
    const { MessageId: id } = await client.send(
      new PublishCommand({ TopicArn: topicArn, Message: delivery.message }),
    );
    return `The alarm was published to ${nameInArn(topicArn)} (message ${id}).`;
  } finally {
    client.destroy();
  }
};

/** Gets an event into the running stack the way it would come on AWS; returns a line that says what was done. */
export const deliverAlarm = (endpoints: Endpoints, delivery: Delivery): Promise<string> =>
  (delivery.kind === 'event' ? putOnBus(endpoints, delivery) : publish(endpoints, delivery)).catch(explain);

import {
  CreateTopicCommand,
  GetSubscriptionAttributesCommand,
  ListSubscriptionsByTopicCommand,
  SetSubscriptionAttributesCommand,
  type SNSClient,
  SubscribeCommand,
  UnsubscribeCommand,
} from '@aws-sdk/client-sns';
import { CreateQueueCommand, SetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { type Place, queueUrl } from '../kernel/place.ts';
import type { QueueSpec, SubscriptionSpec, TopicSpec } from '../template/stack.ts';
import { takingArrays } from './array-filter.ts';

/** Makes the queues that are not there yet and gives all of them the template's attributes. */
export const createQueues = async (
  client: SQSClient,
  queues: readonly QueueSpec[],
  place: Place,
): Promise<void> => {
  for (const { name } of queues) await client.send(new CreateQueueCommand({ QueueName: name }));
  for (const { name, attributes } of queues.filter(({ attributes }) => Object.keys(attributes).length > 0)) {
    await client.send(
      new SetQueueAttributesCommand({ QueueUrl: queueUrl(place, name), Attributes: { ...attributes } }),
    );
  }
};

interface Subscribed {
  readonly arn: string;
  readonly protocol: string;
  readonly endpoint: string;
}

const subscriptionsOf = async (client: SNSClient, topicArn: string): Promise<readonly Subscribed[]> => {
  const found: Subscribed[] = [];
  let token: string | undefined;
  do {
    const page = await client.send(
      new ListSubscriptionsByTopicCommand({
        TopicArn: topicArn,
        ...(token === undefined ? {} : { NextToken: token }),
      }),
    );
    for (const { SubscriptionArn: arn, Protocol: protocol, Endpoint: endpoint } of page.Subscriptions ?? []) {
      if (arn !== undefined && protocol !== undefined && endpoint !== undefined)
        found.push({ arn, protocol, endpoint });
    }
    token = page.NextToken;
  } while (token !== undefined && token !== '');
  return found;
};

const attributeNames = ['FilterPolicy', 'FilterPolicyScope', 'RawMessageDelivery'];

const hasAttributes = async (
  client: SNSClient,
  arn: string,
  wanted: Readonly<Record<string, string>>,
): Promise<boolean> => {
  const { Attributes: actual = {} } = await client.send(
    new GetSubscriptionAttributesCommand({ SubscriptionArn: arn }),
  );
  const usual: Readonly<Record<string, string>> = {
    RawMessageDelivery: 'false',
    FilterPolicyScope: 'MessageAttributes',
  };
  return attributeNames.every((name) => (actual[name] || usual[name]) === (wanted[name] ?? usual[name]));
};

const subscribe = async (client: SNSClient, wanted: SubscriptionSpec): Promise<void> => {
  const { SubscriptionArn: arn } = await client.send(
    new SubscribeCommand({
      TopicArn: wanted.topicArn,
      Protocol: wanted.protocol,
      Endpoint: wanted.endpoint,
      ReturnSubscriptionArn: true,
    }),
  );
  for (const [name, value] of Object.entries(wanted.attributes)) {
    await client.send(
      new SetSubscriptionAttributesCommand({
        SubscriptionArn: arn,
        AttributeName: name,
        AttributeValue: value,
      }),
    );
  }
};

const asSnsFilters = (wanted: SubscriptionSpec): SubscriptionSpec => {
  const { FilterPolicy } = wanted.attributes;
  if (FilterPolicy === undefined) return wanted;
  return { ...wanted, attributes: { ...wanted.attributes, FilterPolicy: takingArrays(FilterPolicy) } };
};

/** Makes the topics, and makes their subscriptions those of the template: no more, no fewer. */
export const createTopics = async (
  client: SNSClient,
  topics: readonly TopicSpec[],
  subscriptions: readonly SubscriptionSpec[],
): Promise<void> => {
  for (const { name, arn: topicArn } of topics) {
    await client.send(new CreateTopicCommand({ Name: name }));
    const missing = new Set(
      subscriptions.filter((subscription) => subscription.topicArn === topicArn).map(asSnsFilters),
    );
    for (const { arn, protocol, endpoint } of await subscriptionsOf(client, topicArn)) {
      const wanted = [...missing].find((one) => one.protocol === protocol && one.endpoint === endpoint);
      if (wanted !== undefined && (await hasAttributes(client, arn, wanted.attributes)))
        missing.delete(wanted);
      else await client.send(new UnsubscribeCommand({ SubscriptionArn: arn }));
    }
    for (const wanted of missing) await subscribe(client, wanted);
  }
};

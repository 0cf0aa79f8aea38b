import { isObject, type Json } from '../kernel/json.ts';
import { arnOf, type Place } from '../kernel/place.ts';
import {
  expectProperties,
  objectsOf,
  optionalFlag,
  optionalInteger,
  optionalText,
  type Resource,
  refuse,
  textOf,
} from './resource.ts';
import type { QueueSpec, SubscriptionSpec, TopicSpec } from './stack.ts';

const queueInert = [
  'KmsMasterKeyId',
  'KmsDataKeyReusePeriodSeconds',
  'RedriveAllowPolicy',
  'SqsManagedSseEnabled',
  'Tags',
];
const numbers = {
  DelaySeconds: 0,
  MaximumMessageSize: 1_048_576,
  MessageRetentionPeriod: 345_600,
  ReceiveMessageWaitTimeSeconds: 0,
  VisibilityTimeout: 30,
};

const redrivePolicy = (resource: Resource): string => {
  const policy = resource.properties['RedrivePolicy'];
  if (policy === undefined) return '';
  const target = isObject(policy) ? policy['deadLetterTargetArn'] : undefined;
  const count = isObject(policy) ? Number(policy['maxReceiveCount']) : Number.NaN;
  if (typeof target !== 'string' || !Number.isInteger(count) || count < 1) {
    return refuse(
      resource,
      'RedrivePolicy',
      'expected deadLetterTargetArn and a maxReceiveCount of at least 1',
    );
  }
  return JSON.stringify({ deadLetterTargetArn: target, maxReceiveCount: count });
};

/** Reads an `AWS::SQS::Queue`. Numbers and their defaults: Amazon SQS API reference, SetQueueAttributes. */
export const readQueue = (resource: Resource, name: string, place: Place): QueueSpec => {
  expectProperties(resource, ['QueueName', 'RedrivePolicy', ...Object.keys(numbers)], queueInert);
  const attributes = Object.entries(numbers).map(([property, usual]) => [
    property,
    String(optionalInteger(resource, property) ?? usual),
  ]);
  return {
    name,
    arn: arnOf(place, 'sqs', name),
    visibilityTimeoutS: optionalInteger(resource, 'VisibilityTimeout') ?? numbers.VisibilityTimeout,
    attributes: { ...Object.fromEntries(attributes), RedrivePolicy: redrivePolicy(resource) },
  };
};

const jsonAttribute = (resource: Resource, property: string): Record<string, string> => {
  const value: Json | undefined = resource.properties[property];
  if (value === undefined) return {};
  return { [property]: typeof value === 'string' ? value : JSON.stringify(value) };
};

const subscriptionAttributes = (resource: Resource): Record<string, string> => {
  const scope = optionalText(resource, 'FilterPolicyScope');
  return {
    ...jsonAttribute(resource, 'FilterPolicy'),
    ...(scope === undefined ? {} : { FilterPolicyScope: scope }),
    ...(optionalFlag(resource, 'RawMessageDelivery') ? { RawMessageDelivery: 'true' } : {}),
  };
};

const subscriptionProperties = [
  'TopicArn',
  'Protocol',
  'Endpoint',
  'FilterPolicy',
  'FilterPolicyScope',
  'RawMessageDelivery',
];

/** Reads an `AWS::SNS::Subscription`. */
export const readSubscription = (resource: Resource): SubscriptionSpec => {
  expectProperties(resource, subscriptionProperties, ['RedrivePolicy', 'DeliveryPolicy', 'Region']);
  return {
    topicArn: textOf(resource, 'TopicArn'),
    protocol: textOf(resource, 'Protocol'),
    endpoint: textOf(resource, 'Endpoint'),
    attributes: subscriptionAttributes(resource),
  };
};

/** Reads an `AWS::SNS::Topic` and the subscriptions that are written inside it. */
export const readTopic = (
  resource: Resource,
  name: string,
  place: Place,
): { readonly topic: TopicSpec; readonly subscriptions: readonly SubscriptionSpec[] } => {
  expectProperties(
    resource,
    ['TopicName', 'Subscription'],
    ['DisplayName', 'KmsMasterKeyId', 'Tags', 'TracingConfig', 'DeliveryStatusLogging', 'SignatureVersion'],
  );
  const arn = arnOf(place, 'sns', name);
  const inline = objectsOf(resource, 'Subscription').map((properties) =>
    readSubscription({ id: resource.id, type: resource.type, properties: { ...properties, TopicArn: arn } }),
  );
  return { topic: { name, arn }, subscriptions: inline };
};

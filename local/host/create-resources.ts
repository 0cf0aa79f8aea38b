import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ChangeMessageVisibilityCommand } from '@aws-sdk/client-sqs';
import { HostError } from '../kernel/host-error.ts';
import { arnOf, nameInArn, type Place, queueUrl } from '../kernel/place.ts';
import { writeAtomically } from '../kernel/state-file.ts';
import { noticeSubscriptions } from '../phones/notice-collector.ts';
import { createQueues, createTopics } from '../services/create-messaging.ts';
import { createTables } from '../services/create-tables.ts';
import { type EmbeddedServices, noticeQueueName } from '../services/embedded-services.ts';
import type { QueueSpec, Stack, SubscriptionSpec } from '../template/stack.ts';

const noticeQueue = (place: Place): QueueSpec => ({
  name: noticeQueueName,
  arn: arnOf(place, 'sqs', noticeQueueName),
  visibilityTimeoutS: 30,
  attributes: { VisibilityTimeout: '30' },
});

/** ARNs carry the region: what one region left behind would be another's orphans. */
const checkRegion = (stateDir: string, region: string): void => {
  const path = join(stateDir, 'region');
  try {
    const former = readFileSync(path, 'utf8').trim();
    if (former === region) return;
    throw new HostError(
      `${stateDir} was made for region ${former}, AWS_REGION is ${region}: set it back, or delete the folder.`,
    );
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    writeAtomically(path, `${region}\n`);
  }
};

/**
 * What a killed host was working on would stay hidden for its visibility timeout, with nobody working on it. One
 * second instead of none: the embedded SQS cannot store a release at once (its receive count becomes null).
 */
const releaseHeld = async (
  { clients, held }: EmbeddedServices,
  queues: readonly QueueSpec[],
  place: Place,
): Promise<void> => {
  for (const { queue, receiptHandle } of queues.flatMap(({ name }) => held(name))) {
    const input = { QueueUrl: queueUrl(place, queue), ReceiptHandle: receiptHandle, VisibilityTimeout: 1 };
    await clients.sqs.send(new ChangeMessageVisibilityCommand(input));
  }
};

/** Queues of contacts, which no template makes: on a laptop they are of its account. */
const contactQueues = (stack: Stack, place: Place): readonly QueueSpec[] => {
  const own = new Set(stack.queues.map(({ arn }) => arn));
  const arns = stack.subscriptions
    .filter(({ protocol }) => protocol === 'sqs')
    .map(({ endpoint }) => endpoint);
  return [...new Set(arns)]
    .filter((arn) => !own.has(arn) && arn === arnOf(place, 'sqs', nameInArn(arn)))
    .map((arn) => ({ name: nameInArn(arn), arn, visibilityTimeoutS: 30, attributes: {} }));
};

/** A queue on AWS is out of reach: subscribing it would make each page to its topic fail. */
const reachable = (stack: Stack, known: readonly QueueSpec[]): readonly SubscriptionSpec[] => {
  const arns = new Set(known.map(({ arn }) => arn));
  return stack.subscriptions.filter(({ protocol, endpoint }) => protocol !== 'sqs' || arns.has(endpoint));
};

/** Makes the stack's tables, queues, topics and subscriptions what the template says, keeping what is in them. */
export const createResources = async (
  services: EmbeddedServices,
  stack: Stack,
  place: Place,
  stateDir: string,
): Promise<void> => {
  checkRegion(stateDir, place.region);
  const notices = noticeQueue(place);
  const queues = [...stack.queues, ...contactQueues(stack, place), notices];
  await createTables(services.clients.dynamodb, stack.tables, stateDir);
  await createQueues(services.clients.sqs, queues, place);
  const subscriptions = [...reachable(stack, queues), ...noticeSubscriptions(stack, notices.arn)];
  await createTopics(services.clients.sns, stack.topics, subscriptions);
  const consumed = new Set(stack.eventSources.map(({ queueArn }) => nameInArn(queueArn)));
  await releaseHeld(
    services,
    queues.filter(({ name }) => consumed.has(name) || name === noticeQueueName),
    place,
  );
};

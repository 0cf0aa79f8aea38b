import {
  DeleteRuleCommand,
  type EventBridgeClient,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import { CreateQueueCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { isObject, parseJson } from '../../local/kernel/json.ts';
import type { BusEvents } from '../../local/services/bus-events.ts';
import { drainQueue } from './drain-queue.ts';

export interface BusFeedOptions {
  readonly eventbridge: EventBridgeClient;
  readonly sqs: SQSClient;
  /** Name of the stack's bus. */
  readonly bus: string;
  /** ARN prefix of queues: `arn:aws:sqs:us-east-1:000000000000:`. */
  readonly queueArnPrefix: string;
  readonly events: BusEvents;
}

/** Sends everything on the stack's bus to a queue, as another team would, and keeps it. Ends when `signal` aborts. */
export const startBusFeed = async (
  { eventbridge, sqs, bus, queueArnPrefix, events }: BusFeedOptions,
  signal: AbortSignal,
): Promise<{ readonly ended: Promise<void> }> => {
  const name = 'bus-events';
  const Arn = `${queueArnPrefix}${name}`;
  const statement = {
    Effect: 'Allow',
    Principal: { Service: 'events.amazonaws.com' },
    Action: 'sqs:SendMessage',
    Resource: Arn,
  };
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  const { QueueUrl = '' } = await sqs.send(
    new CreateQueueCommand({ QueueName: name, Attributes: { Policy } }),
  );
  const EventPattern = JSON.stringify({ source: [{ prefix: '' }] });
  await eventbridge.send(new PutRuleCommand({ Name: name, EventBusName: bus, EventPattern }));
  await eventbridge.send(
    new PutTargetsCommand({ Rule: name, EventBusName: bus, Targets: [{ Id: name, Arn }] }),
  );
  const take = (body: string): void => {
    const event = parseJson(body);
    if (!isObject(event)) throw new Error(`The bus delivered what is no event: ${body}`);
    events.add(event);
  };
  // A bus that has a rule cannot be removed with its stack.
  const removeRule = async (): Promise<void> => {
    await eventbridge.send(new RemoveTargetsCommand({ Rule: name, EventBusName: bus, Ids: [name] }));
    await eventbridge.send(new DeleteRuleCommand({ Name: name, EventBusName: bus }));
  };
  return { ended: drainQueue(sqs, QueueUrl, take, signal).then(removeRule) };
};

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  waitUntilStackCreateComplete,
} from '@aws-sdk/client-cloudformation';
import {
  CreateEventBusCommand,
  EventBridgeClient,
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { matchesPattern } from '../../events/intake/match-pattern.ts';
import { rules } from '../../events/intake/patterns.ts';

const samples = join('events', 'samples');
const patienceMs = 30_000;

/**
 * Deploys deployment/forward-region.yml into another region and puts every event of events/samples there: those that the
 * stack's rules match come to the bus at home, each once, and no others. The bus is in that same region, since MiniStack
 * delivers to no other. Throws Error naming what came and what did not.
 */
export const tryForwarding = async (endpoint: string, region: string): Promise<void> => {
  const settings = { endpoint, region };
  const [cloudformation, eventbridge, sqs] = [
    new CloudFormationClient(settings),
    new EventBridgeClient(settings),
    new SQSClient(settings),
  ];
  try {
    const { EventBusArn = '' } = await eventbridge.send(new CreateEventBusCommand({ Name: 'home' }));
    const queueUrl = await collect(eventbridge, sqs);
    await deployForwarding(cloudformation, EventBusArn);
    const expected = await putSamples(eventbridge);
    const came = await countUntil(sqs, queueUrl, expected);
    if (came !== expected) throw new Error(`${came} events were forwarded, and ${expected} match the rules`);
    await cloudformation.send(new DeleteStackCommand({ StackName: 'forwarding' }));
  } finally {
    for (const client of [cloudformation, eventbridge, sqs]) client.destroy();
  }
};

/** Everything that comes to the bus at home goes to a queue. */
const collect = async (eventbridge: EventBridgeClient, sqs: SQSClient): Promise<string> => {
  const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: 'forwarded' }));
  const wanted = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }));
  const Arn = wanted.Attributes?.['QueueArn'];
  const statement = {
    ...{ Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' }, Action: 'sqs:SendMessage' },
    Resource: Arn,
  };
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy } }));
  const rule = { Rule: 'all', EventBusName: 'home' };
  const EventPattern = JSON.stringify({ source: [{ prefix: '' }] });
  await eventbridge.send(new PutRuleCommand({ Name: rule.Rule, EventBusName: 'home', EventPattern }));
  await eventbridge.send(new PutTargetsCommand({ ...rule, Targets: [{ Id: 'queue', Arn }] }));
  return QueueUrl;
};

const deployForwarding = async (client: CloudFormationClient, homeBusArn: string): Promise<void> => {
  const StackName = 'forwarding';
  await client.send(
    new CreateStackCommand({
      StackName,
      TemplateBody: readFileSync(join('deployment', 'forward-region.yml'), 'utf8'),
      Parameters: [{ ParameterKey: 'HomeBusArn', ParameterValue: homeBusArn }],
      Capabilities: ['CAPABILITY_IAM'],
    }),
  );
  await waitUntilStackCreateComplete({ client, maxWaitTime: 30, minDelay: 1, maxDelay: 1 }, { StackName });
};

/** Puts all samples; answers how many of them match a rule. */
const putSamples = async (client: EventBridgeClient): Promise<number> => {
  const events = readdirSync(samples)
    .map((file) => JSON.parse(readFileSync(join(samples, file), 'utf8')))
    .filter((event) => 'detail-type' in event);
  for (const event of events) {
    const { source: Source, 'detail-type': DetailType, detail } = event;
    await client.send(
      new PutEventsCommand({ Entries: [{ Source, DetailType, Detail: JSON.stringify(detail) }] }),
    );
  }
  const matching = events.filter((event) => rules.some(({ pattern }) => matchesPattern(pattern, event)));
  if (matching.length === 0) throw new Error(`No event of ${samples} matches any rule: nothing was tried`);
  return matching.length;
};

/** How many messages wait: a second after there are enough, or when nothing came for long. */
const countUntil = async (client: SQSClient, QueueUrl: string, expected: number): Promise<number> => {
  const end = Date.now() + patienceMs;
  while ((await countIn(client, QueueUrl)) < expected && Date.now() < end) await delay(500);
  await delay(1_000);
  return countIn(client, QueueUrl);
};

const countIn = async (client: SQSClient, QueueUrl: string): Promise<number> => {
  const name = 'ApproximateNumberOfMessages';
  const { Attributes } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [name] }),
  );
  return Number(Attributes?.[name]);
};

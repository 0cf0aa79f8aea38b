import {
  CreateTopicCommand,
  PublishCommand,
  type PublishCommandInput,
  type PublishCommandOutput,
  SubscribeCommand,
} from '@aws-sdk/client-sns';
import { CreateQueueCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import type { FinalizeRequestMiddleware } from '@smithy/types';
import { afterAll, expect, test } from 'vitest';
import { makeAccessKey } from '../../../local/kernel/access-key.ts';
import { localAccountId } from '../../../local/kernel/place.ts';
import { startServices } from '../../../local/services/embedded-services.ts';
import { makeFolder, removeFolders } from '../fixture/package.ts';

const region = 'eu-west-1';
const services = await startServices(makeFolder(), region, makeAccessKey());
const { sns, sqs } = services.clients;

afterAll(async () => {
  await services.stop();
  removeFolders();
});

/** Publishes as another try of the call that is named so. */
const publish = async (TopicArn: string, Message: string, call: string) => {
  const command = new PublishCommand({ TopicArn, Message });
  const named: FinalizeRequestMiddleware<PublishCommandInput, PublishCommandOutput> = (next) => (args) => {
    const { headers } = args.request as { readonly headers: Record<string, string> };
    headers['amz-sdk-invocation-id'] = call;
    return next(args);
  };
  command.middlewareStack.addRelativeTo(
    named,
    // After the SDK has named the call, before it is signed.
    { relation: 'before', toMiddleware: 'httpSigningMiddleware', name: 'named' },
  );
  return (await sns.send(command)).MessageId;
};

test('a publish whose answer was lost is sent once, and answered as the first time', async () => {
  const { TopicArn = '' } = await sns.send(new CreateTopicCommand({ Name: 'pages' }));
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'contact' }));
  const Endpoint = `arn:aws:sqs:${region}:${localAccountId}:contact`;
  await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint }));
  const first = await publish(TopicArn, 'disk full', 'call-1');
  expect(await publish(TopicArn, 'disk full', 'call-1')).toBe(first);
  expect(await publish(TopicArn, 'disk full', 'call-2')).not.toBe(first);
  const receive = new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 1, MaxNumberOfMessages: 10 });
  const { Messages = [] } = await sqs.send(receive);
  expect(Messages).toHaveLength(2);
});

import {
  ListSubscriptionsByTopicCommand,
  PublishCommand,
  SetSubscriptionAttributesCommand,
  SNSClient,
} from '@aws-sdk/client-sns';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { takingArrays } from '../../../local/services/array-filter.ts';
import { startQueueHost } from '../../contract/embedded-queues.ts';
import type { QueueHost } from '../../contract/queue-host.ts';

let host: QueueHost;
beforeAll(async () => {
  host = await startQueueHost();
});
afterAll(() => host.stop());

test('a contact of some severities gets what tells of several, one of them its own', async () => {
  const client = new SNSClient(host.settings);
  const TopicArn = await host.newTopic('of-several');
  const { Subscriptions = [] } = await client.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
  await client.send(
    new SetSubscriptionAttributesCommand({
      SubscriptionArn: Subscriptions[0]?.SubscriptionArn,
      AttributeName: 'FilterPolicy',
      AttributeValue: takingArrays(JSON.stringify({ kind: ['page'], severity: ['SEV3', 'SEV4'] })),
    }),
  );
  const publish = (Message: string, DataType: string, StringValue: string) =>
    client.send(
      new PublishCommand({
        TopicArn,
        Message,
        MessageAttributes: {
          kind: { DataType: 'String', StringValue: 'page' },
          severity: { DataType, StringValue },
        },
      }),
    );
  await publish('both', 'String.Array', '["SEV1","SEV3"]');
  await publish('neither', 'String.Array', '["SEV1","SEV2"]');
  await publish('its own', 'String', 'SEV4');
  await publish('another', 'String', 'SEV1');
  const bodies = (await host.messagesOf('of-several')).map(({ body }) => JSON.parse(body).Message);
  expect(bodies).toEqual(['both', 'its own']);
  client.destroy();
});

test('what is no policy stays as it is', () => {
  expect(takingArrays('not JSON')).toBe('not JSON');
});

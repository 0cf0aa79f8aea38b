import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import {
  CreateQueueCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterEach, expect, test } from 'vitest';
import { startMessaging } from '../../../local/services/embedded-messaging.ts';
import { makeFolder, removeFolders } from '../fixture/package.ts';

afterEach(removeFolders);

const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
const region = 'eu-west-1';

test('a move to the dead letters that is cut short loses no message', async () => {
  const folder = makeFolder();
  const messaging = await startMessaging(folder, region, credentials);
  const client = new SQSClient({ endpoint: messaging.url, region, credentials, maxAttempts: 1 });
  await client.send(new CreateQueueCommand({ QueueName: 'dead' }));
  const RedrivePolicy = JSON.stringify({
    deadLetterTargetArn: `arn:aws:sqs:${region}:000000000000:dead`,
    maxReceiveCount: 1,
  });
  const { QueueUrl } = await client.send(
    new CreateQueueCommand({ QueueName: 'work', Attributes: { RedrivePolicy, VisibilityTimeout: '0' } }),
  );
  await client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'kept' }));
  const receive = () => client.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 0 }));
  expect((await receive()).Messages).toHaveLength(1);

  // The second statement of the move fails, as if the process had ended before it.
  const disk = new DatabaseSync(join(folder, 'fauxqs.db'));
  disk.exec(
    "CREATE TRIGGER cut BEFORE INSERT ON sqs_messages WHEN NEW.queue_name = 'dead' BEGIN SELECT RAISE(ABORT, 'cut'); END",
  );
  await expect(receive()).rejects.toThrow();
  expect(disk.prepare('SELECT body, queue_name FROM sqs_messages').all()).toEqual([
    { body: 'kept', queue_name: 'work' },
  ]);
  disk.close();
  client.destroy();
  await messaging.stop();
});

import { CreateQueueCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { createSqsTimerQueue } from '../../../adapters/sqs/timer-queue.ts';
import { makeAccessKey } from '../../../local/kernel/access-key.ts';
import { type Clients, makeClients } from '../../../local/kernel/clients.ts';
import { type Messaging, startMessaging } from '../../../local/services/embedded-messaging.ts';
import { makeFolder, removeFolders } from '../fixture/package.ts';

const region = 'eu-west-1';
const key = makeAccessKey();
const header = 'Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=0;Lineage=a87bd80c:3';
let messaging: Messaging;
let clients: Clients;

beforeAll(async () => {
  messaging = await startMessaging(makeFolder(), region, key);
  const { url } = messaging;
  clients = makeClients({ sqs: url, sns: url, dynamodb: url }, region, key);
});
afterEach(() => {
  vi.unstubAllEnvs();
});
afterAll(async () => {
  clients.destroy();
  await messaging.stop();
  removeFolders();
});

/** What a timer that a function sets carries, as the queue hands it out. */
const sentWith = async (traceId: string | undefined): Promise<string | undefined> => {
  vi.stubEnv('AWS_LAMBDA_FUNCTION_NAME', 'run-timer');
  vi.stubEnv('_X_AMZN_TRACE_ID', traceId);
  const { QueueUrl = '' } = await clients.sqs.send(new CreateQueueCommand({ QueueName: 'timers' }));
  const { endpoint, credentials } = clients.sqs.config;
  const timers = createSqsTimerQueue(QueueUrl, { region, credentials, ...(endpoint ? { endpoint } : {}) });
  await timers.schedule({ incidentId: 'inc-1', dueAtMs: 0 }, 0);
  const receive = new ReceiveMessageCommand({
    QueueUrl,
    WaitTimeSeconds: 5,
    MessageSystemAttributeNames: ['All'],
  });
  const [message] = (await clients.sqs.send(receive)).Messages ?? [];
  expect(message?.Attributes?.['ApproximateReceiveCount']).toBe('1');
  return message?.Attributes?.AWSTraceHeader;
};

test('a message that a function sends through the SDK keeps the chain of requests it belongs to', async () => {
  expect(await sentWith(header)).toBe(header);
});

test('a message that no function sends has none', async () => {
  expect(await sentWith(undefined)).toBeUndefined();
});

import { startFauxqs } from 'fauxqs';
import type { QueueHost } from './queue-host.ts';
import { useMiniStack } from './stores/ministack-queues.ts';

/** The embedded SNS and SQS; or those at the URL `TOCSIN_MESSAGES` (`npm run test:stores`). */
export const startQueueHost = async (): Promise<QueueHost> => {
  const given = process.env['TOCSIN_MESSAGES'];
  return given === undefined ? startEmbedded() : useMiniStack(given);
};

/** SNS and SQS in memory, on a free port of the loopback address. */
const startEmbedded = async (): Promise<QueueHost> => {
  const region = 'eu-north-1';
  const server = await startFauxqs({ port: 0, host: '127.0.0.1', logger: false, defaultRegion: region });
  return {
    settings: {
      endpoint: `http://127.0.0.1:${server.port}`,
      region,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      maxAttempts: 1,
    },
    newQueue: async (name) => {
      server.createQueue(name, { region });
      return `http://127.0.0.1:${server.port}/000000000000/${name}`;
    },
    messagesOf: async (name) => {
      const { ready = [], delayed = [] } = server.inspectQueue(name)?.messages ?? {};
      return [...ready, ...delayed].map(({ body, delayUntil, sentTimestamp, messageAttributes }) => ({
        body,
        delayS: Math.round(((delayUntil ?? sentTimestamp) - sentTimestamp) / 1000),
        attributes: Object.fromEntries(
          Object.entries(messageAttributes).map(([key, { StringValue }]) => [key, StringValue]),
        ),
      }));
    },
    newTopic: async (name) => {
      server.createQueue(name, { region });
      const { topicArn } = server.createTopic(name, { region });
      server.subscribe({ topic: name, queue: name, region });
      return topicArn;
    },
    // A real SNS hands each protocol its own text; this one hands on the whole structure.
    structureOf: ({ Message }) => Message,
    stop: () => server.stop(),
  };
};

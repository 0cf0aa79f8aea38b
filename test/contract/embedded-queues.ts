import { startFauxqs } from 'fauxqs';
import { useMiniStack } from './stores/ministack-queues.ts';

/** Settings of an AWS SDK client, and what tests see of queues and topics behind it. */
export interface QueueHost {
  readonly settings: {
    readonly endpoint: string;
    readonly region: string;
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
    /** For timeouts and refusals: one try is enough to see them. */
    readonly maxAttempts: number;
  };
  newQueue(name: string): Promise<string>;
  /** What lies in a queue, delayed or not; `delayS` as the queue understood it. */
  messagesOf(name: string): Promise<readonly QueuedMessage[]>;
  /** A topic with a queue of the same name that subscribes to it. Answers its ARN. */
  newTopic(name: string): Promise<string>;
  /** The whole message structure of what a topic delivered, with a text for each protocol. */
  structureOf(envelope: Envelope): string;
  stop(): Promise<void>;
}

/** What an SQS subscription of a topic gets, as far as it tells which publish it was. */
export interface Envelope {
  readonly MessageId: string;
  readonly Message: string;
}

export interface QueuedMessage {
  readonly body: string;
  readonly delayS: number;
  readonly attributes: Readonly<Record<string, string | undefined>>;
}

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

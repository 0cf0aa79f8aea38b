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

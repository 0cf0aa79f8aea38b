/** A message as a queue hands it out: the answer of ReceiveMessage, as it stands on the wire (Amazon SQS API reference). */
export interface ReceivedMessage {
  readonly MessageId: string;
  readonly ReceiptHandle: string;
  readonly Body: string;
  readonly MD5OfBody: string;
  readonly Attributes?: Readonly<Record<string, string>>;
  readonly MessageAttributes?: Readonly<Record<string, MessageAttribute>>;
}

export interface MessageAttribute {
  readonly DataType: string;
  readonly StringValue?: string;
  /** In base 64. */
  readonly BinaryValue?: string;
}

/** The actions that the host's own bus and pollers ask of its queues, as in the Amazon SQS API reference. */
export interface QueueActions {
  readonly SendMessageBatch: {
    readonly input: {
      readonly QueueUrl: string;
      readonly Entries: readonly { readonly Id: string; readonly MessageBody: string }[];
    };
    readonly output: {
      readonly Failed?: readonly { readonly Id: string; readonly Code: string; readonly Message?: string }[];
    };
  };
  readonly ReceiveMessage: {
    readonly input: {
      readonly QueueUrl: string;
      readonly MaxNumberOfMessages: number;
      readonly WaitTimeSeconds: number;
      readonly MessageSystemAttributeNames?: readonly string[];
    };
    readonly output: { readonly Messages?: readonly ReceivedMessage[] };
  };
  readonly DeleteMessageBatch: {
    readonly input: {
      readonly QueueUrl: string;
      readonly Entries: readonly { readonly Id: string; readonly ReceiptHandle: string }[];
    };
    readonly output: object;
  };
}

/** Asks one of them. Rejects with what SQS says against it, and with the signal's reason as soon as it is given. */
export type AskQueues = <Name extends keyof QueueActions>(
  name: Name,
  input: QueueActions[Name]['input'],
  signal?: AbortSignal,
) => Promise<QueueActions[Name]['output']>;

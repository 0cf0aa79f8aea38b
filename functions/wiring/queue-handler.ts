import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';

/** A function that a queue calls: answers with the messages that failed, which come again. */
export type QueueHandler = (event: SQSEvent, context: Context) => Promise<SQSBatchResponse>;

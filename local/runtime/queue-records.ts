import { isList, isObject, type Json, type JsonObject } from '../kernel/json.ts';
import type { MessageAttribute, ReceivedMessage } from '../kernel/queues.ts';

const attributeOf = (value: MessageAttribute): JsonObject => ({
  dataType: value.DataType,
  ...(value.StringValue === undefined ? {} : { stringValue: value.StringValue }),
  ...(value.BinaryValue === undefined ? {} : { binaryValue: value.BinaryValue }),
  stringListValues: [],
  binaryListValues: [],
});

const recordOf = (message: ReceivedMessage, queueArn: string, region: string): JsonObject => ({
  messageId: message.MessageId,
  receiptHandle: message.ReceiptHandle,
  body: message.Body,
  attributes: { ...message.Attributes },
  messageAttributes: Object.fromEntries(
    Object.entries(message.MessageAttributes ?? {}).map(([name, value]) => [name, attributeOf(value)]),
  ),
  md5OfBody: message.MD5OfBody,
  eventSource: 'aws:sqs',
  eventSourceARN: queueArn,
  awsRegion: region,
});

/** The event that Lambda hands a function for a batch. AWS Lambda Developer Guide, "Using Lambda with Amazon SQS". */
export const queueEvent = (
  messages: readonly ReceivedMessage[],
  queueArn: string,
  region: string,
): JsonObject => ({
  Records: messages.map((message) => recordOf(message, queueArn, region)),
});

/**
 * Which message ids failed, by what the function returned. AWS Lambda Developer Guide, "Implementing partial batch
 * responses": nothing listed means that all succeeded; a list that is not one, or names an unknown message, means
 * that all failed.
 */
export const failedIds = (answer: Json, messageIds: readonly string[]): readonly string[] => {
  const failures = isObject(answer) ? answer['batchItemFailures'] : undefined;
  if (failures === undefined || failures === null) return [];
  if (!isList(failures)) return messageIds;
  const ids = failures.map((failure) => (isObject(failure) ? failure['itemIdentifier'] : undefined));
  const known = ids.filter((id): id is string => typeof id === 'string' && messageIds.includes(id));
  return known.length === ids.length ? known : messageIds;
};

import type { SQSRecord } from 'aws-lambda';

let messages = 0;

/** A record as Lambda hands it over. */
export const recordOf = (body: string, reason?: string): SQSRecord => ({
  messageId: `message-${++messages}`,
  receiptHandle: '',
  body,
  attributes: {
    ApproximateReceiveCount: '1',
    SentTimestamp: '0',
    SenderId: '',
    ApproximateFirstReceiveTimestamp: '0',
  },
  messageAttributes: reason === undefined ? {} : { reason: { stringValue: reason, dataType: 'String' } },
  md5OfBody: '',
  eventSource: 'aws:sqs',
  eventSourceARN: '',
  awsRegion: 'eu-west-1',
});

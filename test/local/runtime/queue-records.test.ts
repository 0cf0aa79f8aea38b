import { describe, expect, test } from 'vitest';
import { failedIds, queueEvent } from '../../../local/runtime/queue-records.ts';

const ids = ['a', 'b', 'c'];

describe('a partial batch response', () => {
  test.each([
    ['nothing', null],
    ['an object without the list', {}],
    ['a list that is null', { batchItemFailures: null }],
    ['an empty list', { batchItemFailures: [] }],
  ])('with %s means that all succeeded', (_what, answer) => {
    expect(failedIds(answer, ids)).toEqual([]);
  });

  test('names the messages that failed', () => {
    expect(failedIds({ batchItemFailures: [{ itemIdentifier: 'b' }] }, ids)).toEqual(['b']);
  });

  test.each([
    ['an unknown message', [{ itemIdentifier: 'x' }]],
    ['an empty identifier', [{ itemIdentifier: '' }]],
    ['no identifier', [{}]],
    ['something that is no list', 'b'],
  ])('that names %s means that all failed', (_what, failures) => {
    expect(failedIds({ batchItemFailures: failures }, ids)).toEqual(ids);
  });
});

test('a record has the fields that Lambda gives it', () => {
  const message = {
    MessageId: 'a',
    ReceiptHandle: 'r',
    Body: '{}',
    MD5OfBody: 'm',
    Attributes: { ApproximateReceiveCount: '2' },
    MessageAttributes: { kind: { DataType: 'String', StringValue: 'page' } },
  };
  expect(queueEvent([message], 'arn:aws:sqs:eu-west-1:000000000000:q', 'eu-west-1')).toEqual({
    Records: [
      {
        messageId: 'a',
        receiptHandle: 'r',
        body: '{}',
        md5OfBody: 'm',
        attributes: { ApproximateReceiveCount: '2' },
        messageAttributes: {
          kind: { dataType: 'String', stringValue: 'page', stringListValues: [], binaryListValues: [] },
        },
        eventSource: 'aws:sqs',
        eventSourceARN: 'arn:aws:sqs:eu-west-1:000000000000:q',
        awsRegion: 'eu-west-1',
      },
    ],
  });
});

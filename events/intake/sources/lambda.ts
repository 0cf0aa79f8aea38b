import { parseArn } from '../arn.ts';
import { type DetailParser, detailOf } from '../event-envelope.ts';
import { lateObject, number, object, text } from '../lenient-fields.ts';
import { ignored, missingField } from '../reading.ts';
import { reportReading } from './notification-signal.ts';

const invocationSchema = lateObject(() => ({
  timestamp: text,
  requestContext: object({ functionArn: text, condition: text, approximateInvokeCount: number }),
  responseContext: object({ functionError: text }),
  responsePayload: object({ errorType: text, errorMessage: text }),
}));

/** `arn:aws:lambda:eu-west-1:111122223333:function:import:$LATEST`: function and qualifier stand in the resource. */
const unqualified = (arn: string): string => arn.split(':').slice(0, 7).join(':');

/**
 * The record that Lambda sends to a destination when an asynchronous invocation, or a batch of a stream or queue, has
 * failed for good. All failures of one function are one signal, until it expires: later successes are told only where a
 * destination asks for them, and that one is another event. Source: AWS Lambda Developer Guide, "Capturing records of
 * Lambda asynchronous invocations" (https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html).
 * What the function was given and what it answered are not kept.
 */
export const parseInvocationResult: DetailParser = (event, context) => {
  const detail = detailOf(invocationSchema, event);
  if (detail === undefined) return [missingField('detail', 'an object')];
  const { functionArn, condition, approximateInvokeCount } = detail.requestContext ?? {};
  if (functionArn === undefined) return [missingField('requestContext.functionArn', "the function's ARN")];
  const arn = unqualified(functionArn);
  const name = parseArn(arn)?.resource.split(':').at(1) ?? arn;
  if (condition === 'Success') return [ignored('notification-of-success', `invocation of ${name}`)];
  return [
    reportReading(
      {
        service: 'Lambda',
        type: 'function',
        resource: name,
        arn,
        topic: 'invocation',
        state: 'ALARM',
        said: `an invocation failed for good (${condition ?? 'no condition told'})`,
        description: detail.responsePayload?.errorType ?? detail.responseContext?.functionError,
        facts: { condition, tries: approximateInvokeCount },
      },
      event,
      context,
    ),
  ];
};

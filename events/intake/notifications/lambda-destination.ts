import * as z from 'zod/mini';
import { parseArn } from '../arn.ts';
import { lateObject, object, text } from '../lenient-fields.ts';
import { parseInvocationResult } from '../sources/lambda.ts';
import { type NotificationReader, twinOf } from './notification.ts';

const destinationSchema = lateObject(() => ({
  timestamp: text,
  requestContext: object({ functionArn: text, condition: text }),
}));

/** A Lambda destination, for failures or successes: over EventBridge the same record is the event's detail. */
export const readLambdaDestination: NotificationReader = (notification, context) => {
  const told = z.parse(destinationSchema, notification.fields);
  const arn = parseArn(told.requestContext?.functionArn);
  if (arn?.service !== 'lambda' || told.requestContext?.condition === undefined) return undefined;
  const event = twinOf('Lambda Function Invocation Result - Failure', 'lambda', notification, {
    account: arn.accountId || undefined,
    region: arn.region || undefined,
    time: told.timestamp,
    detail: notification.fields,
  });
  return parseInvocationResult(event, context);
};

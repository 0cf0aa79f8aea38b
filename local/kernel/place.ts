/** Where the local stack stands: what pseudo parameters and queue URLs are made of. */
export interface Place {
  readonly region: string;
  readonly accountId: string;
  readonly stackName: string;
  /** Base URL of the embedded SQS, without a slash at the end. */
  readonly sqsUrl: string;
  /** Base URL of the HTTP API, without a slash at the end. */
  readonly apiUrl: string;
}

/** The embedded SQS and SNS know this account only. */
export const localAccountId = '000000000000';

export const queueUrl = (place: Place, name: string): string => `${place.sqsUrl}/${place.accountId}/${name}`;

export const arnOf = (place: Place, service: string, resource: string): string =>
  `arn:aws:${service}:${place.region}:${place.accountId}:${resource}`;

/** The last part of an ARN: a queue's, a topic's or a function's name. */
export const nameInArn = (arn: string): string => arn.slice(arn.lastIndexOf(':') + 1);

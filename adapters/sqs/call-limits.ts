import type { SQSClientConfig } from '@aws-sdk/client-sqs';

/** Worst case of a send: three tries of 1.5 s and their back-off, about 5 s, inside the functions' 10 s. */
export const callLimits = {
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 1_500, throwOnRequestTimeout: true },
} as const satisfies SQSClientConfig;

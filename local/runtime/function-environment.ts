import type { AccessKey } from '../kernel/access-key.ts';
import type { ServiceUrls } from '../kernel/clients.ts';
import type { Place } from '../kernel/place.ts';
import type { FunctionSpec } from '../template/stack.ts';

export interface LocalWorld {
  readonly urls: ServiceUrls & { readonly eventbridge: string };
  readonly credentials: AccessKey;
  readonly place: Place;
  readonly timeScale: number;
  /** The SDK's variables for the stand-in AWS account. */
  readonly awsAccount?: Readonly<Record<string, string>>;
}

/**
 * The environment of a function: the template's, what Lambda adds, and the SDK's own variables for the embedded
 * services, so that adapters need no local-only code. Nothing of the host's own environment gets in.
 */
export const functionEnvironment = (
  spec: FunctionSpec,
  { urls, credentials, place, timeScale, awsAccount = {} }: LocalWorld,
): Record<string, string> => ({
  ...spec.environment,
  ...awsAccount,
  AWS_ACCESS_KEY_ID: credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  AWS_REGION: place.region,
  AWS_DEFAULT_REGION: place.region,
  AWS_ENDPOINT_URL_DYNAMODB: urls.dynamodb,
  AWS_ENDPOINT_URL_EVENTBRIDGE: urls.eventbridge,
  AWS_ENDPOINT_URL_SNS: urls.sns,
  AWS_ENDPOINT_URL_SQS: urls.sqs,
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(spec.memoryMb),
  AWS_LAMBDA_FUNCTION_NAME: spec.name,
  AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
  TOCSIN_TIME_SCALE: String(timeScale),
  TZ: 'UTC',
});

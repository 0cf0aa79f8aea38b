import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  type DynamoDBClientConfig,
} from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { StoreError } from './store-error.ts';

/** The one table, and the client that reaches it. */
export interface Table {
  readonly name: string;
  readonly client: DynamoDBDocumentClient;
}

/**
 * Worst case of a call: three tries of 1.5 s and their back-off, about 5 s, inside the functions' timeout of 10 s.
 * The SDK only warns of a slow request unless told to throw.
 */
const callLimits = {
  maxAttempts: 3,
  requestHandler: {
    connectionTimeout: 1_000,
    requestTimeout: 1_500,
    throwOnRequestTimeout: true,
  },
} as const satisfies DynamoDBClientConfig;

/** Connects to a table. Region, credentials and endpoint come from the SDK's own environment unless given. */
export const createTable = (name: string, settings: DynamoDBClientConfig = {}): Table => ({
  name,
  client: DynamoDBDocumentClient.from(new DynamoDBClient({ ...callLimits, ...settings }), {
    marshallOptions: { removeUndefinedValues: true },
  }),
});

/** Runs a call; whatever it throws comes out as a StoreError. */
export const attempt = async <T>(operation: string, subject: string, call: () => Promise<T>): Promise<T> => {
  try {
    return await call();
  } catch (cause) {
    throw new StoreError(operation, subject, cause);
  }
};

/** Runs a conditional write. `false`: its condition failed, perhaps by its own first try, whose answer was lost. */
export const attemptIf = async (
  operation: string,
  subject: string,
  write: () => Promise<unknown>,
): Promise<boolean> => {
  try {
    await write();
    return true;
  } catch (cause) {
    if (cause instanceof ConditionalCheckFailedException) return false;
    throw new StoreError(operation, subject, cause);
  }
};

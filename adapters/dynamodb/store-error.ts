/** A call to the table failed. The message names operation and id, never what an item holds; the cause is kept. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly operation: string;
  readonly subject: string;

  constructor(operation: string, subject: string, cause: unknown) {
    super(`DynamoDB ${operation} of ${subject} failed: ${nameOf(cause)}`, { cause });
    this.operation = operation;
    this.subject = subject;
  }
}

const nameOf = (cause: unknown): string => (cause instanceof Error ? cause.name : 'unknown error');

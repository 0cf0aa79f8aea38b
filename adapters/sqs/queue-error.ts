/** A message could not be put on a queue. The text names queue and error, never the message; the cause is kept. */
export class QueueError extends Error {
  override readonly name = 'QueueError';

  constructor(queue: string, cause: unknown) {
    super(`Sending to the ${queue} queue failed: ${cause instanceof Error ? cause.name : 'unknown error'}`, {
      cause,
    });
  }
}

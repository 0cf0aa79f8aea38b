import type { SQSRecord } from 'aws-lambda';

/**
 * When the queue took the message, epoch ms; `nowMs` where the queue does not say, or says a time ahead. It is the same at
 * every delivery, so that a message that is dated by it is dated once.
 */
export const sentAtMs = ({ attributes }: SQSRecord, nowMs: number): number => {
  const sent = Number(attributes.SentTimestamp);
  return Number.isSafeInteger(sent) && sent > 0 && sent <= nowMs ? sent : nowMs;
};

const isRedelivered = ({ attributes }: SQSRecord): boolean => Number(attributes.ApproximateReceiveCount) > 1;

/**
 * What is taken in together. Records that come for the first time are one batch. A redelivered one was in a batch that
 * failed, perhaps because of it, so each is taken alone, and in another order each time: the neighbours of one that fails
 * whatever holds it go before it sooner or later.
 */
export const batchesOf = (
  records: readonly SQSRecord[],
  hash: (text: string) => string,
): readonly (readonly SQSRecord[])[] => {
  const fresh = records.filter((record) => !isRedelivered(record));
  const placeOf = ({ messageId, attributes }: SQSRecord) =>
    hash(`${messageId} ${attributes.ApproximateReceiveCount}`);
  const again = records.filter(isRedelivered).sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
  return [...(fresh.length === 0 ? [] : [fresh]), ...again.map((record) => [record])];
};

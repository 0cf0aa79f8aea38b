import type { SQSRecord } from 'aws-lambda';
import { takeIn } from '../../functions/ingest-alarm/take-in.ts';
import type { Shell } from '../../protocol/shell.ts';
import { refuseAside } from './first-alarm.ts';

/** SQS hands over ten messages a batch at most. */
const A_BATCH = 10;

/** Events in line for so many workers of one process: each takes a batch as soon as it is free. */
export interface StormLine {
  /** Works off so many events; resolves when their batches have ended. Answers the milliseconds that took. */
  work(events: number): Promise<number>;
  /** Puts one at the head of the line: it is in the next batch that is taken. */
  first(record: SQSRecord): void;
  /** Messages that came back because their batch reported them as failed. */
  readonly redelivered: number;
}

export const makeStormLine = (shell: Shell, records: readonly SQSRecord[], workers: number): StormLine => {
  const line = [...records].reverse();
  const line0: SQSRecord[] = [];
  let redelivered = 0;
  const nextBatch = (left: number): SQSRecord[] => {
    const batch = line0.splice(0, A_BATCH);
    while (batch.length < Math.min(A_BATCH, left)) {
      const record = line.pop();
      if (record === undefined) break;
      batch.push(record);
    }
    return batch;
  };
  const work = async (events: number): Promise<number> => {
    let left = Math.min(events, line.length + line0.length);
    const beganMs = performance.now();
    const worker = async () => {
      for (let batch = nextBatch(left); batch.length > 0; batch = nextBatch(left)) {
        left -= batch.length;
        const { batchItemFailures } = await takeIn({ shell, setAside: refuseAside }, batch);
        const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
        const again = batch.filter(({ messageId }) => failed.has(messageId));
        redelivered += again.length;
        left += again.length;
        line.unshift(...again);
      }
    };
    await Promise.all(Array.from({ length: workers }, worker));
    return performance.now() - beganMs;
  };
  return {
    work,
    first: (record) => {
      line0.push(record);
    },
    get redelivered() {
      return redelivered;
    },
  };
};

import type { SQSRecord } from 'aws-lambda';
import { type SetAside, takeIn } from '../../functions/ingest-alarm/take-in.ts';
import type { World } from '../behaviour/world.ts';
import { recordOf } from '../security/sqs-record.ts';

export const unreachable = () =>
  Promise.reject(new Error('DynamoDB readHeads of 1 items failed: TimeoutError'));

/** A record that the queue took at that time and delivers for the nth time. */
export const delivered = (body: string, sentAtMs: number, times = 1): SQSRecord => {
  const record = recordOf(body);
  const attributes = {
    ...record.attributes,
    SentTimestamp: String(sentAtMs),
    ApproximateReceiveCount: String(times),
  };
  return { ...record, attributes };
};

export const intakeOf = (world: World) => {
  const aside: SetAside[] = [];
  const setAside = async (message: SetAside) => {
    aside.push(message);
  };
  return { aside, take: (...records: SQSRecord[]) => takeIn({ shell: world.shell, setAside }, records) };
};

export const reasonsOf = (world: World) => world.journal.notes.map(({ reason }) => reason);

import { expect, test } from 'vitest';
import { type SetAside, takeIn } from '../../functions/ingest-alarm/take-in.ts';
import { createWorld } from '../behaviour/world.ts';
import { sampleText } from '../events/intake/messages.ts';
import { recordOf } from '../security/sqs-record.ts';

const unreachable = () => Promise.reject(new Error('DynamoDB readHeads of 1 items failed: TimeoutError'));

/** An intake whose record cannot be read, and what it set aside. */
const intakeWithoutRecord = () => {
  const world = createWorld();
  const aside: SetAside[] = [];
  const shell = { ...world.shell, store: { ...world.shell.store, readHeads: unreachable } };
  const setAside = async (message: SetAside) => {
    aside.push(message);
  };
  return { intake: { shell, setAside }, aside, world };
};

test('an unreachable record fails its alarms, each alone and aloud; what cannot be decided on is still set aside (I1)', async () => {
  const { intake, aside, world } = intakeWithoutRecord();
  const alarms = [recordOf(sampleText('disk-full')), recordOf(sampleText('high-cpu'))];
  const broken = recordOf('no JSON');
  const answer = await takeIn(intake, [...alarms, broken]);
  expect(answer.batchItemFailures).toEqual(alarms.map(({ messageId }) => ({ itemIdentifier: messageId })));
  expect(aside).toEqual([{ body: 'no JSON', reason: 'malformed-json' }]);
  const failed = world.journal.notes.filter(({ reason }) => reason === 'ingest-failed');
  expect(failed.map(({ fields }) => fields['why'])).toEqual([
    'Error: DynamoDB readHeads of 1 items failed: TimeoutError',
    'Error: DynamoDB readHeads of 1 items failed: TimeoutError',
  ]);
});

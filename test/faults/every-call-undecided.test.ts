import type { SQSRecord } from 'aws-lambda';
import { expect, test } from 'vitest';
import type { TopicPublisher } from '../../adapters/sns/topic-publisher.ts';
import { type SetAside, takeIn } from '../../functions/ingest-alarm/take-in.ts';
import { EQUAL_WITHIN_MS, rememberEqualPages } from '../../functions/page-undecided/equal-pages.ts';
import { pageRaw } from '../../functions/page-undecided/page-raw.ts';
import { createRawBudget } from '../../functions/page-undecided/raw-budget.ts';
import { createWorld, MINUTE, START, transitionOf, type World } from '../behaviour/world.ts';
import { recordOf } from '../security/sqs-record.ts';
import { type Fault, invoke, ways } from './fault.ts';
import { differenceOf, factsOf, finalRecord } from './final-record.ts';
import { eventBody } from './wire-copies.ts';

/** A queue that hands a batch out again until it is answered: whole after a crash, else what failed. */
const handOver = async <T extends object>(
  shell: T,
  records: readonly SQSRecord[],
  take: (
    shell: T,
    records: readonly SQSRecord[],
  ) => Promise<{ batchItemFailures: { itemIdentifier: string }[] }>,
  fault?: Fault,
) => {
  let left = records;
  const once = async (tapped: T): Promise<boolean> => {
    const { batchItemFailures } = await take(tapped, left);
    const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    left = left.filter(({ messageId }) => failed.has(messageId));
    return left.length === 0;
  };
  const { ended, calls } = await invoke(shell, once, fault);
  if (ended !== 'done') expect((await invoke(shell, once)).ended).toBe('done');
  return calls;
};

const batch = [
  eventBody(transitionOf('errors', START)),
  '{"detail-type": "CloudWatch Alarm St',
  JSON.stringify({ 'detail-type': 'CloudWatch Alarm State Change', source: 'aws.cloudwatch', detail: {} }),
  JSON.stringify({
    Type: 'SubscriptionConfirmation',
    TopicArn: 'arn:aws:sns:eu-west-1:111122223333:alarms',
    Message: 'Confirm',
  }),
].map((body) => recordOf(body));

interface Taken {
  readonly world: World;
  readonly aside: readonly SetAside[];
  readonly calls: readonly { readonly name: string; readonly isSideBySide: boolean }[];
}

const playIntake = async (fault?: Fault): Promise<Taken> => {
  const world = createWorld();
  const aside: SetAside[] = [];
  const undecided = { setAside: async (message: SetAside) => void aside.push(message) };
  const calls = await handOver(
    { ...world.shell, undecided },
    batch,
    (shell, records) => takeIn({ shell, setAside: shell.undecided.setAside }, records),
    fault,
  );
  await world.pass(33 * MINUTE);
  return { world, aside, calls };
};

const everyFault = (calls: Taken['calls']): Fault[] =>
  calls.flatMap(({ isSideBySide }, call) =>
    ways.filter((way) => isSideBySide || !way.startsWith('hang')).map((way) => ({ call, way })),
  );

const bodiesOf = (messages: readonly { readonly body: string; readonly reason: string }[]) =>
  [...new Set(messages.map(({ body, reason }) => `${reason} ${body}`))].sort();

test('a batch with what cannot be decided on: a fault at any one call loses nothing of it (I1, I3)', async () => {
  const wanted = await playIntake();
  expect(wanted.aside).toHaveLength(2);
  const faults = everyFault(wanted.calls);
  for (const fault of faults) {
    const found = await playIntake(fault);
    const difference = differenceOf(finalRecord(factsOf(wanted.world)), finalRecord(factsOf(found.world)));
    const what = `${wanted.calls[Number(fault.call)]?.name} ${fault.way}`;
    expect(difference, what).toBeUndefined();
    expect(bodiesOf(found.aside), what).toEqual(bodiesOf(wanted.aside));
    expect(found.aside.length, what).toBeLessThanOrEqual(2 * wanted.aside.length);
    expect(
      [...found.world.records.ignored.values()].map(({ reason }) => reason),
      what,
    ).toContain('sns-subscription-confirmation');
  }
  console.log(`intake of a mixed batch: ${wanted.calls.length} calls, ${faults.length} faults`);
});

const playRaw = async (fault?: Fault) => {
  const world = createWorld();
  const kept: SetAside[] = [];
  const { journal, now } = world.shell;
  const paged: string[] = [];
  const topics: TopicPublisher = {
    publish: async ({ id }) => {
      paged.push(id);
      return { outcome: 'delivered' };
    },
  };
  const undecided = { keep: async (message: SetAside) => void kept.push(message) };
  const calls = await handOver(
    { topics, journal, now, undecided },
    batch.slice(1, 3),
    (
      shell,
      records, // Another process remembers nothing of this one.
    ) =>
      pageRaw(
        {
          ...shell,
          equal: rememberEqualPages(EQUAL_WITHIN_MS),
          budget: createRawBudget(1),
          keep: shell.undecided.keep,
        },
        records,
      ),
    fault,
  );
  return { paged, kept, calls };
};

test('what could not be decided on is paged raw and kept, whatever one call meets, at most once more (I1, I7)', async () => {
  const wanted = await playRaw();
  expect(wanted.paged).toHaveLength(2);
  const faults = everyFault(wanted.calls);
  for (const fault of faults) {
    const found = await playRaw(fault);
    const what = `${wanted.calls[Number(fault.call)]?.name} ${fault.way}`;
    expect([...new Set(found.paged)].sort(), what).toEqual(wanted.paged);
    expect(bodiesOf(found.kept), what).toEqual(bodiesOf(wanted.kept));
    for (const id of wanted.paged)
      expect(found.paged.filter((other) => other === id).length, what).toBeLessThanOrEqual(2);
  }
  console.log(`page-undecided: ${wanted.calls.length} calls, ${faults.length} faults`);
});

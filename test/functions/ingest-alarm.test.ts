import type { SQSRecord } from 'aws-lambda';
import { describe, expect, test } from 'vitest';
import { batchesOf } from '../../functions/ingest-alarm/receipt.ts';
import { type SetAside, takeIn } from '../../functions/ingest-alarm/take-in.ts';
import { configured, createWorld, MINUTE, START } from '../behaviour/world.ts';
import { sampleEvent, sampleText } from '../events/intake/messages.ts';
import { published } from '../events/intake/notifications/published.ts';
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

/** An alarm of that state and time, as EventBridge sends it. */
const alarmAt = (name: string, value: string, atMs: number): string => {
  const sample = sampleEvent('high-cpu');
  const resources = [`arn:aws:cloudwatch:eu-west-1:111122223333:alarm:${name}`];
  const state = { value, reason: 'x', timestamp: new Date(atMs).toISOString() };
  return JSON.stringify({ ...sample, resources, detail: { ...sample.detail, alarmName: name, state } });
};

/** A record that the queue took at that time and delivers for the nth time. */
const delivered = (body: string, sentAtMs: number, times = 1): SQSRecord => {
  const record = recordOf(body);
  const attributes = {
    ...record.attributes,
    SentTimestamp: String(sentAtMs),
    ApproximateReceiveCount: String(times),
  };
  return { ...record, attributes };
};

const intakeOf = (world: ReturnType<typeof createWorld>) => {
  const aside: SetAside[] = [];
  const setAside = async (message: SetAside) => {
    aside.push(message);
  };
  return { aside, take: (...records: SQSRecord[]) => takeIn({ shell: world.shell, setAside }, records) };
};

const reasonsOf = (world: ReturnType<typeof createWorld>) => world.journal.notes.map(({ reason }) => reason);

describe('a redelivered record', () => {
  const poisonous = 'poison';
  /** A world in which whatever is decided on together with the poison fails. */
  const poisonedWorld = () => {
    const world = createWorld();
    const { readHeads } = world.shell.store;
    const store: typeof world.shell.store = {
      ...world.shell.store,
      readHeads: (asked) =>
        asked.signalIds.some((id) => id.endsWith(poisonous))
          ? Promise.reject(new Error('poison'))
          : readHeads(asked),
    };
    return { ...world, shell: { ...world.shell, store } };
  };

  test('is taken alone, so that its innocent neighbours are taken in', async () => {
    const world = poisonedWorld();
    const { take } = intakeOf(world);
    const bodies = ['one', poisonous, 'two'].map((name) => alarmAt(name, 'ALARM', START));
    const fresh = bodies.map((body) => delivered(body, START));
    expect((await take(...fresh)).batchItemFailures).toHaveLength(3);
    const again = bodies.map((body) => delivered(body, START, 2));
    const { batchItemFailures } = await take(...again);
    expect(batchItemFailures).toEqual([{ itemIdentifier: again[1]?.messageId }]);
  });

  test('goes in another order each time, so that nobody always waits behind the same one', () => {
    const orders = [2, 3, 4, 5, 6, 7].map((times) => {
      const records = ['a', 'b', 'c'].map((messageId) => ({ ...delivered('{}', START, times), messageId }));
      return batchesOf(records, createWorld().shell.hash)
        .map((batch) => batch.map(({ messageId }) => messageId).join())
        .join();
    });
    expect(new Set(orders).size).toBeGreaterThan(1);
  });

  test('leaves those that come for the first time together', () => {
    const records = [delivered('{}', START), delivered('{}', START, 2), delivered('{}', START)];
    expect(batchesOf(records, (text) => text).map((batch) => batch.length)).toEqual([2, 1]);
  });
});

describe('times ahead and behind', () => {
  test.each([
    ['ALARM', 'OK'],
    ['OK', 'ALARM'],
  ])('an %s dated minutes ahead does not swallow the real %s after it', async (first, second) => {
    const world = createWorld();
    const { take } = intakeOf(world);
    await take(delivered(alarmAt('cpu', first, world.now() + 4 * MINUTE), world.now()));
    await world.pass(MINUTE);
    await take(delivered(alarmAt('cpu', second, world.now()), world.now()));
    expect(reasonsOf(world)).not.toContain('stale');
  });

  test('a late old OK does not end the ALARM after it', async () => {
    const world = createWorld();
    const { take } = intakeOf(world);
    await take(delivered(alarmAt('cpu', 'ALARM', world.now()), world.now()));
    await world.pass(MINUTE);
    await take(delivered(alarmAt('cpu', 'OK', START - MINUTE), world.now()));
    expect(reasonsOf(world)).toContain('stale');
  });

  test('a redelivered transition that is dated ahead is dated as at first: what came in between stands', async () => {
    const world = createWorld();
    const { take } = intakeOf(world);
    const ahead = alarmAt('cpu', 'ALARM', START + 30 * MINUTE);
    await take(delivered(ahead, START));
    await world.pass(MINUTE);
    await take(delivered(alarmAt('cpu', 'OK', world.now()), world.now()));
    await world.pass(MINUTE);
    await take(delivered(ahead, START, 2));
    expect(reasonsOf(world)).toContain('stale');
  });
});

describe('a message over SNS that intake does not know', () => {
  const bounce = published({ notificationType: 'Bounce', mail: { messageId: 'm-1' } });

  test('pages raw where no rule matches it', async () => {
    const { aside, take } = intakeOf(createWorld());
    await take(delivered(bounce, START));
    expect(aside).toEqual([{ body: bounce, reason: 'unknown-shape' }]);
  });

  test('is set aside on record where a rule of the team ignores it', async () => {
    const rules = 'rules: [{ name: bounces, match: { resource: "*:shop-alarms" }, ignore: true }]\n';
    const world = createWorld(configured(rules));
    const { aside, take } = intakeOf(world);
    await take(delivered(bounce, START));
    expect(aside).toEqual([]);
    expect(reasonsOf(world)).toEqual(['rule:team:bounces']);
  });

  test('is an incident where a rule of the team takes it in, and ten of them are one', async () => {
    const rules = `rules: [{ name: mail, match: { kind: notification, alarm: "notificationType Bounce" }, severity: SEV4, service: mail }]\n`;
    const world = createWorld(configured(rules));
    const { aside, take } = intakeOf(world);
    const bounces = Array.from({ length: 10 }, (_, n) =>
      delivered(published({ notificationType: 'Bounce', mail: { messageId: `m-${n}` } }), START + n),
    );
    await take(...bounces);
    expect(aside).toEqual([]);
    const incidents = await world.incidents();
    expect(incidents).toMatchObject([
      { service: 'mail', severity: 'SEV4', title: 'mail: notificationType Bounce' },
    ]);
  });
});

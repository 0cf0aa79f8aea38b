import { describe, expect, test } from 'vitest';
import type { SetAside } from '../../functions/ingest-alarm/take-in.ts';
import { configured, createWorld, MINUTE, START } from '../behaviour/world.ts';
import { published } from '../events/intake/notifications/published.ts';
import { delivered, intakeOf, reasonsOf, unreachable } from './delivered.ts';

describe('a message over SNS that intake does not know', () => {
  const bounce = published({ notificationType: 'Bounce', mail: { messageId: 'm-1' } });

  test('pages raw where no rule matches it', async () => {
    const { aside, take } = intakeOf(createWorld());
    await take(delivered(bounce, START));
    expect(aside).toEqual([{ body: bounce, reason: 'unknown-shape', count: 1 }]);
  });

  const bounces = (count: number, at = START) =>
    Array.from({ length: count }, (_, n) =>
      delivered(published({ notificationType: 'Bounce', mail: { messageId: `m-${n}` } }), at),
    );
  const countsOf = (aside: readonly SetAside[]) => aside.map(({ count }) => count);

  test('is one page for those that come together, and the others are kept', async () => {
    const { aside, take } = intakeOf(createWorld());
    await take(...bounces(10));
    expect(countsOf(aside)).toEqual([10, ...Array.from({ length: 9 }, () => 0)]);
  });

  test('is held back for ten minutes after its page; the next page counts those', async () => {
    const world = createWorld();
    const { aside, take } = intakeOf(world);
    for (const record of bounces(10)) await take(record);
    expect(countsOf(aside)).toEqual([1, ...Array.from({ length: 9 }, () => 0)]);
    await world.pass(10 * MINUTE);
    await take(...bounces(1, world.now()));
    expect(countsOf(aside).at(-1)).toBe(10);
  });

  test('pages again when it comes again: its page may not have gone out', async () => {
    const { aside, take } = intakeOf(createWorld());
    const [record] = bounces(1);
    if (record === undefined) throw new Error('no record');
    await take(record);
    await take({ ...record, attributes: { ...record.attributes, ApproximateReceiveCount: '2' } });
    expect(countsOf(aside)).toEqual([1, 1]);
  });

  test('of another shape pages by itself', async () => {
    const { aside, take } = intakeOf(createWorld());
    await take(...bounces(2), delivered(published({ notificationType: 'Complaint', mail: {} }), START));
    expect(countsOf(aside)).toEqual([2, 0, 1]);
  });

  test('is remembered as long as the messages that it stands for are kept', async () => {
    const world = createWorld();
    const put: (number | undefined)[] = [];
    const store: typeof world.shell.store = {
      ...world.shell.store,
      putAlarm: (before, after) => {
        put.push(after.keptUntilMs);
        return world.shell.store.putAlarm(before, after);
      },
    };
    const { take } = intakeOf({ ...world, shell: { ...world.shell, store } });
    for (const record of bounces(2)) await take(record);
    const inTwoWeeks = START + 14 * 24 * 60 * MINUTE;
    expect(put).toEqual([inTwoWeeks, inTwoWeeks]);
  });

  test('always pages while the record cannot be reached', async () => {
    const world = createWorld();
    const store = { ...world.shell.store, readAlarm: unreachable };
    const { aside, take } = intakeOf({ ...world, shell: { ...world.shell, store } });
    for (const record of bounces(3)) await take(record);
    expect(countsOf(aside)).toEqual([1, 1, 1]);
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

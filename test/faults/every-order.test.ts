import { afterAll, describe, expect, test } from 'vitest';
import { orderOf } from '../../domain/signal/order.ts';
import type { Transition } from '../../domain/signal/signal.ts';
import { createRandom, type Random } from '../simulation/random.ts';
import { type Arrived, arrive, eventsOf, ordersOf, permutationsOf, standingOf } from './orders.ts';
import { copyOver } from './wire-copies.ts';

/*
 * What does not depend on the order of arrival: which alarms stand, each in one open incident; each alarm's last
 * transition; whether a key has an open incident, and its status; that nobody is paged twice with one notice.
 *
 * What does (DESIGN.md, Order): the timeline; and whether an ALARM that is over by now had opened an incident. Where its
 * OK came first, the ALARM arrives stale and is recorded as such; where the ALARM came first, an incident was opened, and
 * its severity and its pages stay (I11 lowers nothing by itself), which is resolved by itself, or for SEV1 by a person.
 */

const sets = [
  'a+1 a-2',
  'a+1 a-2 a+3',
  'a+1 a-2 b+3',
  'a+1 a?2 a-3',
  'a+1 a?2 b-1',
  'a~1 a+1 a-2',
  'a+1 a~2 b+3',
  'a~1 a+1 a~3 b+2',
  'am1 b+2 b-3',
  'am1 a+1 a-2',
  'am1 a-2 am3',
  'a+1 ax2',
  'a+1 ax2 a+3 b-1',
  'a+1 a-2 b+3 b-4',
  'a+1 a-2 p+2 p-3',
  'a+1 p+2 a-3 p-4 a+5',
  'a+1 a-2 a+3 a-4 b+5',
  'a+1 b+2 c+3 a-4 b-5',
  'a+1 w+2 a-3 w-4',
  'a#1+1 a+1 a-2',
  'a#1+1 a#2+2 a#1-3 a-4',
];

const counts = { orders: 0, batches: 0 };
afterAll(() =>
  console.log(`${counts.orders} orders of ${sets.length} sets, ${counts.batches} shuffled storms`),
);

describe('the final status and the signals do not depend on the order of arrival (I6)', () => {
  test.each(sets)('every order of %s, and each of them repeated', async (text) => {
    const events = eventsOf(text);
    const stands = standingOf(events);
    const inTurn = await arrive(events.map((event) => [event]));
    expect(inTurn.final.shown).toEqual(stands);
    expect(inTurn.final.open.length > 0).toBe(stands.length > 0);
    for (const order of ordersOf(events)) {
      counts.orders++;
      const arrived = await arrive(order.map((event) => [event]));
      expect(arrived.final, describeOrder([order])).toEqual(inTurn.final);
    }
  });
});

test('copies over SNS and EventBridge are one transition, whichever comes first, and however far apart (I6, I7)', async () => {
  const events = eventsOf('a+1 a-2 b+3');
  const copies = events.flatMap((event) => [copyOver('EventBridge', event), copyOver('SNS', event)]);
  expect(copies.map(orderOf)).toEqual(events.flatMap((event) => [orderOf(event), orderOf(event)]));
  for (const order of permutationsOf(copies)) {
    counts.orders++;
    const { final } = await arrive(order.map((event) => [event]));
    expect(final, describeOrder([order])).toMatchObject({ shown: ['b'], repeated: [] });
  }
});

test('an ALARM of SEV1 that is over was stale, or has left an incident that waits for a person (I6, I11)', async () => {
  const [alarm, ok] = eventsOf('x+1 x-2').map((event) => [event]);
  if (!alarm || !ok) throw new RangeError('two events');
  const opened = await arrive([alarm, ok]);
  const stale = await arrive([ok, alarm]);
  expect(opened).toMatchObject({
    incidents: 1,
    stale: 0,
    final: { open: ['availability|checkout mitigated'] },
  });
  expect(stale).toMatchObject({ incidents: 0, stale: 1, final: { open: [] } });
  expect(stale.final.alarms).toEqual(opened.final.alarms);
});

test('the severity is that of what stands, or of what had stood before (I6, I11)', async () => {
  const events = eventsOf('a+1 w+2 w-3');
  const found = new Map<string, string>();
  for (const order of permutationsOf(events)) {
    const { severities, stale } = await arrive(order.map((event) => [event]));
    found.set(`${stale} stale`, severities.join());
  }
  expect(found).toEqual(
    new Map([
      ['0 stale', 'SEV2'],
      ['1 stale', 'SEV3'],
    ]),
  );
});

describe('a shuffled storm in batches ends as if it had come in turn (I6)', () => {
  test.each(Array.from({ length: 30 }, (_, n) => n + 1))('seed %i', async (seed) => {
    const random = createRandom(seed);
    const events = stormOf(random);
    const copies = events.flatMap((event) => copiesOf(random, event));
    const batches = inBatches(random, shuffle(random, copies));
    counts.batches++;
    const wanted: Arrived = await arrive(events.map((event) => [event]));
    const found = await arrive(batches);
    expect(wanted.final.shown).toEqual(standingOf(events));
    expect(found.final, `seed ${seed}\n${describeOrder(batches)}`).toEqual(wanted.final);
  });
});

/** Forty changes of six alarms of two services, in turn ALARM and not, within a minute. */
const stormOf = (random: Random): Transition[] => {
  const on = new Set<string>();
  const texts = Array.from({ length: 40 }, (_, n) => {
    const name = random.pick(['a', 'b', 'c', 'w', 'p', 'pw']);
    if (!on.delete(name)) on.add(name);
    return `${name}${on.has(name) ? random.pick(['+', '+', '+', '~', 'm']) : random.pick(['-', '-', 'x', '?'])}${n + 1}`;
  });
  return eventsOf(texts.join(' '));
};

/** Over EventBridge, sometimes twice; what the alarm's actions see comes over SNS too. */
const copiesOf = (random: Random, event: Transition): Transition[] => {
  if (event.deleted) return [event];
  const copies = [copyOver('EventBridge', event)];
  if (random.chance(0.2)) copies.push(copyOver('EventBridge', event));
  const isSeenByActions = event.suppressedBy === undefined && event.muted === undefined;
  if (isSeenByActions && random.chance(0.5)) copies.push(copyOver('SNS', event));
  return copies;
};

const shuffle = <T>(random: Random, items: readonly T[]): T[] =>
  items
    .map((item) => ({ item, place: random.next() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ item }) => item);

const inBatches = <T>(random: Random, items: readonly T[]): T[][] => {
  const batches: T[][] = [];
  for (let from = 0; from < items.length; ) {
    const size = 1 + random.below(10);
    batches.push(items.slice(from, from + size));
    from += size;
  }
  return batches;
};

const describeOrder = (batches: readonly (readonly Transition[])[]): string =>
  batches.map((batch) => batch.map((event) => `${event.signal.name}@${orderOf(event)}`).join(' ')).join('\n');

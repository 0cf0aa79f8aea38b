import { expect, test } from 'vitest';
import { type Admit, createMemoryIncidentStore } from '../../adapters/memory/incident-store.ts';
import { MAX_COMPONENTS } from '../../domain/incident/incident.ts';
import { MAX_TRANSITION_BYTES } from '../../events/intake/bounds.ts';
import { type AlarmOptions, createWorld, HOUR, MINUTE, START, transitionOf } from './world.ts';

/** docs/architecture.md, Data: the state item's target. */
const TARGET_BYTES = 4_096;

test('the state stays bounded however many alarms join, whatever their components (I9)', async () => {
  const world = createWorld();
  for (let batch = 0; batch < 200; batch++) {
    const alarms = Array.from({ length: 10 }, (_, n) =>
      transitionOf(`alarm-${batch}-${n}`, START + batch, { resource: `part-${batch}-${n}` }),
    );
    await world.send(...alarms);
  }
  const incident = await world.incident();
  expect(incident.components).toHaveLength(MAX_COMPONENTS);
  expect(JSON.stringify(incident).length).toBeLessThan(TARGET_BYTES);
  expect(incident.version).toBeLessThan(MAX_COMPONENTS + 5);
});

test('the state stays bounded over a day of paging that nobody answers (I9)', async () => {
  const world = createWorld();
  await world.alarm('errors', { severity: 'SEV1', scenario: 'outage' });
  await world.pass(24 * HOUR);
  expect(JSON.stringify(await world.incident()).length).toBeLessThan(TARGET_BYTES);
});

test('a storm of one service pages each audience once per rung (I7)', async () => {
  const world = createWorld();
  for (let batch = 0; batch < 50; batch++)
    await world.send(
      ...Array.from({ length: 10 }, (_, n) =>
        transitionOf(`alarm-${batch}-${n}`, START + batch, { severity: 'SEV3' }),
      ),
    );
  expect(world.pages().filter((text) => text.endsWith('opened'))).toEqual(['0 primary opened']);
});

/** DynamoDB, "Quotas": an item holds 400 KB, names of attributes included. */
const MAX_ITEM_BYTES = 400 * 1024;

/** As large as an alarm may be that intake hands over: events/intake/bounds.ts. */
const largeAlarm = (name: string, atMs: number, options: AlarmOptions = {}) =>
  transitionOf(name, atMs, { ...options, more: { reason: 'r'.repeat(MAX_TRANSITION_BYTES - 600) } });

const measuringWorld = () => {
  const world = createWorld();
  let largest = 0;
  const admit: Admit = ({ after }) => {
    largest = Math.max(largest, JSON.stringify(after).length);
    if (largest > MAX_ITEM_BYTES) throw new Error(`Item size has exceeded the maximum: ${largest}`);
  };
  world.shell = { ...world.shell, store: createMemoryIncidentStore(world.records, admit) };
  return { ...world, world, largest: () => largest };
};

test('a hundred large alarms at once open one incident whose state fits into an item (I9)', async () => {
  const { world, largest } = measuringWorld();
  const alarms = Array.from({ length: 99 }, (_, n) => largeAlarm(`alarm-${n}`, START, { severity: 'SEV3' }));
  const results = await world.send(...alarms, largeAlarm('worst', START, { severity: 'SEV1' }));
  const incident = await world.incident();
  expect(incident).toMatchObject({ severity: 'SEV1', outbox: {} });
  expect(new Set(results.map(({ kind }) => kind))).toEqual(new Set(['opened', 'joined']));
  expect((await world.shell.store.countSignals(incident.id, 200)).active).toBe(100);
  expect(largest()).toBeLessThan(MAX_ITEM_BYTES / 2);
});

test('a hundred large alarms that stand after a resolution open the next incident (I9)', async () => {
  const { world, largest } = measuringWorld();
  for (let n = 0; n < 100; n++) await world.send(largeAlarm(`alarm-${n}`, START + n));
  const { id } = await world.incident();
  await world.act({ id }, 'resolve');
  await world.act({ id }, 'close');
  await world.pass(16 * MINUTE);
  const [next, ...others] = (await world.incidents()).filter((incident) => incident.id !== id);
  expect(others).toEqual([]);
  expect((await world.shell.store.countSignals(next?.id ?? '', 200)).active).toBe(100);
  expect((await world.shell.store.countSignals(id, 200)).active).toBe(0);
  expect(largest()).toBeLessThan(MAX_ITEM_BYTES / 2);
});

test('an opening from more alarms than it owes signals pages each audience once, and has them all', async () => {
  const world = createWorld();
  // What escalates stands among those whose signals the opening does not owe: the worst come first.
  const many = Array.from({ length: 60 }, (_, n) =>
    n < 30
      ? transitionOf(`alarm-${n}`, START, { severity: 'SEV1', resource: 'part' })
      : transitionOf(`alarm-${n}`, START, { severity: 'SEV2', resource: `part-${n % 4}` }),
  );
  await world.send(...many);
  const pages = world.pages().map((text) => text.split(' ')[1]);
  expect(pages).toContain('commander');
  expect(new Set(pages).size).toBe(pages.length);
  const { id, components } = await world.incident();
  expect(components).toHaveLength(5);
  expect(await world.shell.store.countSignals(id, 1_000)).toEqual({ active: 60, total: 60 });
});

test('the outbox stays small although nobody can be reached for hours, and the last word goes out then (I9)', async () => {
  const world = createWorld();
  const { publish } = world.publisher;
  Reflect.set(world.shell.publisher, 'publish', async () => ({ outcome: 'refused', reason: 'NotFound' }));
  await world.alarm('errors', { severity: 'SEV1' });
  await world.pass(6 * HOUR);
  const { outbox } = await world.incident();
  expect(Object.keys(outbox).length).toBeLessThan(20);
  Reflect.set(world.shell.publisher, 'publish', publish);
  await world.pass(6 * MINUTE);
  expect(world.pages().some((text) => text.endsWith('fallback repeat'))).toBe(true);
});

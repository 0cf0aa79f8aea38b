import { expect, test } from 'vitest';
import { createMemoryIncidentStore, type Write } from '../../adapters/memory/incident-store.ts';
import { createMemoryRecords } from '../../adapters/memory/records.ts';
import { createWorld, MINUTE, START, transitionOf } from '../behaviour/world.ts';
import { indexes, shardsTouched } from './index-entries.ts';
import { IndexRejectedError } from './rejecting-index.ts';

const touched = (write: Write): readonly string[] =>
  indexes.filter((index) => shardsTouched(index, write).length > 0).map(({ name }) => name);

const opened = async () => {
  const world = createWorld();
  await world.alarm('errors', { severity: 'SEV3' });
  return world.incident();
};

test('an opening is written to every index of the template', async () => {
  const write = { kind: 'incident', before: undefined, after: await opened() } as const;
  expect(touched(write)).toEqual(['due', 'open', 'history', 'service']);
});

test('another deadline is written to the due index alone, and what changes no entry to none', async () => {
  const before = await opened();
  expect(touched({ kind: 'incident', before, after: { ...before, dueAtMs: START + MINUTE } })).toEqual([
    'due',
  ]);
  expect(touched({ kind: 'incident', before, after: { ...before, version: 9, outbox: {} } })).toEqual([]);
});

test('a resolution leaves the open index and changes the lists', async () => {
  const before = await opened();
  expect(touched({ kind: 'incident', before, after: { ...before, status: 'resolved' } })).toEqual([
    'open',
    'history',
    'service',
  ]);
});

test('an alarm item is in the due index only while it is muted', () => {
  const { signal } = transitionOf('errors', START);
  const transition = transitionOf('errors', START);
  const plain = { signalId: signal.id, order: '1', active: true, transition };
  const muted = { ...plain, mutedUntilMs: START + MINUTE };
  expect(touched({ kind: 'alarm', before: undefined, after: plain })).toEqual([]);
  expect(touched({ kind: 'alarm', before: plain, after: muted })).toEqual(['due']);
  expect(touched({ kind: 'alarm', before: muted, after: plain })).toEqual(['due']);
});

test('a rejected write takes no effect', async () => {
  const records = createMemoryRecords();
  const store = createMemoryIncidentStore(records, () => {
    throw new IndexRejectedError('index due is throttled');
  });
  await expect(store.create(await opened())).rejects.toThrow(IndexRejectedError);
  expect(records.incidents.size).toBe(0);
});

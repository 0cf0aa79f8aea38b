import { expect, test } from 'vitest';
import { nextHop } from '../../../local/runtime/lineage.ts';

test('each round of a function adds to its count', () => {
  let { traceHeader, count } = nextHop('timer', []);
  expect(count).toBe(1);
  for (const round of [2, 3, 4]) {
    ({ traceHeader, count } = nextHop('timer', [traceHeader]));
    expect(count).toBe(round);
  }
});

test('functions of one chain are counted apart, and a chain keeps its root', () => {
  const first = nextHop('ingest', []);
  const second = nextHop('timer', [first.traceHeader]);
  expect(second.count).toBe(1);
  expect(nextHop('ingest', [second.traceHeader]).count).toBe(2);
  const root = /Root=([^;]+)/.exec(first.traceHeader)?.[1];
  expect(second.traceHeader).toContain(`Root=${root};`);
});

test('a batch goes on with the longest of its chains', () => {
  const once = nextHop('timer', []).traceHeader;
  const twice = nextHop('timer', [once]).traceHeader;
  expect(nextHop('timer', [once, twice, nextHop('other', []).traceHeader]).count).toBe(3);
});

test('a header that nobody knows begins a chain', () => {
  expect(nextHop('timer', ['Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1']).count).toBe(1);
  expect(nextHop('timer', ['Lineage=:::,,=;']).count).toBe(1);
});

import { describe, expect, test } from 'vitest';
import { rankOrigins } from '../../../domain/triage/rank-origins.ts';
import { alarmOn, ask, type Change, shop, slower, why } from './sample-estate.ts';

describe('nothing is named', () => {
  const nothing: Change = () => ({});

  test.each(['latency', 'faults'] as const)('where all is as it was (%s)', (measure) => {
    expect(ask(shop, nothing, 'web', measure).kind).toBe('none');
  });

  test('where one slot alone is off', () => {
    const glitch: Change = (_, { latencyMs = 0 }, slot) => ({
      latencyMs: slot === 3 ? latencyMs * 9 : latencyMs,
    });
    expect(ask(shop, glitch, 'web', 'latency').kind).toBe('none');
  });

  test('where only parts are off that account for little', () => {
    expect(why(ask(shop, slower({ search: 2, web: 3 }), 'web', 'latency'))).toBe('nothing-off');
  });

  test('where the target was never heard of', () => {
    expect(why(ask(shop, nothing, 'billing', 'latency'))).toBe('target-unknown');
  });

  test('where nobody knows what is normal', () => {
    const { graph, normal, suspect } = shop;
    const none = { ...normal, slots: [], parts: new Map() };
    expect(why(rankOrigins(graph, none, suspect(), alarmOn('web', 'latency')))).toBe('no-normal');
  });

  test('where the source says nothing of any part', () => {
    expect(why(ask(shop, () => null, 'web', 'latency'))).toBe('no-suspect');
  });
});

test('a target that fell silent while others answer is named itself', () => {
  const silent: Change = (part) => (part === 'checkout' ? null : {});
  expect(ask(shop, silent, 'checkout', 'latency').origins).toMatchObject([
    { part: 'checkout', sign: 'fewer-calls', score: 1 },
  ]);
});

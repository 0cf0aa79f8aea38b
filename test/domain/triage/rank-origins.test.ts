import { describe, expect, test } from 'vitest';
import { rankOrigins } from '../../../domain/triage/rank-origins.ts';
import {
  alarmOn,
  ask,
  type Change,
  estate,
  failing,
  named,
  ONSET_MS,
  SLOT_MS,
  shop,
  slower,
  why,
} from './sample-estate.ts';

describe('a deployment slows the queries of a database', () => {
  // 400 queries of 200 ms more are 400 ms for each of 200 checkouts, and 133 ms for each of 600 pages.
  const ranking = ask(shop, slower({ 'orders-db': 200, checkout: 400, web: 133 }), 'web', 'latency');

  test('the database is where it began, its callers are explained by it', () => {
    expect(named(ranking)).toEqual(['orders-db', 'checkout', 'web']);
    const [database, checkout, web] = ranking.origins;
    expect(database?.score).toBeGreaterThan(0.9);
    expect(database?.explained).toBe(0);
    expect(checkout?.explained).toBeGreaterThan(0.9);
    expect(checkout?.explainedBy).toEqual(['orders-db']);
    expect(web?.explainedBy).toEqual(['checkout']);
  });

  test('it says how far off, since when, in numbers that people read', () => {
    const [database, checkout] = ranking.origins;
    expect(database).toMatchObject({ sign: 'slow', sinceMs: ONSET_MS });
    expect(database?.normal).toBeCloseTo(12, 0);
    expect(database?.now).toBeCloseTo(212, 0);
    expect(database?.line).toMatch(
      /^orders-db: 21\d ms a request instead of 1[12][.\d]* ms since 10:00Z, \d+ times its usual spread$/,
    );
    expect(checkout?.line).toMatch(/; most of that comes from orders-db$/);
  });
});

test('what began before the alarm is told with its time', () => {
  const early: Change = (part, { latencyMs = 0 }, slot) =>
    (part === 'search' && slot >= 1) || slot >= 4
      ? { latencyMs: latencyMs + ({ search: 100, catalogue: 100, web: 67 }[part] ?? 0) }
      : {};
  const [first] = ask(shop, early, 'web', 'latency').origins;
  expect(first).toMatchObject({ part: 'search', sinceMs: ONSET_MS + SLOT_MS });
});

test('a caller only sees the errors of its callee: the callee is where they began', () => {
  const ranking = ask(shop, failing({ payments: 40, checkout: 40, web: 40 }), 'web', 'faults');
  expect(named(ranking)).toEqual(['payments', 'checkout', 'web']);
  expect(ranking.origins[0]?.line).toMatch(
    /^payments: 20[.\d]* % of its requests fail instead of 0 % since 10:00Z/,
  );
});

test('a part that is down is not heard of; its callers fail as often as they needed it', () => {
  const down: Change = (part) =>
    part === 'payments' ? null : { faults: { checkout: 200, web: 200 }[part] ?? 0 };
  const ranking = ask(shop, down, 'web', 'faults');
  expect(ranking.origins[0]).toMatchObject({ part: 'payments', sign: 'fewer-calls', now: 0 });
  expect(ranking.origins[0]?.line).toMatch(/^payments: 0 requests in 1 min instead of \d+ since 10:00Z/);
});

test('a part that nobody needs any more is no origin of failures that its number does not match', () => {
  const unused: Change = (part) =>
    part === 'payments' ? null : { faults: { checkout: 12, web: 12 }[part] ?? 0 };
  expect(named(ask(shop, unused, 'web', 'faults'))[0]).toBe('checkout');
});

test('a callee that answers too late makes its caller fail', () => {
  const late: Change = (part, { latencyMs = 0 }) =>
    part === 'payments'
      ? { latencyMs: latencyMs + 29_000 }
      : { faults: { checkout: 60, web: 60 }[part] ?? 0 };
  expect(ask(shop, late, 'web', 'faults').origins[0]).toMatchObject({ part: 'payments', sign: 'slow' });
});

test('what was never called before has no normal: that it is called now is its caller’s doing', () => {
  const wrongTable = estate(['web → writer', 'writer → orders', 'writer → no-such-table'], {
    web: { requests: 300, latencyMs: 50 },
    writer: { requests: 300, latencyMs: 20 },
    orders: { requests: 300, latencyMs: 5 },
    'no-such-table': { requests: 0, latencyMs: 0 },
  });
  const change: Change = (part) =>
    part === 'no-such-table'
      ? { requests: 90, faults: 90, latencyMs: 4 }
      : { faults: { writer: 90, web: 90 }[part] ?? 0 };
  expect(named(ask(wrongTable, change, 'web', 'faults'))).toEqual(['writer', 'web']);
});

test('a starving part measures all its callees as a little slower, and is the origin', () => {
  const starving = slower({ checkout: 300, web: 100, 'orders-db': 15, payments: 30 });
  expect(named(ask(shop, starving, 'web', 'latency'))[0]).toBe('checkout');
});

test('parts without figures in between are seen through', () => {
  const balanced = estate(['web → balancer', 'balancer → checkout'], {
    web: { requests: 300, latencyMs: 120 },
    checkout: { requests: 300, latencyMs: 80 },
  });
  expect(named(ask(balanced, slower({ checkout: 200, web: 200 }), 'web', 'latency'))).toEqual([
    'checkout',
    'web',
  ]);
});

test('a part that was as slow before the onset is not what happened', () => {
  const slowForDays = shop.suspect(slower({ search: 50, payments: 300, checkout: 300, web: 100 }));
  const before: Change = (part, { latencyMs = 0 }) => ({
    latencyMs: latencyMs + (part === 'search' ? 50 : 0),
  });
  const earlier = shop.suspect(before);
  const hourBefore = { ...earlier, slots: earlier.slots.map((at) => at - 10 * SLOT_MS) };
  const suspect = {
    slotMs: SLOT_MS,
    slots: [...hourBefore.slots, ...slowForDays.slots],
    parts: new Map(
      [...hourBefore.parts].map(([part, row]) => [part, [...row, ...(slowForDays.parts.get(part) ?? [])]]),
    ),
  };
  const weekAgo = { ...shop.normal, slots: shop.normal.slots.map((at) => at - 7 * 86_400_000) };
  const found = named(rankOrigins(shop.graph, weekAgo, suspect, alarmOn('web', 'latency')));
  expect(found[0]).toBe('payments');
  expect(found).not.toContain('search');
});

test('what passes through a part whose figures stray a lot is found behind it', () => {
  const straying = estate(['web → batch', 'batch → store'], {
    web: { requests: 100, latencyMs: 100 },
    batch: { requests: 100, latencyMs: 60 },
    store: { requests: 100, latencyMs: 8 },
  });
  const { normal, graph } = straying;
  const wide: Change = (part, { latencyMs = 0 }, slot) =>
    part === 'batch' ? { latencyMs: latencyMs + (slot % 2) * 40 } : {};
  const rows = new Map(normal.parts);
  rows.set(
    'batch',
    (normal.parts.get('batch') ?? []).map((one, at) => ({ ...one, ...wide('batch', one ?? {}, at) })),
  );
  const slow = straying.suspect((part, { latencyMs = 0 }) => ({
    latencyMs: latencyMs + (part === 'web' ? 40 : 35),
  }));
  const ranking = rankOrigins(graph, { ...normal, parts: rows }, slow, alarmOn('web', 'latency'));
  expect(named(ranking)[0]).toBe('store');
  expect(named(ranking)).not.toContain('batch');
});

test('a circle of calls ends', () => {
  const circle = estate(['a → b', 'b → c', 'c → a'], {
    a: { requests: 100, latencyMs: 50 },
    b: { requests: 100, latencyMs: 40 },
    c: { requests: 100, latencyMs: 30 },
  });
  expect(named(ask(circle, slower({ a: 100, b: 100, c: 100 }), 'a', 'latency'))).toEqual(['c', 'b', 'a']);
});

describe('twice the load', () => {
  const twice: Change = (part, { requests = 0, latencyMs = 0 }) => ({
    requests: requests * 2,
    latencyMs: latencyMs * (part === 'search' ? 1.3 : 1.6),
  });

  test('slows everything: it came in where the alarm is', () => {
    const [first] = ask(shop, twice, 'web', 'latency').origins;
    expect(first).toMatchObject({ part: 'web', sign: 'load' });
    expect(first?.line).toMatch(
      /^web: 1\d{3} requests in 1 min instead of [56]\d\d: its callers send more since 10:00Z/,
    );
  });

  test('that slows nothing is no origin', () => {
    expect(why(ask(shop, (_, { requests = 0 }) => ({ requests: requests * 2 }), 'web', 'faults'))).toBe(
      'target-normal',
    );
  });
});

test('line breaks in the name of a part do not break its line', () => {
  const odd = estate(['web → pay\nments'], {
    web: { requests: 300, latencyMs: 120 },
    'pay\nments': { requests: 300, latencyMs: 80 },
  });
  const [first] = ask(odd, slower({ 'pay\nments': 200, web: 200 }), 'web', 'latency').origins;
  expect(first?.part).toBe('pay\nments');
  expect(first?.line).toMatch(/^pay ments: /);
});

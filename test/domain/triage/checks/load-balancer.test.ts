import { expect, test } from 'vitest';
import { loadBalancer } from '../../../../domain/triage/checks/load-balancer.ts';
import { around, MINUTE_MS, ONSET_MS, verdict } from '../sample-findings.ts';
import { sampleScene, standing } from '../sample-scene.ts';

/** By the minute, five before onset and five since. */
const minutes = (before: number, since: number) =>
  Array.from({ length: 10 }, (_, n) => ({
    atMs: ONSET_MS + (n - 5) * MINUTE_MS,
    value: n < 5 ? before : since,
  }));

type Given = Readonly<Record<string, readonly [before: number, since: number]>>;

const say = (given: Given) =>
  loadBalancer.interpret(
    {
      resource: 'shop',
      series: Object.fromEntries(
        Object.entries(given).map(([name, [before, since]]) => [name, minutes(before, since)]),
      ),
    },
    around,
  );

test.each<readonly [string, Given, string]>([
  ['all is answered', { requests: [1000, 1000], target5xx: [1, 1] }, 'healthy requests-answered'],
  ['five of a hundred may fail', { requests: [1000, 1000], target5xx: [0, 50] }, 'healthy requests-answered'],
  [
    'more than five of a hundred fail',
    { requests: [1000, 1000], target5xx: [0, 51] },
    'failed requests-fail',
  ],
  ['nobody is left to take a request', { requests: [1000, 0], elb5xx: [0, 800] }, 'failed requests-fail'],
  [
    'a few connections are refused',
    { requests: [1000, 1000], connectionErrors: [0, 1] },
    'healthy requests-answered',
  ],
  [
    'many connections are refused',
    { requests: [1000, 1000], connectionErrors: [0, 90], elb5xx: [0, 90] },
    'failed targets-refuse-connections',
  ],
  ['nobody ever came', { requests: [0, 0] }, 'degraded no-requests'],
  ['nothing is known', {}, 'degraded no-requests'],
  ['requests stop coming', { requests: [1000, 0] }, 'degraded requests-drop'],
  ['requests become few', { requests: [1000, 499] }, 'degraded requests-drop'],
  ['a quiet hour', { requests: [1000, 500] }, 'healthy requests-answered'],
  ['answers are slow', { requests: [1000, 1000], responseS: [0.1, 5.1] }, 'degraded slow-responses'],
  ['answers are not yet slow', { requests: [1000, 1000], responseS: [0.1, 5] }, 'healthy requests-answered'],
  ['browsers break off', { requests: [1000, 30], tlsErrors: [10, 900] }, 'failed tls-handshakes-fail'],
  ['robots always break off', { requests: [1, 1], tlsErrors: [40, 45] }, 'healthy requests-answered'],
])('%s', (_, given, wanted) => {
  expect(verdict(say(given))).toBe(wanted);
});

test('what failed before onset does not thin out what fails since, and no share is above all of it', () => {
  expect(say({ requests: [1000, 90], target5xx: [0, 100] }).text).toBe(
    '100 % of 500 requests to shop fail at the targets',
  );
});

test('errors are told where they arise', () => {
  expect(say({ requests: [100, 100], elb5xx: [0, 40], target5xx: [0, 20] }).text).toContain(
    'at the load balancer',
  );
});

test('only what an alarm names as an Application Load Balancer is asked for, once', () => {
  const signals = ['app/shop/4f1d', 'app/shop/4f1d', 'net/stream/77aa'].map((name) =>
    standing(name, {
      metrics: [{ namespace: 'AWS/ApplicationELB', name: 'x', dimensions: { LoadBalancer: name } }],
    }),
  );
  expect(loadBalancer.subjectsOf(sampleScene({ signals })).map(({ resource }) => resource)).toEqual(['shop']);
});

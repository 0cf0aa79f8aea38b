import { expect, test } from 'vitest';
import { scenarios } from '../../../../domain/kernel/scenario.ts';
import { alarmMetric } from '../../../../domain/triage/checks/alarm-metric.ts';
import { awsEvents } from '../../../../domain/triage/checks/aws-events.ts';
import { logErrors } from '../../../../domain/triage/checks/log-errors.ts';
import { checks } from '../../../../domain/triage/checks.ts';
import { around, MINUTE_MS, ONSET_MS, verdict } from '../sample-findings.ts';
import { sampleScene, standing } from '../sample-scene.ts';

const points = (before: readonly number[], since: readonly number[]) => [
  ...before.map((value, n) => ({ atMs: ONSET_MS - (before.length - n) * MINUTE_MS, value })),
  ...since.map((value, n) => ({ atMs: ONSET_MS + n * MINUTE_MS, value })),
];

const metric = (before: readonly number[], since: readonly number[]) =>
  alarmMetric.interpret({ resource: 'Errors', series: { value: points(before, since) } }, around);

test.each([
  [[], [], 'unknown not-found'],
  [[3, 3], [], 'degraded no-data-since-onset'],
  [[3, 3], [90], 'degraded alarm-metric-off'],
  [[], [90], 'degraded alarm-metric-off'],
  [[0, 0], [1], 'degraded alarm-metric-off'],
  [[100, 100], [110], 'healthy alarm-metric-usual'],
  [[100, 100], [111], 'degraded alarm-metric-off'],
])("the alarm's metric, %j before and %j since: %s", (before, since, wanted) => {
  expect(verdict(metric(before, since))).toBe(wanted);
});

test('how far it is off is told by medians, in three digits', () => {
  expect(metric([3, 3.1234, 900], [40.126]).text).toBe('Errors is 40.1 since onset, 3.12 before');
});

test("each alarm's metric is asked for once, at most five, by the minute or slower", () => {
  const signals = Array.from({ length: 9 }, (_, n) =>
    standing(`alarm-${n}`, {
      metrics: [{ namespace: 'Shop', name: `m${n % 7}`, periodS: n % 2 === 0 ? 10 : 300, dimensions: {} }],
    }),
  );
  const asked = alarmMetric.subjectsOf(sampleScene({ scenario: 'generic', signals }));
  expect(asked.map(({ resource }) => resource)).toEqual(['m0', 'm1', 'm2', 'm3', 'm4']);
  expect(asked.map(({ series }) => series[0]?.periodS)).toEqual([60, 300, 60, 300, 60]);
});

test('what AWS reports is told by service, and nothing reported is healthy', () => {
  const event = (service: string) => ({ service, code: `AWS_${service}_ISSUE`, startedAtMs: ONSET_MS });
  const say = (...services: readonly string[]) =>
    awsEvents.interpret({ region: 'eu-west-1', events: services.map(event) }, around);
  expect(verdict(say())).toBe('healthy no-aws-event');
  expect(verdict(say('EC2'))).toBe('degraded aws-event');
  expect(say('EC2', 'RDS', 'EC2').text).toBe('AWS reports trouble with EC2, RDS in eu-west-1');
});

const log = (texts: readonly string[], hasMore = false) =>
  logErrors.interpret(
    { name: '/shop', lines: texts.map((text) => ({ atMs: ONSET_MS, text })), hasMore },
    around,
  );

test('errors of a log are counted, and the first is told, in one line that is not long', () => {
  expect(verdict(log([]))).toBe('healthy no-errors-logged');
  expect(log(['boom\n  at x', 'again']).text).toBe('/shop: 2 errors, such as "boom   at x"');
  expect(log(['a'], true).text).toContain('more than 1 errors');
  expect(log(['x'.repeat(100_000)]).text.length).toBeLessThan(260);
  expect(log([`${'x'.repeat(199)}🔥`]).text.isWellFormed()).toBe(true);
});

test('every scenario is looked at, and a check that is not made says what it would have told', () => {
  for (const scenario of scenarios)
    expect(Object.values(checks).some((check) => check.scenarios.some((one) => one === scenario))).toBe(true);
  for (const { tells } of Object.values(checks)) expect(tells).toMatch(/^(how|what|whether|CPU)/);
});

test('an incident of which nothing is listed and nothing named is looked at without a subject', () => {
  const scene = sampleScene();
  expect(Object.values(checks).filter((check) => check.subjectsOf(scene).length > 0)).toEqual([]);
});

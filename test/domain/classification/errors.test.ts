import { describe, expect, test } from 'vitest';
import { alarmNamed, alarmOn, metric, raised, reasonOf, verdictOf } from './sample-signals.ts';

const share = (expression: string) => ({
  name: 'watch-42',
  expressions: [expression],
  metrics: [
    metric('AWS/ApplicationELB HTTPCode_Target_5XX_Count'),
    metric('AWS/ApplicationELB RequestCount'),
  ],
});

describe('error rate', () => {
  test.each([
    [5.01, 'SEV2'],
    [5, 'SEV3'],
    [0.4, 'SEV3'],
  ])('a 5XX share of %d %% is %s: 5 itself does not exceed 5', (value, severity) => {
    const alarm = raised(share('(e / r) * 100'), { value, threshold: 0.3, comparison: 'greater' });
    expect(verdictOf(alarm)).toBe(`${severity} outage error-rate-above-threshold`);
  });

  test('an error rate as a fraction reads like one in percent', () => {
    const alarm = raised(share('e / r'), { value: 0.07, threshold: 0.05, comparison: 'greater' });
    expect(verdictOf(alarm)).toBe('SEV2 outage error-rate-above-threshold');
    expect(reasonOf(alarm)).toBe('error rate: 7 % exceeds 5 %');
  });

  test('a threshold of 1 with "greater" is one percent', () => {
    const alarm = raised(share('e / r'), { value: 0.9, threshold: 1, comparison: 'greater' });
    expect(verdictOf(alarm)).toBe('SEV3 outage error-rate-above-threshold');
  });

  test('the average of 5XXError is a rate and its sum a count', () => {
    const of = (stat: string) =>
      raised(
        { metrics: [metric('AWS/ApiGateway 5XXError', { ApiName: 'shop' }, stat)] },
        { value: 0.2, threshold: 0.1 },
      );
    expect(verdictOf(of('Average'))).toBe('SEV2 outage error-rate-above-threshold');
    expect(verdictOf(of('Sum'))).toBe('SEV2 outage errors-spiking');
  });

  test('CloudFront tells its error rate in percent', () => {
    const rate = (value: number) =>
      alarmOn('AWS/CloudFront 5xxErrorRate', { value, threshold: 0.5, comparison: 'greater' });
    expect(verdictOf(rate(0.9))).toBe('SEV3 outage error-rate-above-threshold');
    expect(verdictOf(rate(12))).toBe('SEV2 outage error-rate-above-threshold');
  });

  test("errors that clients make are none of the service's", () => {
    expect(verdictOf(alarmNamed('shop-4xx-error-rate', { value: 40, threshold: 10 }))).toBe(
      'SEV3 generic unknown-alarm',
    );
  });
});

describe('errors spiking', () => {
  test.each([
    'AWS/ApplicationELB HTTPCode_Target_5XX_Count',
    'AWS/ApplicationELB HTTPCode_ELB_5XX_Count',
    'AWS/Lambda Errors',
  ])('counted errors of %s are spiking', (name) => {
    const alarm = alarmOn(name, { value: 212, threshold: 50, comparison: 'greater' });
    expect(verdictOf(alarm)).toBe('SEV2 outage errors-spiking');
    expect(reasonOf(alarm)).toContain('(212)');
  });

  test('a count of errors named a rate stays a count', () => {
    const alarm = raised(
      { name: 'shop 5xx error rate', metrics: [metric('AWS/ApplicationELB HTTPCode_Target_5XX_Count')] },
      { value: 3, threshold: 1 },
    );
    expect(verdictOf(alarm)).toBe('SEV2 outage errors-spiking');
  });

  test("a team's own count of errors is spiking by its name", () => {
    expect(verdictOf(alarmOn('Shop/App ApplicationErrors', { value: 40, threshold: 10 }))).toBe(
      'SEV2 outage errors-spiking',
    );
  });
});

describe('response time', () => {
  const elb = (value: number) =>
    alarmOn('AWS/ApplicationELB TargetResponseTime', { value, threshold: 2, comparison: 'greater' });

  test.each([
    [5.2, 'SEV2'],
    [5, 'SEV3'],
    [2.5, 'SEV3'],
  ])('a response time of %d s is %s: 5 itself does not exceed 5', (value, severity) => {
    expect(verdictOf(elb(value))).toBe(`${severity} generic response-time-above-threshold`);
  });

  test('API Gateway tells milliseconds', () => {
    const alarm = alarmOn('AWS/ApiGateway Latency', {
      value: 6_200,
      threshold: 3_000,
      comparison: 'greater',
    });
    expect(verdictOf(alarm)).toBe('SEV2 generic response-time-above-threshold');
    expect(reasonOf(alarm)).toBe('response time: 6.2 s exceeds 5 s');
  });

  const own = (name: string, value: number, unit?: string) =>
    raised(
      {
        name: 'watch-42',
        metrics: [{ ...metric(`Shop/App ${name}`), ...(unit === undefined ? {} : { unit }) }],
      },
      { value, threshold: 3, comparison: 'greater' },
    );

  test("a team's own latency without a unit passes no limit, however large it is", () => {
    expect(verdictOf(own('CheckoutLatency', 7_000))).toBe('SEV3 generic response-time-above-threshold');
    expect(reasonOf(own('CheckoutLatency', 7_000))).toBe('response time: 7000, its unit is not known');
  });

  test.each([
    ['Seconds', 6.2],
    ['Milliseconds', 6_200],
    ['Microseconds', 6_200_000],
  ])("a team's own latency is read in its alarm's unit, %s", (unit, value) => {
    expect(verdictOf(own('CheckoutLatency', value, unit))).toBe('SEV2 generic response-time-above-threshold');
    expect(reasonOf(own('CheckoutLatency', value, unit))).toBe('response time: 6.2 s exceeds 5 s');
  });

  test.each(['CheckoutLatencyMs', 'checkout-latency-milliseconds'])(
    'a unit in the name of a metric (%s) is a unit',
    (name) => expect(reasonOf(own(name, 6_200))).toBe('response time: 6.2 s exceeds 5 s'),
  );

  test('slow responses with database signals are the database scenario', () => {
    const alarm = raised(
      { name: 'orders-db response time', metrics: [{ ...metric('Shop/App Answers'), unit: 'Seconds' }] },
      { value: 7, threshold: 5 },
    );
    expect(verdictOf(alarm)).toBe('SEV2 database response-time-above-threshold');
  });
});

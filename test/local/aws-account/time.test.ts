import { describe, expect, test } from 'vitest';
import { lineFilter } from '../../../local/aws-account/estate/log-pattern.ts';
import { seriesOf } from '../../../local/aws-account/estate/metric-series.ts';
import { shapeValue } from '../../../local/aws-account/estate/shape-value.ts';
import { overPeriod, statisticOf } from '../../../local/aws-account/estate/statistics.ts';
import { makeTimeline } from '../../../local/aws-account/estate/timeline.ts';
import { worldOf } from '../../../local/aws-account/estate/world.ts';
import { readSituation } from '../../../local/aws-account/situation/read-situation.ts';

const minute = 60_000;

describe('a value over time', () => {
  test.each([
    ['stands', 5, [5, 5, 5]],
    ['steps at the onset', { from: 2, to: 98 }, [2, 98, 98]],
    ['steps later', { from: 2, to: 98, at: minute }, [2, 2, 98]],
    ['climbs', { from: 0, to: 100, over: 2 * minute }, [0, 0, 50]],
    ['goes back', { from: 2, to: 98, back: minute }, [2, 98, 2]],
    ['ends', { from: 2, until: minute }, [2, 2, undefined]],
    ['begins', { from: 2, since: 0 }, [undefined, 2, 2]],
  ])('%s', (_how, shape, values) => {
    expect([-minute, 0, minute].map((at) => shapeValue(shape, at))).toEqual(values);
  });

  test('with noise is the same in each run, near what it would be without, and not all one', () => {
    const noisy = { from: 100, noise: 0.1, seed: 7 };
    const values = Array.from({ length: 50 }, (_, index) => shapeValue(noisy, index * minute) ?? 0);
    expect(values).toEqual(Array.from({ length: 50 }, (_, index) => shapeValue(noisy, index * minute)));
    expect(values.every((value) => value >= 90 && value <= 110)).toBe(true);
    expect(new Set(values).size).toBeGreaterThan(40);
  });
});

describe('a statistic', () => {
  test.each([
    ['Sum', 10],
    ['Average', 2.5],
    ['Minimum', 1],
    ['Maximum', 4],
    ['SampleCount', 4],
    ['p50', 2.5],
    ['p100', 4],
    ['p99.9', 3.997],
  ])('%s', (name, value) => {
    expect(statisticOf(name)?.([4, 1, 3, 2])).toBeCloseTo(value, 10);
  });

  test('that is not built is none', () => {
    expect(['tm99', 'constructor', 'p'].map(statisticOf)).toEqual([undefined, undefined, undefined]);
  });

  test('with values of its own is their average over a longer period', () => {
    expect(overPeriod('p99')([1, 3])).toBe(2);
    expect(overPeriod('Sum')([1, 3])).toBe(4);
  });
});

const startedAtMs = Date.UTC(2026, 10, 20, 3, 4);
const outage = makeTimeline(readSituation('outage-after-deployment'), {
  ...{ region: 'us-east-1', accountId: '000000000000', startedAtMs, timeScale: 1 },
});
const healthyHosts = {
  namespace: 'AWS/ApplicationELB',
  name: 'HealthyHostCount',
  dimensions: {
    LoadBalancer: 'app/checkout/4f1d2c3b5a697887',
    TargetGroup: 'targetgroup/checkout-web/8c1f0e2d3b4a5968',
  },
};

describe('a situation', () => {
  test('was so before it was put on, from its onset', () => {
    const world = worldOf(outage, 'eu-west-1', startedAtMs);
    const series = seriesOf(world, healthyHosts, 'Minimum');
    const each = [-6, -5, -4, -3, -2, -1].map((minutes) => {
      const from = startedAtMs + minutes * minute;
      return series(from, from + minute).values;
    });
    expect(each).toEqual([[4], [4], [0], [0], [0], [0]]);
  });

  test('changes by its stages, and keeps what was', () => {
    const after = startedAtMs + 34 * minute;
    const world = worldOf(outage, 'eu-west-1', after);
    expect(Object.values(world.estate.targetGroups['checkout-web']?.targets ?? {})).toEqual(
      Array.from({ length: 4 }, () => 'healthy'),
    );
    const series = seriesOf(world, healthyHosts, 'Minimum');
    expect(series(startedAtMs, startedAtMs + minute).values).toEqual([0]);
    expect(series(after - 2 * minute, after - minute).values).toEqual([4]);
  });

  test('changes so much sooner where time is scaled', () => {
    const scaled = makeTimeline(readSituation('outage-after-deployment'), {
      ...{ region: 'us-east-1', accountId: '000000000000', startedAtMs, timeScale: 60 },
    });
    const stateAt = (ms: number) =>
      scaled.estateAt('eu-west-1', ms).ecsServices['checkout']?.deployments['ecs-svc/4182903746512098303'];
    expect(stateAt(startedAtMs + 29_000)).toBeUndefined();
    expect(stateAt(startedAtMs + 30_000)).toMatchObject({ status: 'PRIMARY' });
  });

  test('reports nothing of the future', () => {
    const world = worldOf(outage, 'eu-west-1', startedAtMs);
    expect(
      seriesOf(world, healthyHosts, 'Sum')(startedAtMs + minute, startedAtMs + 5 * minute).values,
    ).toEqual([]);
  });
});

describe('a filter pattern', () => {
  const lines = ['error: no connection', 'error: timed out', 'info: no error'];
  test.each([
    ['', [0, 1, 2]],
    ['error', [0, 1, 2]],
    ['"error: "', [0, 1]],
    ['error -info', [0, 1]],
    ['?timed ?connection', [0, 1]],
    ['error timed', [1]],
  ])('%s', (pattern, found) => {
    const filter = lineFilter(pattern);
    expect(lines.flatMap((line, index) => (filter?.(line) ? [index] : []))).toEqual(found);
  });

  test.each(['{ $.level = "error" }', '[ip, user]', '%ERROR%'])('%s is not built', (pattern) => {
    expect(lineFilter(pattern)).toBeUndefined();
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Comparison, comparisonByPoints } from '../../../../events/intake/cloudwatch/alarm-points.ts';
import { type ReasonFields, readReason } from '../../../../events/intake/cloudwatch/alarm-reason.ts';

const alarm = (data: object, reason: string, more: Partial<ReasonFields> = {}) =>
  readReason({ state: 'ALARM', reason, reasonData: JSON.stringify(data), ...more });

const breaching = (value: number, comparison: Comparison, threshold: number): boolean => {
  if (comparison === 'greater') return value > threshold;
  if (comparison === 'greater-or-equal') return value >= threshold;
  return comparison === 'less' ? value < threshold : value <= threshold;
};

const operators = {
  greater: 'GreaterThanThreshold',
  'greater-or-equal': 'GreaterThanOrEqualToThreshold',
  less: 'LessThanThreshold',
  'less-or-equal': 'LessThanOrEqualToThreshold',
} as const;

describe('the value of an ALARM', () => {
  test('is the newest that breached, where the newest of m out of n are healthy', () => {
    const text =
      'Threshold Crossed: 2 out of the last 5 datapoints [93.5 (20/11/26 03:01:00), 95.0 (20/11/26 03:00:00)] were greater than the threshold (90.0) (minimum 2 datapoints for OK -> ALARM transition).';
    expect(alarm({ recentDatapoints: [20, 95, 93.5, 40, 31], threshold: 90 }, text).value).toBe(93.5);
  });

  test('is among the evaluated data points where no others are told, the newest first', () => {
    const evaluatedDatapoints = [{ value: 20 }, { timestamp: 'none' }, { value: 93.5 }, { value: 95 }];
    expect(
      alarm({ recentDatapoints: [], evaluatedDatapoints, threshold: 90 }, 'set', {
        operator: operators.greater,
      }).value,
    ).toBe(93.5);
  });

  test('is one that breached, whatever data points there are', () => {
    const points = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 8 });
    const comparison = fc.constantFrom('greater', 'greater-or-equal', 'less', 'less-or-equal');
    fc.assert(
      fc.property(
        points,
        comparison,
        fc.integer({ min: -50, max: 50 }),
        (recentDatapoints, kind, threshold) => {
          const { value } = alarm({ recentDatapoints, threshold }, 'set', { operator: operators[kind] });
          const breached = recentDatapoints.filter((point) => breaching(point, kind, threshold));
          expect(value).toBe(breached.at(-1));
        },
      ),
    );
  });

  test.each([
    [[0.1, 0.5, 0.2], [0, 0, 0], [0.3, 0.3, 0.3], 0.5, 0.3],
    [[0.1, 0.2, 0.05], [0, 0, 0.1], [0.3, 0.3, 0.3], 0.05, 0.1],
  ])(
    'of %j outside its band %j to %j is %d, beyond %d',
    (recentDatapoints, recentLowerThresholds, recentUpperThresholds, value, threshold) => {
      const text =
        'Thresholds Crossed: 1 out of the last 3 datapoints was less than the lower thresholds [0.1] or greater than the upper thresholds [0.3].';
      expect(alarm({ recentDatapoints, recentLowerThresholds, recentUpperThresholds }, text)).toMatchObject({
        value,
        threshold,
        comparison: 'outside-band',
      });
    },
  );

  test('comes from the text where the data has none that breached', () => {
    const text =
      'Threshold Crossed: 1 datapoint [97.0 (20/11/26 03:03:00)] was greater than the threshold (90.0).';
    expect(alarm({ recentDatapoints: [12], threshold: 90 }, text).value).toBe(97);
  });

  test('is the first of the text that breached, where there is no data', () => {
    const listed =
      'Threshold Crossed: 2 out of the last 3 datapoints [12.0 (20/11/26 03:03:00), 97.5 (20/11/26 03:02:00), 98.0 (20/11/26 03:01:00)] were greater than the threshold (90.0).';
    expect(readReason({ state: 'ALARM', reason: listed }).value).toBe(97.5);
  });

  test('is none where it is not known which breached', () => {
    expect(alarm({ recentDatapoints: [97, 12], threshold: 90 }, 'set by hand').value).toBeUndefined();
  });
});

describe('missing data', () => {
  const text =
    'Threshold Crossed: 1 datapoint was received for 3 periods and 2 missing datapoints were treated as [Breaching].';
  const data = {
    recentDatapoints: [4],
    threshold: 1,
    evaluatedDatapoints: [{ timestamp: 'a' }, { timestamp: 'b' }, { timestamp: 'c', value: 4 }],
  };

  test('that is treated as breaching is called missing, and no healthy value is told', () => {
    expect(alarm(data, text)).toEqual({ threshold: 1, missingData: true, triggeringAlarms: [] });
    const none =
      'Threshold Crossed: no datapoints were received for 3 periods and 3 missing datapoints were treated as [Breaching].';
    expect(alarm({ ...data, recentDatapoints: [] }, none)).toMatchObject({ missingData: true });
    expect(readReason({ state: 'ALARM', reason: none }).missingData).toBe(true);
    expect(
      readReason({
        state: 'ALARM',
        reason: none.replace('3 missing datapoints were', '1 missing datapoint was'),
      }).missingData,
    ).toBe(true);
  });

  test('leaves a value that breached beside it', () => {
    const read = alarm(data, text, { operator: operators.greater });
    expect(read).toMatchObject({ value: 4, missingData: true });
    expect(alarm(data, text, { operator: operators.less }).value).toBeUndefined();
  });

  test('is seen in the data where the text does not say it', () => {
    expect(alarm(data, 'set', { operator: operators.less })).toMatchObject({ missingData: true });
    expect(alarm(data, 'set', { operator: operators.greater }).missingData).toBeUndefined();
  });

  test('that is treated as healthy, or of a state that is well, is none of this', () => {
    expect(
      alarm(data, text.replace('[Breaching]', '[NonBreaching]'), { operator: operators.greater }).missingData,
    ).toBeUndefined();
    expect(readReason({ state: 'OK', reason: text, reasonData: JSON.stringify(data) })).toMatchObject({
      value: 4,
    });
    expect(readReason({ state: 'OK', reason: text }).missingData).toBeUndefined();
  });

  test('is what INSUFFICIENT_DATA says', () => {
    const read = readReason({
      state: 'INSUFFICIENT_DATA',
      reason: 'Insufficient Data: 1 datapoint was unknown.',
      reasonData: JSON.stringify(data),
    });
    expect(read.missingData).toBe(true);
    expect(read.value).toBeUndefined();
  });
});

describe('the comparison', () => {
  test('is worded by the reason of the state before, where the reason says only that data is missing', () => {
    const previousReason =
      'Threshold Crossed: 1 datapoint [4.0 (20/11/26 03:00:00)] was not less than the threshold (1.0).';
    expect(
      readReason({
        state: 'ALARM',
        reason: '2 missing datapoints were treated as [Breaching].',
        previousReason,
      }).comparison,
    ).toBe('less');
  });

  test.each([
    [[5, 7], 4, 'greater'],
    [[1, 3], 4, 'less'],
    [[3, 5], 4, undefined],
    [[4], 4, undefined],
    [[], 4, undefined],
    [[5], undefined, undefined],
  ] as const)('of %j with %s is %s where no text words it', (newestFirst, threshold, comparison) => {
    expect(comparisonByPoints({ newestFirst, threshold, lower: [], upper: [], told: [] })).toBe(comparison);
  });
});

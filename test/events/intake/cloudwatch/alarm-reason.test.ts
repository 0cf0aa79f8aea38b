import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type ReasonFields,
  readReason as readReasonOf,
} from '../../../../events/intake/cloudwatch/alarm-reason.ts';

const readReason = (fields: Omit<ReasonFields, 'state'> & Partial<ReasonFields>) =>
  readReasonOf({ state: 'ALARM', ...fields });

const greater =
  'Threshold Crossed: 1 out of the last 1 datapoints [96.4 (20/11/26 03:03:00)] was greater than the threshold (90.0) (minimum 1 datapoint for OK -> ALARM transition).';

describe('the reason of an alarm', () => {
  test('tells value, threshold and onset by its data', () => {
    const reasonData = JSON.stringify({
      version: '1.0',
      startDate: '2026-11-20T03:01:00.000+0000',
      recentDatapoints: [91.5, 96.4],
      threshold: 90,
    });
    expect(readReason({ reason: greater, reasonData })).toEqual({
      value: 96.4,
      threshold: 90,
      comparison: 'greater',
      onsetAtMs: Date.UTC(2026, 10, 20, 3, 1),
      triggeringAlarms: [],
    });
  });

  test('tells value and threshold by its text where there is no data', () => {
    expect(readReason({ reason: greater })).toEqual({
      value: 96.4,
      threshold: 90,
      comparison: 'greater',
      triggeringAlarms: [],
    });
  });

  test.each([
    ['was less than the threshold (1.0)', 'less'],
    ['was not less than the threshold (1.0)', 'less'],
    ['was greater than or equal to the threshold (1.0)', 'greater-or-equal'],
    ['were not greater than the threshold (1.0)', 'greater'],
    ['was less than or equal to the threshold (1.0)', 'less-or-equal'],
    ['was less than the lower thresholds [0.1] or greater than the upper thresholds [0.3]', 'outside-band'],
    [
      'was not less than the lower thresholds [0.1] or not greater than the upper thresholds [0.3]',
      'outside-band',
    ],
  ])('"%s" compares %s', (words, comparison) => {
    expect(
      readReason({ reason: `Threshold Crossed: 1 datapoint [0.0 (20/11/26 03:03:00)] ${words}.` }).comparison,
    ).toBe(comparison);
  });

  test.each([
    ['GreaterThanThreshold', 'greater'],
    ['GreaterThanOrEqualToThreshold', 'greater-or-equal'],
    ['LessThanThreshold', 'less'],
    ['LessThanOrEqualToThreshold', 'less-or-equal'],
    ['LessThanLowerOrGreaterThanUpperThreshold', 'outside-band'],
    ['LessThanLowerThreshold', 'less'],
    ['GreaterThanUpperThreshold', 'greater'],
  ])('the operator %s goes before the text', (operator, comparison) => {
    expect(readReason({ reason: greater, operator }).comparison).toBe(comparison);
  });

  test.each([
    ['no JSON', 'set by hand'],
    ['a list', '[]'],
    ['null', 'null'],
    ['a number', '7'],
    [
      'values of other types',
      '{"recentDatapoints":"many","threshold":{},"startDate":5,"triggeringAlarms":"all"}',
    ],
    ['numbers that are none', '{"recentDatapoints":[1e999,null],"threshold":1e999}'],
  ])('data that is %s tells nothing and costs nothing', (_, reasonData) => {
    expect(readReason({ reason: 'test', reasonData })).toEqual({ triggeringAlarms: [] });
  });

  test('names the children of a composite alarm', () => {
    const reasonData = JSON.stringify({
      triggeringAlarms: [{ arn: 'a', state: { value: 'ALARM' } }, {}, 5, { arn: 'b' }],
    });
    expect(readReason({ reason: undefined, reasonData }).triggeringAlarms).toEqual(['a', 'b']);
  });

  test('never fails, whatever its text and data are', () => {
    const data = fc.oneof(fc.string(), fc.json());
    fc.assert(
      fc.property(fc.string({ maxLength: 500 }), data, (reason, reasonData) => {
        expect(readReason({ reason, reasonData }).triggeringAlarms).toBeInstanceOf(Array);
      }),
    );
  });
});

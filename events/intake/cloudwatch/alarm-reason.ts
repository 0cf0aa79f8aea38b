import * as z from 'zod/mini';
import { own } from '../../../domain/kernel/own.ts';
import type { Transition } from '../../../domain/signal/signal.ts';
import { list, number, text } from '../lenient-fields.ts';
import { parseTimestamp } from '../timestamp.ts';

type Comparison = NonNullable<Transition['comparison']>;

/** What an alarm's state reason tells; every part may be missing. */
export interface AlarmReason {
  readonly value?: number;
  readonly threshold?: number;
  readonly comparison?: Comparison;
  readonly onsetAtMs?: number;
  /** ARNs of the children that set a composite alarm off. */
  readonly triggeringAlarms: readonly string[];
}

const reasonDataSchema = z.object({
  recentDatapoints: list(z.number()),
  threshold: number,
  startDate: text,
  triggeringAlarms: list(z.object({ arn: text })),
});

/** `SetAlarmState` lets callers write anything into `reasonData`: what is not a JSON object is passed over. */
const parseReasonData = (reasonData: string | undefined): z.infer<typeof reasonDataSchema> | undefined => {
  if (reasonData === undefined) return undefined;
  let data: unknown;
  try {
    data = JSON.parse(reasonData);
  } catch {
    return undefined; // Not an error: the field is free text, and the alarm is decided on without it.
  }
  const parsed = z.safeParse(reasonDataSchema, data);
  return parsed.success ? parsed.data : undefined;
};

const operators: Readonly<Record<string, Comparison>> = {
  GreaterThanThreshold: 'greater',
  GreaterThanOrEqualToThreshold: 'greater-or-equal',
  LessThanThreshold: 'less',
  LessThanOrEqualToThreshold: 'less-or-equal',
  LessThanLowerOrGreaterThanUpperThreshold: 'outside-band',
  LessThanLowerThreshold: 'less',
  GreaterThanUpperThreshold: 'greater',
};

const words: Readonly<Record<string, Comparison>> = {
  'greater than or equal to': 'greater-or-equal',
  'greater than': 'greater',
  'less than or equal to': 'less-or-equal',
  'less than': 'less',
};

const comparisonWords =
  /\b(?:was|were) (?:not )?(greater than or equal to|greater than|less than or equal to|less than) the /;

/** EventBridge events carry no operator; the reason's wording ("was not less than the threshold") does. */
const comparisonIn = (reason: string): Comparison | undefined => {
  if (/\bless than the lower thresholds? .{0,400}\bgreater than the upper threshold/s.test(reason))
    return 'outside-band';
  return own(words, comparisonWords.exec(reason)?.[1] ?? '');
};

const numberIn = (pattern: RegExp, reason: string): number | undefined => {
  const found = Number(pattern.exec(reason)?.[1] ?? Number.NaN);
  return Number.isFinite(found) ? found : undefined;
};

/** The newest data point stands first in the reason's list. */
const valueWords = /\[(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?) \(/;
const thresholdWords = /the threshold \((-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)\)/;

export interface ReasonFields {
  readonly reason: string | undefined;
  readonly reasonData?: string | undefined;
  /** Of the SNS trigger or the alarm's configuration. */
  readonly operator?: string | undefined;
  readonly threshold?: number | undefined;
}

/**
 * The value compared, the threshold, the comparison and the onset: from the data where it is sound, else from the
 * text.
 */
export const readReason = (fields: ReasonFields): AlarmReason => {
  const reason = (fields.reason ?? '').slice(0, 4000);
  const data = parseReasonData(fields.reasonData);
  const value = data?.recentDatapoints.at(-1) ?? numberIn(valueWords, reason);
  const threshold = data?.threshold ?? fields.threshold ?? numberIn(thresholdWords, reason);
  const comparison = own(operators, fields.operator ?? '') ?? comparisonIn(reason);
  const onsetAtMs = parseTimestamp(data?.startDate);
  return {
    ...(value === undefined ? {} : { value }),
    ...(threshold === undefined ? {} : { threshold }),
    ...(comparison === undefined ? {} : { comparison }),
    ...(onsetAtMs === undefined ? {} : { onsetAtMs }),
    triggeringAlarms: (data?.triggeringAlarms ?? []).flatMap((alarm) => alarm.arn ?? []),
  };
};

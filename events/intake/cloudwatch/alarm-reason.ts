import * as z from 'zod/mini';
import type { SignalState } from '../../../domain/signal/signal.ts';
import { list, number, text } from '../lenient-fields.ts';
import { parseTimestamp } from '../timestamp.ts';
import {
  breachingValue,
  type Comparison,
  comparisonByPoints,
  crossedBound,
  type Points,
} from './alarm-points.ts';

/** What an alarm's state reason tells; every part may be missing. */
export interface AlarmReason {
  /** The newest value that breached; of a state that is not ALARM the newest there is. */
  readonly value?: number;
  readonly threshold?: number;
  readonly comparison?: Comparison;
  readonly missingData?: true;
  readonly unit?: string;
  readonly onsetAtMs?: number;
  /** ARNs of the children that set a composite alarm off. */
  readonly triggeringAlarms: readonly string[];
}

const reasonDataSchema = z.object({
  recentDatapoints: list(z.number()),
  recentLowerThresholds: list(z.number()),
  recentUpperThresholds: list(z.number()),
  evaluatedDatapoints: list(z.object({ value: number })),
  threshold: number,
  unit: text,
  startDate: text,
  triggeringAlarms: list(z.object({ arn: text })),
});

type ReasonData = z.infer<typeof reasonDataSchema>;

/** `SetAlarmState` lets callers write anything into `reasonData`: what is not a JSON object is passed over. */
const parseReasonData = (reasonData: string | undefined): ReasonData | undefined => {
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

const operators: ReadonlyMap<string, Comparison> = new Map([
  ['GreaterThanThreshold', 'greater'],
  ['GreaterThanOrEqualToThreshold', 'greater-or-equal'],
  ['LessThanThreshold', 'less'],
  ['LessThanOrEqualToThreshold', 'less-or-equal'],
  ['LessThanLowerOrGreaterThanUpperThreshold', 'outside-band'],
  ['LessThanLowerThreshold', 'less'],
  ['GreaterThanUpperThreshold', 'greater'],
]);

const words: ReadonlyMap<string, Comparison> = new Map([
  ['greater than or equal to', 'greater-or-equal'],
  ['greater than', 'greater'],
  ['less than or equal to', 'less-or-equal'],
  ['less than', 'less'],
]);

const comparisonWords =
  /\b(?:was|were) (?:not )?(greater than or equal to|greater than|less than or equal to|less than) the /;

/** EventBridge events carry no operator; the reason's wording ("was not less than the threshold") does. */
const comparisonIn = (reason: string): Comparison | undefined => {
  const lower = reason.indexOf('less than the lower threshold');
  if (lower >= 0 && reason.includes('greater than the upper threshold', lower)) return 'outside-band';
  return words.get(comparisonWords.exec(reason)?.[1] ?? '');
};

const numberIn = (pattern: RegExp, reason: string): number | undefined => {
  const found = Number(pattern.exec(reason)?.[1] ?? Number.NaN);
  return Number.isFinite(found) ? found : undefined;
};

const pointWords = /^(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?) \(/;

/** The data points that the state rests on, as the reason lists them: `[97.5 (27/11/26 13:10:00), 98.0 (…)]`. */
const pointsIn = (reason: string): readonly number[] => {
  const [, list = ''] = /\[([^[\]]*)\]/.exec(reason) ?? [];
  return list.split(', ').flatMap((point) => numberIn(pointWords, point) ?? []);
};

const thresholdWords = /the threshold \((-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)\)/;
/** "2 missing datapoints were treated as [Breaching]". */
const missingWords = /\bmissing datapoints? (?:was|were) treated as \[?breaching/i;

export interface ReasonFields {
  readonly state: SignalState;
  readonly reason: string | undefined;
  readonly reasonData?: string | undefined;
  /** The reason of the state before, which words the same comparison. */
  readonly previousReason?: string | undefined;
  /** Of the SNS trigger or the alarm's configuration. */
  readonly operator?: string | undefined;
  readonly threshold?: number | undefined;
}

const MAX_TEXT = 4000;

/** Whether one of the data points that were evaluated has no value. */
const hasGap = (data: ReasonData | undefined): boolean =>
  data?.evaluatedDatapoints.some(({ value }) => value === undefined) ?? false;

/** `recentDatapoints` are the oldest first, `evaluatedDatapoints`, which stand for them where there are none, the newest. */
const newestFirst = (data: ReasonData | undefined): readonly number[] =>
  data === undefined || data.recentDatapoints.length > 0
    ? (data?.recentDatapoints ?? []).toReversed()
    : data.evaluatedDatapoints.flatMap(({ value }) => value ?? []);

/**
 * The value that breached, the threshold, the comparison, the unit and the onset: from the data where it is sound, else
 * from the text; and whether data is missing. A healthy value is never told of an ALARM: where no value is known to
 * breach, there is none. CloudWatch User Guide, "Configuring how CloudWatch alarms treat missing data", "Alarm evaluation".
 */
export const readReason = (fields: ReasonFields): AlarmReason => {
  const reason = (fields.reason ?? '').slice(0, MAX_TEXT);
  const data = parseReasonData(fields.reasonData);
  const threshold = data?.threshold ?? fields.threshold ?? numberIn(thresholdWords, reason);
  const treatedAsBreaching = fields.state === 'ALARM' && missingWords.test(reason);
  const points: Points = {
    newestFirst: newestFirst(data),
    lower: (data?.recentLowerThresholds ?? []).toReversed(),
    upper: (data?.recentUpperThresholds ?? []).toReversed(),
    threshold,
    told: pointsIn(reason),
  };
  const comparison =
    operators.get(fields.operator ?? '') ??
    comparisonIn(reason) ??
    comparisonIn((fields.previousReason ?? '').slice(0, MAX_TEXT)) ??
    (fields.state === 'ALARM' && !treatedAsBreaching ? comparisonByPoints(points) : undefined);
  const value = valueToTell(fields.state, points, comparison, treatedAsBreaching);
  const missingData =
    treatedAsBreaching ||
    fields.state === 'INSUFFICIENT_DATA' ||
    (fields.state === 'ALARM' && value === undefined && hasGap(data));
  const onsetAtMs = parseTimestamp(data?.startDate);
  const crossed = comparison === 'outside-band' ? crossedBound(points, value) : undefined;
  const comparedWith = crossed ?? threshold;
  return {
    ...(value === undefined ? {} : { value }),
    ...(comparedWith === undefined ? {} : { threshold: comparedWith }),
    ...(comparison === undefined ? {} : { comparison }),
    ...(missingData ? { missingData } : {}),
    ...(data?.unit === undefined ? {} : { unit: data.unit }),
    ...(onsetAtMs === undefined ? {} : { onsetAtMs }),
    triggeringAlarms: (data?.triggeringAlarms ?? []).flatMap((alarm) => alarm.arn ?? []),
  };
};

const valueToTell = (
  state: SignalState,
  points: Points,
  comparison: Comparison | undefined,
  treatedAsBreaching: boolean,
): number | undefined => {
  if (state === 'INSUFFICIENT_DATA') return undefined;
  if (state === 'OK') return points.newestFirst[0] ?? points.told[0];
  return breachingValue(points, comparison, treatedAsBreaching);
};

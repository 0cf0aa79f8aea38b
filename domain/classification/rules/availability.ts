import { below, directionOf, shareScale } from './level.ts';
import { type BuiltInRule, graded } from './rule.ts';
import { isAlarm, measures, metricNamed, quantityNamed, type View } from './view.ts';

/** Names that count failed requests, in calculations and in metrics of a team's own. */
export const failedRequests: readonly string[] = [
  'HTTPCode_Target_5XX_Count',
  'HTTPCode_ELB_5XX_Count',
  'HTTPCode_Backend_5XX',
  'HTTPCode_ELB_5XX',
  'HTTPCode_ELB_500_Count',
  'HTTPCode_ELB_502_Count',
  'HTTPCode_ELB_503_Count',
  'HTTPCode_ELB_504_Count',
  'TargetConnectionErrorCount',
  'BackendConnectionErrors',
  '5XXError',
  '5xx',
  '5xxErrors',
  'Errors',
];

const allRequests = ['RequestCount', 'Count', 'Requests', 'Invocations', 'RequestCountPerTarget'];

/** A calculation over failed and all requests. */
export const failedShareIsCalculated = (view: View): boolean =>
  view.signal.expressions.some((expression) => expression.includes('/')) &&
  metricNamed(view, failedRequests) !== undefined &&
  metricNamed(view, allRequests) !== undefined;

/** The calculation subtracts the failed share from the whole: the rest did not fail. */
const takenFromWhole = (view: View): boolean =>
  failedShareIsCalculated(view) &&
  view.signal.expressions.some((expression) => /\b1(?:00)?(?:\.0*)?\s*-/.test(expression));

const phrases = [
  'availability',
  'uptime',
  'success rate',
  'success percent',
  'success percentage',
  'success ratio',
];

/**
 * Converts the alarm's unit into percent, where the alarm is about availability: by its metric, its name, or a
 * calculation over failed and all requests (docs/requirements.md: "share of requests that did not fail at the load
 * balancer").
 */
const availabilityScale = (view: View): ((value: number) => number) | undefined => {
  if (!isAlarm(view)) return undefined;
  const named =
    quantityNamed(view, phrases) !== undefined && quantityNamed(view, ['availability zone']) === undefined;
  const calculated =
    takenFromWhole(view) || (failedShareIsCalculated(view) && directionOf(view.transition) === 'low');
  const isShare = named || calculated || measures(view, 'success-share');
  return isShare ? shareScale(view.transition, view.measured?.unit) : undefined;
};

/** "Service availability < 50%": SEV1. Service Outage Runbook, "Trigger Conditions"; docs/requirements.md, Severity. */
const availabilityBelowHalf: BuiltInRule = {
  name: 'availability-below-half',
  judge: (view) => {
    const scale = availabilityScale(view);
    const { value, threshold } = view.transition;
    if (scale === undefined || (value === undefined && threshold === undefined)) return undefined;
    const level = below(view.transition, { limit: 50, unit: '%', scale });
    return level?.passed ? graded(view, level, 'SEV1', 'outage', 'availability') : undefined;
  },
};

/** "Availability: < 99.9%": SEV2. Emergency Response Procedures, "Alert Thresholds"; docs/requirements.md, Severity. */
const availabilityBelowThreshold: BuiltInRule = {
  name: 'availability-below-threshold',
  judge: (view) => {
    const scale = availabilityScale(view);
    if (scale === undefined) return undefined;
    return graded(
      view,
      below(view.transition, { limit: 99.9, unit: '%', scale }),
      'SEV2',
      'outage',
      'availability',
    );
  },
};

export const availabilityRules: readonly BuiltInRule[] = [availabilityBelowHalf, availabilityBelowThreshold];

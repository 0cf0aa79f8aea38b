import { failedRequests, failedShareIsCalculated } from './availability.ts';
import { above, shareToPercent, shownNumber } from './level.ts';
import { type BuiltInRule, graded } from './rule.ts';
import { isAlarm, metricIn, metricNamed, phraseIn, type View } from './view.ts';

const ratePhrases = [
  'error rate',
  'error percent',
  'error percentage',
  'error ratio',
  'failure rate',
  'fault rate',
  '5xx rate',
  '5xx percent',
  '5xx percentage',
];

/** Rates that AWS gives in percent. CloudFront Developer Guide, "Viewing CloudFront metrics". */
const percentRates = ['5xxErrorRate', 'TotalErrorRate', '502ErrorRate', '503ErrorRate', '504ErrorRate'];

/** The average of API Gateway's `5XXError` is a share from 0 to 1; its sum is a count. API Gateway Developer Guide. */
const averagedErrors = (view: View): boolean =>
  metricIn(view, ['AWS/ApiGateway'], ['5XXError', '5xx'])?.stat === 'Average';

/** Errors that clients make are not the service's. */
const onlyClientErrors = (view: View): boolean =>
  phraseIn(view, ['4xx', '4xx error']) !== undefined && phraseIn(view, ['5xx']) === undefined;

const rateScale = (view: View): ((value: number) => number) | undefined => {
  if (!isAlarm(view) || onlyClientErrors(view)) return undefined;
  if (metricNamed(view, percentRates) !== undefined) return (value) => value;
  const isRate =
    averagedErrors(view) || failedShareIsCalculated(view) || phraseIn(view, ratePhrases) !== undefined;
  return isRate && !countsOnly(view) ? shareToPercent(view.transition) : undefined;
};

/** A plain count of errors is no rate, even where its name says "rate". */
const countsOnly = (view: View): boolean =>
  view.signal.expressions.length === 0 &&
  metricNamed(view, failedRequests) !== undefined &&
  !averagedErrors(view);

/** "Error rate: > 5%": SEV2. Emergency Response Procedures, "Alert Thresholds"; docs/requirements.md, Severity (5XX share). */
const errorRateAboveThreshold: BuiltInRule = {
  name: 'error-rate-above-threshold',
  judge: (view) => {
    const scale = rateScale(view);
    if (scale === undefined) return undefined;
    return graded(
      view,
      above(view.transition, { limit: 5, unit: '%', scale }),
      'SEV2',
      'outage',
      'error rate',
    );
  },
};

/** "Application errors spiking", counted where no share is known. Emergency Response Procedures, scenario 1, Symptoms. */
const errorsSpiking: BuiltInRule = {
  name: 'errors-spiking',
  judge: (view) => {
    const { comparison, value } = view.transition;
    if (!isAlarm(view) || comparison === 'less' || comparison === 'less-or-equal') return undefined;
    const metric = metricNamed(view, failedRequests);
    const phrase = phraseIn(view, [
      '5xx',
      'errors spiking',
      'error spike',
      'error count',
      'application errors',
      'exceptions',
    ]);
    if (metric === undefined && (phrase === undefined || onlyClientErrors(view))) return undefined;
    const told = value === undefined ? '' : ` (${shownNumber(value)})`;
    return {
      severity: 'SEV2',
      scenario: 'outage',
      reason: `errors are spiking: ${metric?.name ?? phrase}${told}`,
    };
  },
};

export const errorRules: readonly BuiltInRule[] = [errorRateAboveThreshold, errorsSpiking];

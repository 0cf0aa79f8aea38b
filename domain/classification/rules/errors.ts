import { shownNumber } from '../../kernel/unit.ts';
import { failedRequests, failedShareIsCalculated } from './availability.ts';
import { above, directionOf, onlyMissing, shareScale } from './level.ts';
import { type BuiltInRule, graded } from './rule.ts';
import { isAlarm, measures, metricNamed, phraseIn, quantityNamed, type View } from './view.ts';

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

/** Errors that clients make are not the service's. */
const onlyClientErrors = (view: View): boolean =>
  measures(view, 'client-errors') ||
  (phraseIn(view, ['4xx', '4xx error']) !== undefined && phraseIn(view, ['5xx']) === undefined);

/** The count of a team's own metric that is named so, asked where the table does not know it. */
const ownCount = (view: View): string | undefined =>
  view.measured?.meaning === undefined && view.signal.expressions.length === 0
    ? metricNamed(view, failedRequests)?.name
    : undefined;

const rateScale = (view: View): ((value: number) => number) | undefined => {
  if (!isAlarm(view) || onlyClientErrors(view)) return undefined;
  // A plain count of errors is no rate, even where its name says "rate".
  const isRate =
    measures(view, 'failed-share') ||
    failedShareIsCalculated(view) ||
    (quantityNamed(view, ratePhrases) !== undefined && ownCount(view) === undefined);
  return isRate ? shareScale(view.transition, view.measured?.unit) : undefined;
};

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
    const { transition } = view;
    const { value } = transition;
    if (!isAlarm(view) || directionOf(transition) === 'low' || onlyMissing(transition) || value === 0)
      return undefined;
    const counted = measures(view, 'failed-requests') ? view.measured?.metric.name : ownCount(view);
    const phrase = phraseIn(view, [
      '5xx',
      'errors spiking',
      'error spike',
      'error count',
      'application errors',
      'exceptions',
    ]);
    const what = counted ?? (onlyClientErrors(view) ? undefined : phrase);
    if (what === undefined) return undefined;
    const told = value === undefined ? '' : ` (${shownNumber(value)})`;
    return {
      severity: 'SEV2',
      scenario: 'outage',
      reason: `errors are spiking: ${what}${told}`,
    };
  },
};

export const errorRules: readonly BuiltInRule[] = [errorRateAboveThreshold, errorsSpiking];

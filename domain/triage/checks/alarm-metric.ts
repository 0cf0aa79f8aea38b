import type { Check } from '../check.ts';
import type { MetricFacts, MetricSubject } from '../facts/metrics.ts';
import type { Interpretation } from '../finding.ts';
import { aroundOnset, MINUTE_MS, medianOf, numberText } from './series.ts';

const BEFORE_MS = 60 * MINUTE_MS;
const MOST_METRICS = 5;
/** Medians that differ by no more than this are the same. */
const ALIKE = 0.1;

/** The alarm's own metric around its transition: how far it is off, and since when. */
export const alarmMetric: Check<'alarm-metric'> = {
  scenarios: ['outage', 'database', 'security', 'auto-scaling', 'generic'],
  tells: "how far the alarm's metric is off its normal",
  subjectsOf: ({ signals }) => {
    const subjects = signals.flatMap(({ transition }) =>
      transition.signal.metrics.map(
        (metric): MetricSubject => ({
          resource: metric.name,
          series: [
            {
              name: 'value',
              metric,
              stat: metric.stat ?? 'Average',
              periodS: Math.max(metric.periodS ?? 60, 60),
              spanMs: BEFORE_MS,
              before: 'onset',
            },
          ],
        }),
      ),
    );
    const byText = new Map(subjects.map((subject) => [JSON.stringify(subject), subject]));
    return [...byText.values()].slice(0, MOST_METRICS);
  },
  interpret: (facts, around) => interpret(facts, around),
};

const interpret = (
  { resource, series }: MetricFacts,
  around: Parameters<Check<'alarm-metric'>['interpret']>[1],
): Interpretation => {
  const points = series['value'] ?? [];
  const { before, after } = aroundOnset(points, around);
  const usual = medianOf(before);
  const now = medianOf(after);
  const evidence = {
    points: points.length,
    ...(usual === undefined ? {} : { before: usual }),
    ...(now === undefined ? {} : { since: now }),
  };
  if (points.length === 0)
    return { state: 'unknown', reason: 'not-found', text: `${resource} has no data around onset`, evidence };
  if (now === undefined)
    return {
      state: 'degraded',
      reason: 'no-data-since-onset',
      text: `${resource} has no data since onset`,
      evidence,
    };
  if (usual !== undefined && Math.abs(now - usual) <= Math.abs(usual) * ALIKE)
    return {
      state: 'healthy',
      reason: 'alarm-metric-usual',
      text: `${resource} is ${numberText(now)} since onset, as before`,
      evidence,
    };
  const was = usual === undefined ? '' : `, ${numberText(usual)} before`;
  return {
    state: 'degraded',
    reason: 'alarm-metric-off',
    text: `${resource} is ${numberText(now)} since onset${was}`,
    evidence,
  };
};

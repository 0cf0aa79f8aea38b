import type { Metric } from '../../signal/signal.ts';
import { above } from './level.ts';
import { type BuiltInRule, graded } from './rule.ts';
import { isAlarm, metricNamed, phraseIn, type View } from './view.ts';

/** Metrics of response time, with how many of their units make a second. Service guides of CloudWatch metrics. */
const responseMetrics: readonly {
  readonly name: string;
  readonly namespace: string;
  readonly perSecond: number;
}[] = [
  { name: 'TargetResponseTime', namespace: 'AWS/ApplicationELB', perSecond: 1 },
  { name: 'Latency', namespace: 'AWS/ELB', perSecond: 1 },
  { name: 'Latency', namespace: 'AWS/ApiGateway', perSecond: 1_000 },
  { name: 'IntegrationLatency', namespace: 'AWS/ApiGateway', perSecond: 1_000 },
  { name: 'Latency', namespace: 'AWS/AppSync', perSecond: 1_000 },
  { name: 'OriginLatency', namespace: 'AWS/CloudFront', perSecond: 1_000 },
  { name: 'Duration', namespace: 'CloudWatchSynthetics', perSecond: 1_000 },
];

const perSecondOf = (metric: Metric): number | undefined =>
  responseMetrics.find(({ name, namespace }) => name === metric.name && namespace === metric.namespace)
    ?.perSecond;

const phrases = ['response time', 'slow response', 'slow responses', 'latency'];

/** How many of the alarm's units make a second; undefined where it is not about response time. */
const responseUnits = (view: View): number | undefined => {
  if (!isAlarm(view)) return undefined;
  for (const metric of view.signal.metrics) {
    const perSecond = perSecondOf(metric);
    if (perSecond !== undefined) return perSecond;
  }
  if (phraseIn(view, phrases) === undefined) return undefined;
  const inMilliseconds = phraseIn(view, ['ms', 'milliseconds', 'millis']) !== undefined;
  const { threshold, value } = view.transition;
  // The unit of a team's own metric is unknown. From 100 on it is taken for milliseconds: nobody sets an alarm at a
  // hundred seconds.
  return inMilliseconds || (threshold ?? value ?? 0) >= 100 ? 1_000 : 1;
};

const databaseWords = ['database', 'db', 'rds', 'aurora', 'sql', 'query', 'mysql', 'postgres', 'postgresql'];

/**
 * "Response time: > 5 seconds": SEV2. Emergency Response Procedures, "Alert Thresholds". With database signals in its
 * name it is scenario 2 ("Slow response times"), else no scenario claims it (docs/requirements.md, Severity).
 */
const responseTimeAboveThreshold: BuiltInRule = {
  name: 'response-time-above-threshold',
  judge: (view) => {
    const perSecond = responseUnits(view);
    if (perSecond === undefined) return undefined;
    const level = above(view.transition, { limit: 5, unit: 's', scale: (value) => value / perSecond });
    const ofDatabase =
      phraseIn(view, databaseWords) !== undefined && metricNamed(view, ['TargetResponseTime']) === undefined;
    return graded(view, level, 'SEV2', ofDatabase ? 'database' : 'generic', 'response time');
  },
};

export const responseTimeRules: readonly BuiltInRule[] = [responseTimeAboveThreshold];

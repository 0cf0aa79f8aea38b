import type { Around, Check } from '../check.ts';
import type { MetricFacts, SeriesAsked } from '../facts/metrics.ts';
import type { Interpretation } from '../finding.ts';
import { MINUTE_MS, numberText, sinceOnset, sumOf, worstOf } from './series.ts';

const NAMESPACE = 'AWS/ApplicationELB';

/**
 * Service Outage Runbook, "Verify the Outage" and "Check Load Balancer Status": statistics and stretches. By the minute,
 * where the runbook sums up five: the minutes before onset would thin out what fails since.
 */
const seriesOf = (loadBalancer: string): readonly SeriesAsked[] => {
  const asked = (
    name: string,
    metric: string,
    stat: string,
    periodS: number,
    minutes: number,
  ): SeriesAsked => ({
    name,
    metric: { namespace: NAMESPACE, name: metric, dimensions: { LoadBalancer: loadBalancer } },
    stat,
    periodS,
    spanMs: minutes * MINUTE_MS,
    before: 'now',
  });
  return [
    asked('connectionErrors', 'TargetConnectionErrorCount', 'Sum', 60, 5),
    asked('target5xx', 'HTTPCode_Target_5XX_Count', 'Sum', 60, 15),
    asked('elb5xx', 'HTTPCode_ELB_5XX_Count', 'Sum', 60, 15),
    asked('requests', 'RequestCount', 'Sum', 60, 15),
    asked('responseS', 'TargetResponseTime', 'p99', 60, 15),
  ];
};

/** Emergency Response Procedures, "Alert Thresholds". */
const ERROR_SHARE = 0.05;
const SLOW_S = 5;

/** CloudWatch knows a load balancer as `app/<name>/<id>`: only those that an alarm names so can be asked for. */
export const loadBalancer: Check<'load-balancer'> = {
  scenarios: ['outage', 'generic'],
  tells: 'how many requests fail, and where',
  subjectsOf: ({ signals }) => {
    const named = signals.flatMap(({ transition }) =>
      transition.signal.metrics.flatMap(({ dimensions }) => dimensions['LoadBalancer'] ?? []),
    );
    return [...new Set(named)].map((name) => ({
      resource: name.split('/').at(-2) ?? name,
      series: seriesOf(name),
    }));
  },
  interpret: (facts, around) => interpret(facts, around),
};

const interpret = ({ resource, series }: MetricFacts, around: Around): Interpretation => {
  const since = (name: string) => sinceOnset(series[name] ?? [], around);
  const [connectionErrors, target5xx, elb5xx] = [
    since('connectionErrors'),
    since('target5xx'),
    since('elb5xx'),
  ];
  const [requests, responseS] = [since('requests'), since('responseS')];
  const all = sumOf(requests);
  const failed = sumOf(target5xx) + sumOf(elb5xx);
  const slowest = worstOf(responseS);
  const evidence = {
    requests: all,
    target5xx: sumOf(target5xx),
    elb5xx: sumOf(elb5xx),
    connectionErrors: sumOf(connectionErrors),
    ...(slowest === undefined ? {} : { responseS: slowest }),
  };
  const share = all === 0 ? 0 : failed / all;
  const percent = `${numberText(share * 100)} % of ${numberText(all)} requests to ${resource} fail`;
  if (all === 0)
    return { state: 'degraded', reason: 'no-requests', text: `${resource} takes no requests`, evidence };
  if (sumOf(connectionErrors) > 0)
    return {
      state: 'failed',
      reason: 'targets-refuse-connections',
      text: `${percent}; its targets refuse connections`,
      evidence,
    };
  if (share > ERROR_SHARE) {
    const where = sumOf(target5xx) >= sumOf(elb5xx) ? 'at the targets' : 'at the load balancer';
    return { state: 'failed', reason: 'requests-fail', text: `${percent} ${where}`, evidence };
  }
  if (slowest !== undefined && slowest > SLOW_S)
    return {
      state: 'degraded',
      reason: 'slow-responses',
      text: `${resource} answers after ${numberText(slowest)} s (p99)`,
      evidence,
    };
  return { state: 'healthy', reason: 'requests-answered', text: percent, evidence };
};

import type { Around, Check } from '../check.ts';
import type { MetricFacts, SeriesAsked } from '../facts/metrics.ts';
import type { FindingState, Interpretation } from '../finding.ts';
import {
  aroundOnset,
  MINUTE_MS,
  meanOf,
  medianOf,
  numberText,
  sinceOnset,
  sumOf,
  worstOf,
} from './series.ts';

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
    asked('tlsErrors', 'ClientTLSNegotiationErrorCount', 'Sum', 60, 15),
  ];
};

/** Emergency Response Procedures, "Alert Thresholds". */
const ERROR_SHARE = 0.05;
const SLOW_S = 5;
/** Requests that have become so much fewer do not find the way any more; more is a quiet hour. */
const DROPPED_TO = 0.5;
/** Robots always try ciphers that no server has. */
const HANDSHAKES_GROWN = 3;

/** CloudWatch knows a load balancer as `app/<name>/<id>`: only those that an alarm names so can be asked for. */
export const loadBalancer: Check<'load-balancer'> = {
  scenarios: ['outage', 'generic'],
  tells: 'how many requests fail, and where',
  subjectsOf: ({ signals }) => {
    const named = signals.flatMap(({ transition }) =>
      transition.signal.metrics.flatMap(({ dimensions }) => dimensions['LoadBalancer'] ?? []),
    );
    const application = named.filter((name) => name.startsWith('app/'));
    return [...new Set(application)].map((name) => ({
      resource: name.split('/').at(-2) ?? name,
      series: seriesOf(name),
    }));
  },
  interpret: (facts, around) => interpret(facts, around),
};

const interpret = ({ resource, series }: MetricFacts, around: Around): Interpretation => {
  const since = (name: string) => sinceOnset(series[name] ?? [], around);
  const before = (name: string) => medianOf(aroundOnset(series[name] ?? [], around).before);
  const requests = since('requests');
  const [target5xx, elb5xx] = [sumOf(since('target5xx')), sumOf(since('elb5xx'))];
  const [connectionErrors, tlsErrors] = [sumOf(since('connectionErrors')), sumOf(since('tlsErrors'))];
  const slowest = worstOf(since('responseS'));
  const usual = before('requests');
  const newest = requests.at(-1)?.value ?? 0;
  const failed = target5xx + elb5xx;
  // A request for which no target is left is none to CloudWatch: it counts as an error alone.
  const all = Math.max(sumOf(requests), failed);
  const evidence = {
    requests: all,
    ...{ target5xx, elb5xx, connectionErrors, tlsErrors },
    ...(usual === undefined ? {} : { requestsAMinute: newest, requestsAMinuteBefore: usual }),
    ...(slowest === undefined ? {} : { responseS: slowest }),
  };
  const share = all === 0 ? 0 : failed / all;
  const percent = `${numberText(share * 100)} % of ${numberText(all)} requests to ${resource} fail`;
  const failing = (state: FindingState, reason: string, text: string) => ({ state, reason, text, evidence });
  if (tlsErrors > all && meanOf(since('tlsErrors')) > HANDSHAKES_GROWN * (before('tlsErrors') ?? 0))
    return failing(
      'failed',
      'tls-handshakes-fail',
      `${numberText(tlsErrors)} TLS handshakes with ${resource} failed`,
    );
  if (connectionErrors > all * ERROR_SHARE)
    return failing('failed', 'targets-refuse-connections', `${percent}; its targets refuse connections`);
  if (share > ERROR_SHARE) {
    const where = target5xx >= elb5xx ? 'at the targets' : 'at the load balancer';
    return failing('failed', 'requests-fail', `${percent} ${where}`);
  }
  if (all === 0 && (usual ?? 0) === 0)
    return failing('degraded', 'no-requests', `${resource} takes no requests`);
  if (usual !== undefined && newest < usual * DROPPED_TO)
    return failing(
      'degraded',
      'requests-drop',
      `${resource} takes ${numberText(newest)} requests a minute, ${numberText(usual)} before`,
    );
  if (slowest !== undefined && slowest > SLOW_S)
    return failing('degraded', 'slow-responses', `${resource} answers after ${numberText(slowest)} s (p99)`);
  return failing('healthy', 'requests-answered', percent);
};

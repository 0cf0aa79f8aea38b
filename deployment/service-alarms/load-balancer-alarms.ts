import type { ServiceAlarms } from '../../config/schema/service-alarms.ts';
import type { Calculation, Series, ServiceAlarm } from './service-alarm.ts';

/**
 * What users see of a service at its load balancers. docs/requirements.md, Severity. Of a Network Load Balancer only its
 * targets: it knows no requests.
 */
export const loadBalancerAlarms = (asked: ServiceAlarms): readonly ServiceAlarm[] => [
  ...asked.loadBalancers.filter(isApplication).flatMap((one) => requestAlarms(one, asked)),
  ...asked.targetGroups.map((group) => noHealthyTarget(group, asked.loadBalancers[0] ?? '')),
];

const isApplication = (loadBalancer: string): boolean => loadBalancer.startsWith('app/');

/** `app/…`, `net/…` and `gwy/…` have a namespace each. */
const namespaceOf = (loadBalancer: string): string => {
  if (isApplication(loadBalancer)) return 'AWS/ApplicationELB';
  return loadBalancer.startsWith('gwy/') ? 'AWS/GatewayELB' : 'AWS/NetworkELB';
};

/** `app/checkout/4f1d2c3b5a697887` is called `checkout`. */
const calledAs = (fullName: string): string => fullName.split('/').at(-2) ?? fullName;

/**
 * Failed requests and all of them. A request that the load balancer answers with 503 before it has chosen a target is not
 * in `RequestCount`, so that all are at least those that failed; 5XX are told only where there are some, hence the
 * zero beside them (User Guide for Application Load Balancers, "CloudWatch metrics"). Without requests the division has
 * no result.
 */
const requests = (loadBalancer: string, of: readonly [id: string, expression: string]): Calculation => {
  const counted = (metric: string): Series => ({
    namespace: 'AWS/ApplicationELB',
    metric,
    dimensions: { LoadBalancer: loadBalancer },
    stat: 'Sum',
  });
  return {
    series: {
      requests: counted('RequestCount'),
      target5xx: counted('HTTPCode_Target_5XX_Count'),
      elb5xx: counted('HTTPCode_ELB_5XX_Count'),
    },
    expressions: [
      ['zero', '0 * requests'],
      ['failed', 'SUM([zero, target5xx, elb5xx])'],
      ['total', 'MAX([requests, failed])'],
      of,
    ],
  };
};

const requestAlarms = (loadBalancer: string, { service, limits }: ServiceAlarms): readonly ServiceAlarm[] => {
  const resource = calledAs(loadBalancer);
  const share = { resource, periodS: 60, noData: 'well' } as const;
  const available = requests(loadBalancer, ['available', '100 * (1 - failed / total)']);
  return [
    {
      ...share,
      kind: 'availability',
      says: `Less than ${limits.availability} % of the requests to ${service} (${resource}) were answered.`,
      of: available,
      below: limits.availability,
      breaching: 3,
      periods: 5,
    },
    // An alarm that stands says nothing when it gets worse: a complete outage is one of its own.
    {
      ...share,
      kind: 'complete-outage',
      says: `Less than ${limits.completeOutage} % of the requests to ${service} (${resource}) were answered.`,
      of: available,
      below: limits.completeOutage,
      breaching: 2,
      periods: 3,
    },
    {
      ...share,
      kind: 'error-rate',
      says: `More than ${limits.errorRate} % of the requests to ${service} (${resource}) failed with 5XX.`,
      of: requests(loadBalancer, ['rate', '100 * failed / total']),
      above: limits.errorRate,
      breaching: 3,
      periods: 5,
    },
    {
      ...share,
      kind: 'response-time',
      says: `The slowest of a hundred requests to ${service} (${resource}) took over ${limits.responseTimeMs / 1000} s.`,
      of: {
        namespace: 'AWS/ApplicationELB',
        metric: 'TargetResponseTime',
        dimensions: { LoadBalancer: loadBalancer },
        stat: 'p99',
      },
      above: limits.responseTimeMs / 1000,
      breaching: 3,
      periods: 5,
    },
  ];
};

/** The most that any node of the load balancer saw: none at all. Where nothing is registered, nothing is told either. */
const noHealthyTarget = (targetGroup: string, loadBalancer: string): ServiceAlarm => ({
  kind: 'no-healthy-target',
  resource: calledAs(targetGroup),
  says: `No target of ${calledAs(targetGroup)} is healthy, or none is registered.`,
  of: {
    namespace: namespaceOf(loadBalancer),
    metric: 'HealthyHostCount',
    dimensions: { TargetGroup: targetGroup, LoadBalancer: loadBalancer },
    stat: 'Maximum',
  },
  below: 1,
  periodS: 60,
  breaching: 2,
  periods: 2,
  noData: 'failing',
});

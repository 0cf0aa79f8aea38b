import { createHash } from 'node:crypto';
import type { AlarmKind } from '../../config/schema/alarms.ts';
import { pascalCase, type Resource, ref, type Value } from '../template.ts';

/** A metric of CloudWatch under a statistic. */
export interface Series {
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, string>>;
  /** `p99` and the like are percentiles. */
  readonly stat: 'Sum' | 'Average' | 'Minimum' | 'Maximum' | 'p99';
}

/** A calculation: the last expression is what is compared. */
export interface Calculation {
  readonly series: Readonly<Record<string, Series>>;
  readonly expressions: readonly (readonly [id: string, expression: string])[];
}

/** An alarm that deploying makes for a service. */
export interface ServiceAlarm {
  readonly kind: AlarmKind;
  /** The resource that it watches, as people call it. */
  readonly resource: string;
  /** Read by the person it wakes. */
  readonly says: string;
  readonly of: Series | Calculation;
  readonly above?: number;
  readonly below?: number;
  readonly periodS: number;
  /** It rings where so many of the last `periods` breach: one odd period is none, and one good one ends nothing. */
  readonly breaching: number;
  readonly periods: number;
  /**
   * What no data means. `well`: nothing was asked of it, so nothing failed. `failing`: it is gone. `unknown`:
   * INSUFFICIENT_DATA, so that an incident is held and no silence ends it.
   */
  readonly noData: 'well' | 'failing' | 'unknown';
}

/** Of an alarm's name: CloudWatch API, `PutMetricAlarm`. */
const LONGEST_NAME = 255;

const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 8);

/**
 * `tocsin-prod/checkout/response-time/checkout-web`. What begins with `tocsin-prod-` is the stack's own, which intake
 * leaves out; by what begins with `tocsin-prod/` it knows the service (domain/signal/made-alarm.ts).
 * @param name `tocsin-<stage>`
 */
export const alarmName = (name: string, service: string, { kind, resource }: ServiceAlarm): string => {
  const whole = `${name}/${service}/${kind}/${resource}`;
  return whole.length <= LONGEST_NAME ? whole : `${whole.slice(0, LONGEST_NAME - 9)}-${digest(whole)}`;
};

/** Names that differ in hyphens alone have ids of their own. */
export const alarmId = (service: string, { kind, resource }: ServiceAlarm): string =>
  `${pascalCase(service)}${pascalCase(kind)}${digest(`${service}/${kind}/${resource}`)}Alarm`;

/** docs/adr/0041 says why it acts, although its events come over EventBridge by themselves. */
export const alarmOf = (name: string, service: string, alarm: ServiceAlarm): Resource => ({
  Type: 'AWS::CloudWatch::Alarm',
  DependsOn: ['AlarmsToIntake'],
  Properties: {
    AlarmName: alarmName(name, service, alarm),
    AlarmDescription: alarm.says,
    ...comparedBy(alarm),
    EvaluationPeriods: alarm.periods,
    DatapointsToAlarm: alarm.breaching,
    ComparisonOperator: alarm.below === undefined ? 'GreaterThanThreshold' : 'LessThanThreshold',
    Threshold: alarm.below ?? alarm.above ?? 0,
    TreatMissingData: missing[alarm.noData],
    AlarmActions: [ref('AlarmsTopic')],
    OKActions: [ref('AlarmsTopic')],
    Tags: [{ Key: 'tocsin:service', Value: service }],
  },
});

const missing = { well: 'notBreaching', failing: 'breaching', unknown: 'missing' } as const;

const comparedBy = ({ of, periodS }: ServiceAlarm): Resource['Properties'] =>
  'metric' in of
    ? {
        ...metricOf(of),
        Period: periodS,
        ...(of.stat === 'p99' ? { ExtendedStatistic: of.stat } : { Statistic: of.stat }),
      }
    : {
        Metrics: [
          ...[...of.expressions]
            .reverse()
            .map(([Id, Expression], n) => ({ Id, Expression, ReturnData: n === 0 })),
          ...Object.entries(of.series).map(([Id, series]) => ({
            Id,
            MetricStat: { Metric: metricOf(series), Stat: series.stat, Period: periodS },
            ReturnData: false,
          })),
        ],
      };

const metricOf = ({ namespace, metric, dimensions }: Series): { readonly [key: string]: Value } => ({
  Namespace: namespace,
  MetricName: metric,
  Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
});

import type { ServiceAlarms } from '../../config/schema/service-alarms.ts';
import type { Series, ServiceAlarm } from './service-alarm.ts';

type Dimensions = Series['dimensions'];

/** What runs a service: instances, containers, functions. docs/requirements.md, Severity. */
export const computeAlarms = (asked: ServiceAlarms): readonly ServiceAlarm[] => [
  ...asked.autoScalingGroups.flatMap((name) => machineAlarms(name, { AutoScalingGroupName: name }, asked)),
  ...asked.instances.flatMap((id) => machineAlarms(id, { InstanceId: id }, asked)),
  ...asked.containerServices.flatMap((name) => containerAlarms(name, asked)),
  ...asked.functions.map((name) => functionErrors(name, asked)),
];

/** EC2 tells its metrics every five minutes, unless detailed monitoring is paid for. */
const FIVE_MINUTES = 300;

/**
 * CPU as EC2 sees it; memory and disk as the CloudWatch agent does, which has to sum them up by these dimensions alone
 * (docs/configuration.md, alarms). A group without instances is not busy; an agent that is silent is not well.
 */
const machineAlarms = (
  resource: string,
  dimensions: Dimensions,
  { limits, hasAgent }: ServiceAlarms,
): readonly ServiceAlarm[] => {
  const busy = (
    kind: 'cpu' | 'memory' | 'disk',
    [namespace, metric]: readonly [string, string],
    limit: number,
    noData: ServiceAlarm['noData'],
  ): ServiceAlarm => ({
    kind,
    resource,
    says: `${wordOf[kind]} of ${resource} in use: over ${limit} % for ten minutes.`,
    // Groups: the average says how loaded they are together. One full disk or memory is enough to fail.
    of: { namespace, metric, dimensions, stat: kind === 'cpu' ? 'Average' : 'Maximum' },
    above: limit,
    periodS: FIVE_MINUTES,
    breaching: 2,
    periods: 3,
    noData,
  });
  return [
    busy('cpu', ['AWS/EC2', 'CPUUtilization'], limits.cpu, 'well'),
    ...(hasAgent
      ? [
          busy('memory', ['CWAgent', 'mem_used_percent'], limits.memory, 'unknown'),
          busy('disk', ['CWAgent', 'disk_used_percent'], limits.disk, 'unknown'),
        ]
      : []),
  ];
};

const wordOf = { cpu: 'CPU', memory: 'Memory', disk: 'Disk' } as const;

const containerAlarms = (name: string, { limits }: ServiceAlarms): readonly ServiceAlarm[] => {
  const [ClusterName = '', ServiceName = ''] = name.split('/');
  const busy = (what: 'cpu' | 'memory', metric: string, limit: number): ServiceAlarm => ({
    kind: `container-${what}`,
    resource: name,
    says: `${wordOf[what]} of the tasks of ${name} in use: over ${limit} %.`,
    of: { namespace: 'AWS/ECS', metric, dimensions: { ClusterName, ServiceName }, stat: 'Average' },
    above: limit,
    periodS: 60,
    breaching: 4,
    periods: 5,
    noData: 'well',
  });
  return [busy('cpu', 'CPUUtilization', limits.cpu), busy('memory', 'MemoryUtilization', limits.memory)];
};

const functionErrors = (name: string, { limits }: ServiceAlarms): ServiceAlarm => {
  const counted = (metric: string): Series => ({
    namespace: 'AWS/Lambda',
    metric,
    dimensions: { FunctionName: name },
    stat: 'Sum',
  });
  return {
    kind: 'function-errors',
    resource: name,
    says: `More than ${limits.errorRate} % of the calls of the function ${name} failed.`,
    of: {
      series: { errors: counted('Errors'), invocations: counted('Invocations') },
      expressions: [['rate', '100 * errors / invocations']],
    },
    above: limits.errorRate,
    periodS: 60,
    breaching: 3,
    periods: 5,
    noData: 'well',
  };
};

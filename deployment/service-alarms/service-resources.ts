import type { ServiceAlarms } from '../../config/schema/service-alarms.ts';
import type { Resource, Resources } from '../template.ts';
import { computeAlarms } from './compute-alarms.ts';
import { dashboardId, dashboardOf } from './dashboard.ts';
import { databaseAlarms } from './database-alarms.ts';
import { loadBalancerAlarms } from './load-balancer-alarms.ts';
import { alarmId, alarmOf, type ServiceAlarm } from './service-alarm.ts';

/** The alarms of a service: the documents' thresholds, for each of its resources that has the metric. */
const alarmsOf = (asked: ServiceAlarms): readonly ServiceAlarm[] =>
  [...loadBalancerAlarms(asked), ...computeAlarms(asked), ...databaseAlarms(asked)].filter(
    ({ kind }) => !asked.without.includes(kind),
  );

/**
 * Alarms and a dashboard for each service of tocsin.yml that asks for them. They are the stack's by name and deletion;
 * alarms that somebody else made stay as they are.
 * @param name what alarm names begin with: `tocsin-<stage>`
 */
export const serviceResources = (name: string, services: readonly ServiceAlarms[]): Resources => {
  const made = services.flatMap((asked): readonly (readonly [string, Resource])[] => {
    const { service, hasDashboard } = asked;
    const alarms = alarmsOf(asked);
    return [
      ...alarms.map((alarm) => [alarmId(service, alarm), alarmOf(name, service, alarm)] as const),
      ...(hasDashboard && alarms.length > 0
        ? [[dashboardId(service), dashboardOf(name, service, alarms)] as const]
        : []),
    ];
  });
  return Object.fromEntries(made);
};

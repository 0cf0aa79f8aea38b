import type { Check } from './check.ts';
import { alarmMetric } from './checks/alarm-metric.ts';
import { awsEvents } from './checks/aws-events.ts';
import { containerService } from './checks/container-service.ts';
import { database } from './checks/database.ts';
import { databaseLoad } from './checks/database-load.ts';
import { healthUrl } from './checks/health-url.ts';
import { loadBalancer } from './checks/load-balancer.ts';
import { logErrors } from './checks/log-errors.ts';
import { deploymentGroup, pipeline } from './checks/pipeline.ts';
import { scalingGroup } from './checks/scaling-group.ts';
import { serviceGraph } from './checks/service-graph.ts';
import { targetHealth } from './checks/target-health.ts';
import type { CheckName } from './looks.ts';

/** Everything that triage looks at: a check without a row does not compile. */
export const checks = {
  'health-url': healthUrl,
  'target-health': targetHealth,
  'load-balancer': loadBalancer,
  'scaling-group': scalingGroup,
  'container-service': containerService,
  pipeline,
  'deployment-group': deploymentGroup,
  database,
  'database-load': databaseLoad,
  'alarm-metric': alarmMetric,
  'service-graph': serviceGraph,
  'log-errors': logErrors,
  'aws-events': awsEvents,
} as const satisfies { readonly [K in CheckName]: Check<K> };

import type { Check } from './check.ts';
import { alarmMetric } from './checks/alarm-metric.ts';
import { awsEvents } from './checks/aws-events.ts';
import { containerService } from './checks/container-service.ts';
import { database } from './checks/database.ts';
import { databaseLoad } from './checks/database-load.ts';
import { finding } from './checks/finding.ts';
import { lambdaFunction } from './checks/function.ts';
import { healthUrl } from './checks/health-url.ts';
import { instanceStatus } from './checks/instance-status.ts';
import { launchTemplate } from './checks/launch-template.ts';
import { loadBalancer } from './checks/load-balancer.ts';
import { logErrors } from './checks/log-errors.ts';
import { flowLogs, trails } from './checks/logging.ts';
import { deploymentGroup, pipeline } from './checks/pipeline.ts';
import { principalActivity } from './checks/principal-activity.ts';
import { quotas } from './checks/quotas.ts';
import { scalingGroup } from './checks/scaling-group.ts';
import { scalingPolicies } from './checks/scaling-policies.ts';
import { serviceGraph } from './checks/service-graph.ts';
import { targetHealth } from './checks/target-health.ts';
import type { CheckName } from './looks.ts';

/** Everything that triage looks at: a check without a row does not compile. */
export const checks = {
  'health-url': healthUrl,
  'target-health': targetHealth,
  'load-balancer': loadBalancer,
  'scaling-group': scalingGroup,
  'scaling-policies': scalingPolicies,
  'launch-template': launchTemplate,
  quotas,
  'container-service': containerService,
  'instance-status': instanceStatus,
  function: lambdaFunction,
  pipeline,
  'deployment-group': deploymentGroup,
  database,
  'database-load': databaseLoad,
  'alarm-metric': alarmMetric,
  'service-graph': serviceGraph,
  'log-errors': logErrors,
  finding,
  'principal-activity': principalActivity,
  trails,
  'flow-logs': flowLogs,
  'aws-events': awsEvents,
} as const satisfies { readonly [K in CheckName]: Check<K> };

import { autoScalingRules, loadRules, scalingFailureRules } from './auto-scaling.ts';
import { dataLossRule } from './data-loss.ts';
import { databaseRules, weakDatabaseRules } from './database.ts';
import { errorRules } from './errors.ts';
import { findingRules } from './findings.ts';
import { knownMetricRules } from './known-metric.ts';
import { notificationRules } from './notifications.ts';
import { otherSourceRules } from './other-sources.ts';
import { outageRules, weakOutageRules } from './outage.ts';
import { idleRules, resourceRules } from './resources.ts';
import { responseTimeRules } from './response-time.ts';
import type { BuiltInRule } from './rule.ts';
import { scalerRules, scalingHintRules } from './scalers.ts';
import { securityRules } from './security.ts';

/**
 * The first rule that answers decides. Alarms that steer scaling and idle resources come first, so that nothing takes
 * them for a failure; then the gravest and surest, names alone last. A rule that reads a name is silent where the table
 * knows what the metric means. docs/rules.md lists them beside the documents' symptoms and triggers.
 */
export const builtInRules: readonly BuiltInRule[] = [
  ...scalerRules,
  ...idleRules,
  ...scalingFailureRules,
  dataLossRule,
  ...scalingHintRules,
  ...findingRules,
  ...otherSourceRules,
  ...notificationRules,
  ...outageRules,
  ...securityRules,
  ...autoScalingRules,
  ...databaseRules,
  ...loadRules,
  ...errorRules,
  ...responseTimeRules,
  ...resourceRules,
  ...weakDatabaseRules,
  ...weakOutageRules,
  ...knownMetricRules,
];

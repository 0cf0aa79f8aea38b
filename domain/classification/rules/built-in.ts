import { autoScalingRules, loadRules } from './auto-scaling.ts';
import { dataLossRule } from './data-loss.ts';
import { databaseRules, weakDatabaseRules } from './database.ts';
import { errorRules } from './errors.ts';
import { findingRules } from './findings.ts';
import { notificationRules } from './notifications.ts';
import { otherSourceRules } from './other-sources.ts';
import { outageRules, weakOutageRules } from './outage.ts';
import { resourceRules } from './resources.ts';
import { responseTimeRules } from './response-time.ts';
import type { BuiltInRule } from './rule.ts';
import { securityRules } from './security.ts';

/**
 * The first rule that answers decides. The gravest and surest come first, names alone last. docs/rules.md lists them
 * beside the documents' symptoms and triggers.
 */
export const builtInRules: readonly BuiltInRule[] = [
  dataLossRule,
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
];

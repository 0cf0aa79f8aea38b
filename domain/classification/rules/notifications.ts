import type { BuiltInRule } from './rule.ts';
import { factText, type View } from './view.ts';

const isNotification = (view: View): boolean => view.signal.kind === 'notification';

/**
 * Elastic Beanstalk calls an environment Severe when a very high number of its requests fail: a partial outage, SEV2.
 * Elastic Beanstalk Developer Guide, "Health colors and statuses". Scenario 1, Symptoms.
 */
const environmentSevere: BuiltInRule = {
  name: 'environment-severe',
  judge: (view) =>
    isNotification(view) && factText(view, 'health') === 'severe'
      ? { severity: 'SEV2', scenario: 'outage', reason: 'Elastic Beanstalk: the environment is Severe' }
      : undefined,
};

/**
 * What another AWS service reports of one of its resources, such as a Lambda invocation that failed for good: a feature
 * fails, SEV3 unless the team says otherwise. Emergency Response Procedures, "SEVERITY 3 - Medium".
 */
const serviceReport: BuiltInRule = {
  name: 'service-report',
  judge: (view) => {
    if (!isNotification(view)) return undefined;
    const service = factText(view, 'service') || 'notification';
    const reason = `${service}: ${factText(view, 'said') || view.signal.name}`;
    return { severity: view.configuration.defaultSeverity, scenario: 'generic', reason };
  },
};

export const notificationRules: readonly BuiltInRule[] = [environmentSevere, serviceReport];

import { shownIn } from '../../kernel/unit.ts';
import type { BuiltInRule } from './rule.ts';
import { isAlarm } from './view.ts';

/**
 * A metric of AWS, or one whose unit is known, that no document limits: the default severity, and the value with its
 * unit, so that whoever is woken reads more than a name. docs/requirements.md, Severity (unknown alarm).
 */
const knownMetric: BuiltInRule = {
  name: 'metric-without-limit',
  judge: (view) => {
    const { measured, transition } = view;
    if (!isAlarm(view) || measured === undefined || transition.value === undefined) return undefined;
    if (measured.unit === undefined && measured.meaning === undefined) return undefined;
    return {
      severity: view.configuration.defaultSeverity,
      scenario: 'generic',
      reason: `${measured.metric.name} is ${shownIn(transition.value, measured.unit)}`,
    };
  },
};

/** After every rule that knows a limit or reads a name. */
export const knownMetricRules: readonly BuiltInRule[] = [knownMetric];

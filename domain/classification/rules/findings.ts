import { shownNumber } from '../../kernel/unit.ts';
import type { BuiltInRule } from './rule.ts';
import { factNumber, factText, type View } from './view.ts';

const isFinding = (view: View): boolean => view.signal.kind === 'finding';

const typeOf = (view: View): string => factText(view, 'findingType') || view.signal.name;

/** GuardDuty ≥ 9.0: SEV1. docs/requirements.md, Severity; the scale is in the GuardDuty User Guide, "Severity levels". */
const findingCritical: BuiltInRule = {
  name: 'finding-critical',
  judge: (view) => {
    const severity = factNumber(view, 'findingSeverity');
    if (!isFinding(view) || severity === undefined || severity < 9) return undefined;
    return {
      severity: 'SEV1',
      scenario: 'security',
      reason: `${typeOf(view)}, severity ${shownNumber(severity)} of 10`,
    };
  },
};

/** GuardDuty ≥ 7.0: SEV2. docs/requirements.md, Severity. */
const findingHigh: BuiltInRule = {
  name: 'finding-high',
  judge: (view) => {
    const severity = factNumber(view, 'findingSeverity');
    if (!isFinding(view) || severity === undefined || severity < 7) return undefined;
    return {
      severity: 'SEV2',
      scenario: 'security',
      reason: `${typeOf(view)}, severity ${shownNumber(severity)} of 10`,
    };
  },
};

/** GuardDuty ≥ 4.0: SEV3, below: SEV4. docs/requirements.md, Severity. */
const findingMediumOrLow: BuiltInRule = {
  name: 'finding-medium-or-low',
  judge: (view) => {
    const severity = factNumber(view, 'findingSeverity');
    if (!isFinding(view) || severity === undefined) return undefined;
    const reason = `${typeOf(view)}, severity ${shownNumber(severity)} of 10`;
    return { severity: severity >= 4 ? 'SEV3' : 'SEV4', scenario: 'security', reason };
  },
};

const severityOfLabel = {
  CRITICAL: 'SEV1',
  HIGH: 'SEV2',
  MEDIUM: 'SEV3',
  LOW: 'SEV4',
  INFORMATIONAL: 'SEV4',
} as const;

/**
 * Security Hub's labels, in the steps of GuardDuty's numbers. A failed control tells posture, not a breach: at most
 * SEV3. docs/requirements.md, Severity ("attempts are symptoms, not a breach").
 */
const findingLabelled: BuiltInRule = {
  name: 'finding-labelled',
  judge: (view) => {
    const label = factText(view, 'severityLabel').toUpperCase();
    if (!isFinding(view) || !Object.hasOwn(severityOfLabel, label)) return undefined;
    const severity = severityOfLabel[label as keyof typeof severityOfLabel];
    const isControl = factText(view, 'compliance') !== '';
    const reason = `${typeOf(view)}, labelled ${label}`;
    if (!isControl || severity > 'SEV3') return { severity, scenario: 'security', reason };
    return { severity: 'SEV3', scenario: 'security', reason: `${reason}, of a control check` };
  },
};

/** A finding without severity: SEV3 (when in doubt, page). "Security alert triggers", scenario 3, Symptoms. */
const findingUngraded: BuiltInRule = {
  name: 'finding-ungraded',
  judge: (view) =>
    isFinding(view)
      ? { severity: 'SEV3', scenario: 'security', reason: `${typeOf(view)}, without a severity` }
      : undefined,
};

export const findingRules: readonly BuiltInRule[] = [
  findingCritical,
  findingHigh,
  findingMediumOrLow,
  findingLabelled,
  findingUngraded,
];

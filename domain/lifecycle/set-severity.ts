import { fireAtOnce } from '../escalation/fire-for-signals.ts';
import { addEntry, announce, change, type Draft, turn } from '../incident/draft.ts';
import { isWorse, type Severity } from '../kernel/severity.ts';

/** Sets the severity, and tells the clocks where it rises. docs/requirements.md, Clocks. */
export const setSeverity = (
  draft: Draft,
  severity: Severity,
  reason: string,
  why: string,
  by?: string,
): void => {
  const { incident } = draft;
  change(draft, { severity });
  addEntry(draft, 'severity-changed', `${incident.severity} → ${severity}: ${why}`, {
    reason,
    by,
  });
  announce(draft, 'incident.severity-changed', by, reason);
  if (!isWorse(severity, incident.severity)) return;
  turn(draft, 'risen');
  fireAtOnce(draft);
};

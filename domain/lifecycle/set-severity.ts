import { policyFor, startEpisode } from '../escalation/rungs.ts';
import { announce, change, type Draft, tell } from '../incident/draft.ts';
import { isWorse, type Severity } from '../kernel/severity.ts';
import { fireAtOnce } from './open.ts';

/** Sets the severity; a risen one pages anew by its own policy. docs/requirements.md, Clocks. */
export const setSeverity = (
  draft: Draft,
  severity: Severity,
  reason: string,
  why: string,
  by?: string,
): void => {
  const { incident, context } = draft;
  const rises = isWorse(severity, incident.severity);
  change(draft, { severity });
  tell(draft, 'severity-changed', `${incident.severity} → ${severity}: ${why}`, {
    reason,
    ...(by === undefined ? {} : { by }),
  });
  announce(draft, 'incident.severity-changed', by, reason);
  if (!rises) return;
  startEpisode(draft, 'severity-risen', {
    policy: policyFor(context.configuration, incident.service, severity),
  });
  fireAtOnce(draft);
};

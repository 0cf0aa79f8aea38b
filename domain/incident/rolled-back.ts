import { type Incident, SYSTEM } from './incident.ts';

/** The built-in rule that decides about a deployment that failed. */
const RULE = 'deployment-failed';

/**
 * Whether the incident is over because a later deployment of the same went well, mostly the rollback: the service runs, and
 * what was to be delivered may not be. It says so instead of only that all is clear. docs/requirements.md, Auto-resolve.
 */
export const isRolledBack = (incident: Incident): boolean => {
  const isClear = incident.clearSinceMs !== undefined || incident.resolvedBy === SYSTEM;
  return incident.classification.rule === RULE && isClear && incident.clearedBy !== 'expiry';
};

/** What to say then. */
export const ROLLED_BACK = 'The deployment that failed was rolled back, or replaced by one that succeeded';

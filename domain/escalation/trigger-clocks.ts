import { type Clock, unaffected } from '../clocks/clock.ts';
import { type Incident, isOpen } from '../incident/incident.ts';
import type { Statement } from '../incident/said.ts';
import type { Configuration } from '../kernel/configuration.ts';
import type { Trigger } from '../kernel/trigger.ts';
import { fire } from './triggers.ts';

/** A trigger that fires by the clock, once an incident, acknowledged or not. */
const triggerClock = (
  trigger: Trigger,
  dueAtMs: (incident: Incident, clocks: Configuration['clocks']) => number | undefined,
): Clock => ({
  name: trigger,
  dueAtMs: (incident, { clocks }) =>
    isOpen(incident) && incident.triggers[trigger] === undefined ? dueAtMs(incident, clocks) : undefined,
  needs: [],
  run: (draft) => fire(draft, trigger),
  on: unaffected,
});

const isStated = (incident: Incident, statement: Statement): boolean =>
  incident.said.statements?.some((stated) => stated.statement === statement) ?? false;

/**
 * The triggers that fire by the clock. At 30 minutes they page in the order of docs/requirements.md: commander,
 * experts, management.
 */
export const triggerClocks = {
  /** "Unknown root cause after 15 min": a person said so, and nobody has named the cause since. */
  unknownCause: triggerClock('unknown-cause', (incident, { milestonesMs }) =>
    incident.said.rootCause === undefined && isStated(incident, 'root-cause-unknown')
      ? incident.openedAtMs + milestonesMs.triaged
      : undefined,
  ),
  /** "Database unavailable for > 10 minutes": counted from the opening, unless a person takes it back. */
  databaseUnavailable: triggerClock('database-unavailable', (incident, clocks) =>
    isStated(incident, 'database-unavailable')
      ? incident.openedAtMs + clocks.databaseUnavailableMs
      : undefined,
  ),
  /** A verified mitigation stops this one. docs/requirements.md, Clocks. */
  notRestored: triggerClock('not-restored', (incident, clocks) =>
    incident.status === 'mitigated' ? undefined : incident.openedAtMs + clocks.noResolutionMs,
  ),
  /** Only a resolution stops this one. docs/requirements.md, Clocks. */
  noResolution: triggerClock(
    'no-resolution',
    (incident, clocks) => incident.openedAtMs + clocks.noResolutionMs,
  ),
} as const;

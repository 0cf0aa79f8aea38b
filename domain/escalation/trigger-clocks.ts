import { type Clock, unaffected } from '../clocks/clock.ts';
import { type Incident, isOpen } from '../incident/incident.ts';
import type { Statement } from '../incident/said.ts';
import type { Configuration } from '../kernel/configuration.ts';
import type { Trigger } from '../kernel/trigger.ts';
import { outsideQuietHours, responseStartMs } from '../notice/held-back.ts';
import { fire } from './triggers.ts';

/**
 * A trigger that fires by the clock, once an incident, acknowledged or not: `afterMs` from the start of the response
 * clock, undefined while it does not run. Quiet hours hold it back. docs/requirements.md, Quiet hours.
 */
const triggerClock = (
  trigger: Trigger,
  afterMs: (incident: Incident, clocks: Configuration['clocks']) => number | undefined,
): Clock => ({
  name: trigger,
  dueAtMs: (incident, { clocks }) => {
    if (!isOpen(incident) || incident.triggers[trigger] !== undefined) return undefined;
    const waitMs = afterMs(incident, clocks);
    return waitMs === undefined ? undefined : outsideQuietHours(incident, responseStartMs(incident) + waitMs);
  },
  needs: [],
  run: (draft) => fire(draft, trigger),
  on: unaffected,
});

const isStated = (incident: Incident, statement: Statement): boolean =>
  incident.said.statements?.some((stated) => stated.statement === statement) ?? false;

/** Triage has looked at something, and no rule explains it. What has recovered shows no cause any more: nobody is woken. */
const triageFoundNone = ({ scenario, status, triage }: Incident): boolean =>
  scenario === 'outage' &&
  status === 'investigating' &&
  triage?.hasLooked === true &&
  triage.cause === undefined;

/** `afterMs` after `sinceMs`, as a time from the start of the response clock. */
const sinceResponse = (
  incident: Incident,
  sinceMs: number | undefined,
  afterMs: number,
): number | undefined =>
  sinceMs === undefined ? undefined : Math.max(0, sinceMs + afterMs - responseStartMs(incident));

/**
 * The triggers that fire by the clock. At 30 minutes they page in the order of docs/requirements.md: commander,
 * experts, management.
 */
export const triggerClocks = {
  /**
   * "Unknown root cause after 15 min", a trigger of outages: a person said so, or triage has looked and found none, and
   * nobody has named the cause since.
   */
  unknownCause: triggerClock('unknown-cause', (incident, { milestonesMs }) =>
    incident.said.rootCause === undefined &&
    (isStated(incident, 'root-cause-unknown') || triageFoundNone(incident))
      ? milestonesMs.triaged
      : undefined,
  ),
  /** "Database unavailable for > 10 minutes": counted from the opening where a person said so, or since triage saw it. */
  databaseUnavailable: triggerClock('database-unavailable', (incident, clocks) =>
    isStated(incident, 'database-unavailable')
      ? clocks.databaseUnavailableMs
      : sinceResponse(incident, incident.triage?.databaseDownSinceMs, clocks.databaseUnavailableMs),
  ),
  /** A verified mitigation stops this one. docs/requirements.md, Clocks. */
  notRestored: triggerClock('not-restored', (incident, clocks) =>
    incident.status === 'mitigated' ? undefined : clocks.noResolutionMs,
  ),
  /** Only a resolution stops this one. docs/requirements.md, Clocks. */
  noResolution: triggerClock('no-resolution', (_incident, clocks) => clocks.noResolutionMs),
} as const;

import { milestonesOf } from '../clocks/milestones.ts';
import { type Incident, isOpen } from '../incident/incident.ts';
import type { Configuration } from '../kernel/configuration.ts';

export type DeadlineName =
  | 'rung'
  | 'no-resolution'
  | 'not-restored'
  | 'unknown-cause'
  | 'database-unavailable'
  | 'status-update'
  | 'stakeholders'
  | 'milestone'
  | 'clear-hold'
  | 'auto-resolve'
  | 'recheck'
  | 'expiry'
  | 'retry-decision';

/** A moment at which the incident must be looked at. */
export interface Deadline {
  readonly name: DeadlineName;
  /** Epoch milliseconds. */
  readonly atMs: number;
}

/** Everything that this incident waits for. A failing decision waits for its retry alone. */
export const deadlinesOf = (incident: Incident, configuration: Configuration): readonly Deadline[] => {
  if (incident.failing) return [{ name: 'retry-decision', atMs: incident.failing.retryAtMs }];
  const optional = isOpen(incident) ? openDeadlines(incident, configuration) : resolvedDeadlines(incident);
  const milestone = incident.status === 'closed' ? undefined : nextMilestone(incident, configuration);
  const all: readonly Optional[] = [...optional, ['milestone', milestone]];
  return all.flatMap(([name, atMs]) => (atMs === undefined ? [] : [{ name, atMs }]));
};

export const nextDeadline = (incident: Incident, configuration: Configuration): Deadline | undefined =>
  deadlinesOf(incident, configuration).reduce<Deadline | undefined>(
    (first, deadline) => (first === undefined || deadline.atMs < first.atMs ? deadline : first),
    undefined,
  );

type Optional = readonly [DeadlineName, number | undefined];

const openDeadlines = (incident: Incident, { clocks }: Configuration): readonly Optional[] => {
  const { openedAtMs, triggers, updates, clearSinceMs } = incident;
  const unless = (done: unknown, atMs: number) => (done ? undefined : atMs);
  const hold = clearSinceMs === undefined ? undefined : clearSinceMs + clocks.clearHoldMs;
  return [
    ['rung', incident.escalation.nextAtMs],
    ['no-resolution', unless(triggers['no-resolution'], openedAtMs + clocks.noResolutionMs)],
    [
      'not-restored',
      unless(triggers['not-restored'] || incident.status === 'mitigated', openedAtMs + clocks.noResolutionMs),
    ],
    ['unknown-cause', unknownCauseAt(incident, clocks.milestonesMs.triaged)],
    ['database-unavailable', databaseUnavailableAt(incident, clocks.databaseUnavailableMs)],
    ['status-update', updates.nextAtMs],
    ['stakeholders', unless(incident.stakeholdersNoticeAtMs, openedAtMs + clocks.stakeholdersMs)],
    ['clear-hold', incident.status === 'investigating' ? hold : undefined],
    ['auto-resolve', autoResolveAt(incident, clocks.clearHoldMs, clocks.autoResolveMs)],
    ['expiry', incident.expiryCheckAtMs],
  ];
};

/** Closed too: alarms that a person resolved while they stood are looked at again, whatever was done since. */
const resolvedDeadlines = (incident: Incident): readonly Optional[] => [['recheck', incident.recheckAtMs]];

/** SEV1 and security incidents stay mitigated until a person resolves them. docs/requirements.md, Auto-resolve. */
export const resolvesByItself = (incident: Incident): boolean =>
  incident.severity !== 'SEV1' && incident.scenario !== 'security';

const autoResolveAt = (incident: Incident, holdMs: number, autoResolveMs: number): number | undefined => {
  const { clearSinceMs, mitigatedAtMs, status } = incident;
  if (status !== 'mitigated' || clearSinceMs === undefined || !resolvesByItself(incident)) return undefined;
  return Math.max(clearSinceMs + holdMs, mitigatedAtMs ?? 0) + autoResolveMs;
};

const stated = (incident: Incident, statement: string): boolean =>
  incident.said.statements?.some((said) => said.statement === statement) ?? false;

/** "Unknown root cause after 15 min": a person said so, and nobody has named it since. */
const unknownCauseAt = (incident: Incident, afterMs: number): number | undefined => {
  if (incident.triggers['unknown-cause'] || incident.said.rootCause !== undefined) return undefined;
  return stated(incident, 'root-cause-unknown') ? incident.openedAtMs + afterMs : undefined;
};

/** "Database unavailable for > 10 minutes": counted from the opening, unless a person takes it back. */
const databaseUnavailableAt = (incident: Incident, afterMs: number): number | undefined => {
  if (incident.triggers['database-unavailable']) return undefined;
  return stated(incident, 'database-unavailable') ? incident.openedAtMs + afterMs : undefined;
};

const nextMilestone = (incident: Incident, { clocks }: Configuration): number | undefined => {
  const pending = milestonesOf(incident, clocks, 0).filter(
    ({ name }) => incident.milestones[name] === undefined,
  );
  const times = pending.map((milestone) => milestone.dueAtMs);
  return times.length === 0 ? undefined : Math.min(...times);
};

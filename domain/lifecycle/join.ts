import { startEpisode } from '../escalation/rungs.ts';
import { announce, type Context, change, type Draft, startDraft, tell } from '../incident/draft.ts';
import { type Incident, MAX_COMPONENTS } from '../incident/incident.ts';
import { isWorse } from '../kernel/severity.ts';
import type { Arrival } from '../signal/arrival.ts';
import { componentsOf, fireAtOnce, fireForSignals, oweSignals, worstOf } from './open.ts';
import { setSeverity } from './set-severity.ts';

/**
 * What alarms change in the open incident that they have joined; `changed` stays false where they change nothing, and
 * then nothing is committed. Alarm items and signals are already written.
 */
export const joinIncident = (incident: Incident, arrivals: readonly Arrival[], context: Context): Draft => {
  const draft = startDraft(incident, context);
  takeBackClearing(draft, arrivals);
  joinParts(draft, arrivals);
  watchExpiry(draft, arrivals);
  return draft;
};

/** An alarm came back within the reopen window: the same incident, another episode. docs/architecture.md, Opening (d). */
export const reopenIncident = (incident: Incident, arrivals: readonly Arrival[], context: Context): Draft => {
  const draft = startDraft(incident, context);
  const byPerson = incident.resolvedBy !== undefined && incident.resolvedBy !== 'tocsin';
  const names = arrivals.map(({ record }) => record.name).slice(0, 3);
  reopen(
    draft,
    byPerson ? 'resolved-while-alarming' : 'alarm-within-reopen-window',
    `Reopened: ${names.join(', ')}`,
  );
  oweSignals(draft, arrivals);
  const firstRungAtMs = byPerson ? context.nowMs : dampedStart(incident, context);
  startEpisode(draft, 'reopened', { firstRungAtMs });
  joinParts(draft, arrivals);
  return draft;
};

/** Sets an incident back to investigating, whoever asked. */
export const reopen = (draft: Draft, reason: string, text: string, by?: string): void => {
  const { incident, context } = draft;
  const { clocks } = context.configuration;
  change(draft, {
    status: 'investigating',
    mitigatedAtMs: undefined,
    mitigatedBy: undefined,
    resolvedAtMs: undefined,
    resolvedBy: undefined,
    clearSinceMs: undefined,
    recheckAtMs: undefined,
    flaps: incident.flaps + 1,
    updates: { ...incident.updates, nextAtMs: context.nowMs + clocks.updateEveryMs },
  });
  tell(draft, 'reopened', text, { reason, ...(by === undefined ? {} : { by }) });
  announce(draft, 'incident.reopened', by, reason);
};

/** An incident that keeps coming back by itself pages no sooner than the damping allows; never not at all. */
const dampedStart = (incident: Incident, { nowMs, configuration }: Context): number =>
  Math.max(nowMs, incident.episode.startedAtMs + configuration.clocks.episodeDampingMs);

const joinParts = (draft: Draft, arrivals: readonly Arrival[]): void => {
  const episodeBefore = draft.incident.episode.number;
  raiseSeverity(draft, arrivals);
  addComponents(draft, arrivals);
  fireForSignals(draft, arrivals);
  if (draft.incident.episode.number === episodeBefore) startEpisodeForNewAlarm(draft, arrivals);
};

/** An ALARM that meets `clearSince` must commit a change, else the resolution under way would not see it. */
const takeBackClearing = (draft: Draft, arrivals: readonly Arrival[]): void => {
  const before = draft.incident;
  const { status, clearSinceMs, flaps } = before;
  const names = arrivals
    .map(({ record }) => record.name)
    .slice(0, 3)
    .join(', ');
  if (clearSinceMs !== undefined) change(draft, { clearSinceMs: undefined, flaps: flaps + 1 });
  if (status === 'mitigated' && arrivals.some((arrival) => isNews(before, arrival))) {
    change(draft, { status: 'investigating', mitigatedAtMs: undefined, mitigatedBy: undefined });
    tell(draft, 'investigating', `Investigating again: ${names}`, { reason: 'alarm-after-mitigation' });
  } else if (clearSinceMs !== undefined)
    tell(draft, 'investigating', `Not clear after all: ${names}`, { reason: 'alarm-while-clearing' });
};

/**
 * Where all was clear, whatever stands is news; else a redelivered copy of what stood before the mitigation is none,
 * unless its first try came after that and ended before its decision.
 */
const isNews = (incident: Incident, { transition, known, repeated, metMitigationAtMs }: Arrival): boolean =>
  incident.clearSinceMs !== undefined ||
  !(known || repeated) ||
  transition.atMs > (incident.mitigatedAtMs ?? 0) ||
  (metMitigationAtMs !== undefined && metMitigationAtMs === incident.mitigatedAtMs);

const raiseSeverity = (draft: Draft, arrivals: readonly Arrival[]): void => {
  const { incident } = draft;
  const { classification } = worstOf(arrivals);
  if (isWorse(classification.severity, incident.severity)) {
    change(draft, {
      scenario: incident.scenario === 'security' ? 'security' : classification.scenario,
      classification: { rule: classification.rule, reason: classification.reason },
    });
    setSeverity(draft, classification.severity, classification.rule, classification.reason);
  } else if (incident.scenario === 'generic' && classification.scenario !== 'generic') {
    change(draft, { scenario: classification.scenario });
    tell(draft, 'scenario-changed', `Scenario: ${classification.scenario} (${classification.reason})`, {
      reason: classification.rule,
    });
    fireAtOnce(draft);
  }
};

const addComponents = (draft: Draft, arrivals: readonly Arrival[]): void => {
  const { components } = draft.incident;
  const fresh = componentsOf(arrivals).filter((name) => !components.includes(name));
  if (fresh.length === 0 || components.length >= MAX_COMPONENTS) return;
  change(draft, { components: [...components, ...fresh].slice(0, MAX_COMPONENTS) });
  tell(draft, 'joined', `Joined by ${fresh.slice(0, 3).join(', ')}`, { reason: 'new-component' });
};

/**
 * "A new alarm more than 15 minutes after the acknowledgement starts another." docs/architecture.md, Episodes. One whose first try
 * crashed is new still; a late copy of one that the acknowledgement covers is not.
 */
const startEpisodeForNewAlarm = (draft: Draft, arrivals: readonly Arrival[]): void => {
  const { episode } = draft.incident;
  const { nowMs, configuration } = draft.context;
  const { acknowledgedAtMs } = episode;
  if (acknowledgedAtMs === undefined) return;
  if (nowMs - acknowledgedAtMs <= configuration.clocks.newEpisodeAfterAckMs) return;
  const isCovered = ({ repeated, transition }: Arrival) => repeated && transition.atMs <= acknowledgedAtMs;
  const fresh = arrivals.find((arrival) => !arrival.known && !isCovered(arrival));
  if (fresh === undefined) return;
  tell(draft, 'joined', `New alarm: ${fresh.record.name}`, { reason: 'new-alarm-after-acknowledgement' });
  startEpisode(draft, 'new-alarm-after-acknowledgement');
};

const watchExpiry = (draft: Draft, arrivals: readonly Arrival[]): void => {
  const expiries = arrivals.flatMap(({ record }) =>
    record.expiresAtMs === undefined ? [] : [record.expiresAtMs],
  );
  const { expiryCheckAtMs = Number.POSITIVE_INFINITY } = draft.incident;
  if (Math.min(...expiries) < expiryCheckAtMs) change(draft, { expiryCheckAtMs: Math.min(...expiries) });
};

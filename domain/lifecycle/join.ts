import { expectExpiry } from '../clocks/expiry-check.ts';
import { startEpisode } from '../escalation/episodes.ts';
import { fireAtOnce, fireForSignals } from '../escalation/fire-for-signals.ts';
import { addEntry, type Context, change, type Draft, startDraft, turn } from '../incident/draft.ts';
import { type Incident, MAX_COMPONENTS } from '../incident/incident.ts';
import { isWorse } from '../kernel/severity.ts';
import type { Arrival } from '../signal/arrival.ts';
import { tellOfAlarm } from './alarm-facts.ts';
import { investigating, sawStanding } from './clear.ts';
import { componentsOf, expiriesOf, namedAmong, worstOf } from './open.ts';
import { setSeverity } from './set-severity.ts';

/**
 * What alarms change in the open incident that they have joined. Where they change nothing, `changed` stays false and
 * nothing is committed. Alarm items and signals are already written.
 */
export const joinIncident = (incident: Incident, arrivals: readonly Arrival[], context: Context): Draft => {
  const draft = startDraft(incident, context);
  takeBackClearing(draft, arrivals);
  joinParts(draft, arrivals);
  startEpisodeForNewAlarm(draft, incident, arrivals);
  if (incident.clearSinceMs !== undefined) turn(draft, 'recurred');
  expectExpiry(draft, expiriesOf(arrivals));
  return draft;
};

/** Takes over severity, components and triggers of new alarms. */
export const joinParts = (draft: Draft, arrivals: readonly Arrival[]): void => {
  raiseSeverity(draft, arrivals);
  addComponents(draft, arrivals);
  nameService(draft, arrivals);
  fireForSignals(draft, arrivals);
};

/** An ALARM that meets `clearSince` must commit a change: otherwise a resolution under way would not notice it. */
const takeBackClearing = (draft: Draft, arrivals: readonly Arrival[]): void => {
  const before = draft.incident;
  const { status, clearSinceMs, keptOpenSinceMs, flaps } = before;
  const names = arrivals
    .map(({ record }) => record.name)
    .slice(0, 3)
    .join(', ');
  // What stands now may clear, and the incident with it. A redelivered alarm from before may be over already.
  const isNewSince = ({ transition, known, repeated }: Arrival) =>
    !(known || repeated) || transition.atMs > (keptOpenSinceMs ?? 0);
  if (keptOpenSinceMs !== undefined && arrivals.some(isNewSince))
    change(draft, { keptOpenSinceMs: undefined });
  if (clearSinceMs !== undefined) {
    change(draft, { clearSinceMs: undefined, flaps: flaps + 1 });
    sawStanding(draft, arrivals.length);
  }
  if (status === 'mitigated' && arrivals.some((arrival) => isNews(before, arrival))) {
    change(draft, investigating);
    addEntry(draft, 'investigating', `Investigating again: ${names}`, { reason: 'alarm-after-mitigation' });
  } else if (clearSinceMs !== undefined)
    addEntry(draft, 'investigating', `Not clear after all: ${names}`, { reason: 'alarm-while-clearing' });
};

/**
 * Whether an alarm takes the mitigation back. While all is clear, every alarm does. Otherwise a redelivered alarm
 * from before the mitigation does not, unless its first try met this mitigation and ended before its decision.
 */
const isNews = (incident: Incident, { transition, known, repeated, metMitigationAtMs }: Arrival): boolean =>
  incident.clearSinceMs !== undefined ||
  !(known || repeated) ||
  transition.atMs > (incident.mitigatedAtMs ?? 0) ||
  (metMitigationAtMs !== undefined && metMitigationAtMs === incident.mitigatedAtMs);

const raiseSeverity = (draft: Draft, arrivals: readonly Arrival[]): void => {
  const { incident } = draft;
  const worst = worstOf(arrivals);
  const { classification } = worst;
  if (isWorse(classification.severity, incident.severity)) {
    tellOfAlarm(draft, worst);
    change(draft, {
      scenario: incident.scenario === 'security' ? 'security' : classification.scenario,
      classification: { rule: classification.rule, reason: classification.reason },
    });
    setSeverity(draft, classification.severity, classification.rule, classification.reason);
  } else if (incident.scenario === 'generic' && classification.scenario !== 'generic') {
    change(draft, { scenario: classification.scenario });
    addEntry(draft, 'scenario-changed', `Scenario: ${classification.scenario} (${classification.reason})`, {
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
  addEntry(draft, 'joined', `Joined by ${fresh.slice(0, 3).join(', ')}`, { reason: 'new-component' });
};

/** An incident that the team did not name until now is that of the first service that it names. */
const nameService = (draft: Draft, arrivals: readonly Arrival[]): void => {
  if (draft.incident.namedService !== undefined) return;
  const named = namedAmong(arrivals, draft.context.configuration);
  if (named !== undefined) change(draft, { namedService: named });
};

/**
 * A new alarm more than 15 minutes after the acknowledgement starts another episode. docs/architecture.md, Episodes.
 * An alarm whose first try crashed is still new. A late copy of one that the acknowledgement covers is not. An alarm
 * that takes a mitigation back is new again: the outage before it was over.
 */
const startEpisodeForNewAlarm = (draft: Draft, before: Incident, arrivals: readonly Arrival[]): void => {
  const { episode, status } = draft.incident;
  const { nowMs, configuration } = draft.context;
  const { acknowledgedAtMs } = episode;
  if (acknowledgedAtMs === undefined) return;
  if (nowMs - acknowledgedAtMs <= configuration.clocks.newEpisodeAfterAckMs) return;
  const isBack = before.status === 'mitigated' && status === 'investigating';
  const isCovered = ({ repeated, transition }: Arrival) => repeated && transition.atMs <= acknowledgedAtMs;
  const fresh = arrivals.find((arrival) => (isBack || !arrival.known) && !isCovered(arrival));
  if (fresh === undefined) return;
  tellOfAlarm(draft, fresh);
  addEntry(draft, 'joined', `${fresh.known ? 'Alarm again' : 'New alarm'}: ${fresh.record.name}`, {
    reason: 'new-alarm-after-acknowledgement',
  });
  startEpisode(draft, 'new-alarm-after-acknowledgement');
};

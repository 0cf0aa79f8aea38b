import { expectExpiry } from '../clocks/expiry-check.ts';
import { startEpisode } from '../escalation/episodes.ts';
import { fireAtOnce, fireForSignals } from '../escalation/fire-for-signals.ts';
import { stopRungs } from '../escalation/rungs.ts';
import { addEntry, announce, change, type Draft, signNotices, turn } from '../incident/draft.ts';
import type { Effect } from '../incident/effect.ts';
import { type Incident, isOpen, MAX_COMPONENTS } from '../incident/incident.ts';
import { MERGED } from '../incident/notice.ts';
import type { Scenario } from '../kernel/scenario.ts';
import { isWorse } from '../kernel/severity.ts';
import { tellTold } from '../notice/tell-audiences.ts';
import { takeAwsEvents } from './aws-event.ts';
import { dropMessages, investigating, notClearAfterAll, sawStanding } from './clear.ts';
import { setSeverity } from './set-severity.ts';

/** The earlier incident owes the merger from now on: a crash leaves it to whoever takes the effect over. */
export const oweMerger = (draft: Draft, from: string, by: string): void => {
  draft.effects.set(`merge:${from}`, { kind: 'merge', from, by });
  draft.changed = true;
};

/** Ids of the incidents that have been merged into this one, or are being merged. */
export const mergingInto = ({ mergedFrom = [], outbox }: Incident): readonly string[] => [
  ...mergedFrom.map(({ incidentId }) => incidentId),
  ...Object.values<Effect>(outbox).flatMap((effect) => (effect.kind === 'merge' ? [effect.from] : [])),
];

/** The effect by which it owes the merger of that incident. */
export const mergerOf = ({ outbox }: Incident, from: string): string | undefined =>
  Object.entries<Effect>(outbox).find(([, effect]) => effect.kind === 'merge' && effect.from === from)?.[0];

/** The later incident is closed: it pages nobody any more, and tells those who have heard of it where it goes on. */
export const closeMerged = (draft: Draft, into: string, by: string): void => {
  const { nowMs } = draft.context;
  dropMessages(draft);
  stopRungs(draft);
  sawStanding(draft, 0);
  change(draft, {
    status: 'closed',
    sealed: 'merged',
    closedAtMs: nowMs,
    mergedInto: { incidentId: into, by, atMs: nowMs },
    clearSinceMs: undefined,
  });
  addEntry(draft, 'merged', `Merged into ${into}`, { by, reason: into });
  announce(draft, 'incident.merged', by, MERGED);
  tellTold(draft, 'update', MERGED);
  signNotices(draft, by);
};

/** The merger cannot be: one of the two was over before it. The effect that owes it becomes void. */
export const dropMerger = (draft: Draft, effectId: string, from: string, why: string): void => {
  draft.voided.add(effectId);
  addEntry(draft, 'merge-failed', `${from} was not merged: ${why}`, { reason: from });
};

/**
 * The earlier incident takes over a closed one, as if its signals had joined one by one. `stands`: whether any of them
 * stands. What has cleared leaves its severity behind, and wakes nobody.
 */
export const takeOver = (
  draft: Draft,
  source: Incident,
  { by, stands }: { readonly by: string; readonly stands: boolean },
): void => {
  const { mergedFrom = [], told } = draft.incident;
  change(draft, {
    mergedFrom: [...mergedFrom, { incidentId: source.id, by, atMs: draft.context.nowMs }],
    // They hear of its resolution, too.
    told: [...new Set([...told, ...source.told])],
  });
  const { id, severity, scenario, service, title } = source;
  addEntry(draft, 'merged', `Took over ${id} (${severity} ${scenario}, ${service}): ${title}`, {
    by,
    reason: id,
  });
  if (!isOpen(draft.incident)) return;
  keepOpen(draft, source);
  takeScenario(draft, source);
  takeAwsEvents(draft, source);
  if (stands) takeStanding(draft, source, by);
  if (source.expiryCheckAtMs !== undefined) expectExpiry(draft, [source.expiryCheckAtMs]);
  signNotices(draft, by);
  turn(draft, 'decided');
};

/** What a person reopened while nothing stood goes on waiting for a person or for a signal. */
const keepOpen = (draft: Draft, { keptOpenSinceMs }: Incident): void => {
  if (keptOpenSinceMs === undefined) return;
  if (draft.incident.clearSinceMs !== undefined) notClearAfterAll(draft);
  change(draft, { keptOpenSinceMs });
};

const takeScenario = (draft: Draft, source: Incident): void => {
  const scenario = scenarioOfBoth(draft.incident, source);
  if (scenario === draft.incident.scenario) return;
  change(draft, { scenario });
  addEntry(draft, 'scenario-changed', `Scenario: ${scenario} (${source.id})`, { reason: MERGED });
  fireAtOnce(draft);
};

/** Security stays security, whichever brings it. */
const scenarioOfBoth = ({ scenario }: Incident, source: Incident): Scenario =>
  scenario === 'generic' || source.scenario === 'security' ? source.scenario : scenario;

const takeStanding = (draft: Draft, source: Incident, by: string): void => {
  const { episode } = draft.incident;
  takeMitigationBack(draft, source);
  takeSeverity(draft, source, by);
  const { components, namedService } = draft.incident;
  change(draft, { components: [...new Set([...components, ...source.components])].slice(0, MAX_COMPONENTS) });
  if (namedService === undefined && source.namedService !== undefined)
    change(draft, { namedService: source.namedService });
  fireForSignals(draft, []);
  if (draft.incident.episode.number === episode.number) pageForUnanswered(draft, source);
};

/** A failure that was under investigation there is news for a mitigation here. */
const takeMitigationBack = (draft: Draft, source: Incident): void => {
  if (draft.incident.clearSinceMs !== undefined) notClearAfterAll(draft);
  if (draft.incident.status !== 'mitigated' || source.mitigatedAtMs !== undefined) return;
  change(draft, investigating);
  addEntry(draft, 'investigating', `Investigating again: ${source.id} stands`, {
    reason: 'alarm-after-mitigation',
  });
};

const takeSeverity = (draft: Draft, { id, severity, classification, alarm }: Incident, by: string): void => {
  if (!isWorse(severity, draft.incident.severity)) return;
  change(draft, { classification, ...(alarm === undefined ? {} : { alarm }) });
  setSeverity(draft, severity, MERGED, `merged with ${id}`, by);
};

/**
 * An acknowledgement here answers for what nobody has answered there only as it does for a new alarm: for 15 minutes.
 * docs/architecture.md, Episodes.
 */
const pageForUnanswered = (draft: Draft, source: Incident): void => {
  const { nowMs, configuration } = draft.context;
  const { acknowledgedAtMs } = draft.incident.episode;
  if (acknowledgedAtMs === undefined || source.episode.acknowledgedAtMs !== undefined) return;
  if (nowMs - acknowledgedAtMs <= configuration.clocks.newEpisodeAfterAckMs) return;
  if (source.alarm !== undefined) change(draft, { alarm: source.alarm });
  startEpisode(draft, 'new-alarm-after-acknowledgement');
};

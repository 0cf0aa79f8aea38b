import { expectExpiry } from '../clocks/expiry-check.ts';
import { countsAsComponent, namedService } from '../correlation/correlate.ts';
import { fireAtOnce, fireForSignals } from '../escalation/fire-for-signals.ts';
import { freshEscalation, policyFor } from '../escalation/policy.ts';
import { runRungs } from '../escalation/rungs.ts';
import { addEntry, announce, type Context, type Draft, startDraft, turn } from '../incident/draft.ts';
import { type Incident, MAX_COMPONENTS, RECORD_SCHEMA, SYSTEM } from '../incident/incident.ts';
import type { Configuration } from '../kernel/configuration.ts';
import type { Arrival } from '../signal/arrival.ts';
import { alarmFactsOf } from './alarm-facts.ts';

/** Who declares it, if a person does. */
export interface Opening {
  readonly id: string;
  readonly key: string;
  readonly generation: number;
  readonly by?: string;
}

/** The first version of an incident: classified, and paging as its severity and scenario ask. */
export const openIncident = (arrivals: readonly Arrival[], opening: Opening, context: Context): Draft => {
  const worst = worstOf(arrivals);
  const draft = startDraft(firstState(arrivals, worst, opening, context), context);
  const { severity, scenario } = draft.incident;
  const by = opening.by ?? SYSTEM;
  addEntry(draft, 'opened', `${severity} ${scenario}: ${worst.classification.reason}`, {
    reason: worst.classification.rule,
    by,
  });
  announce(draft, 'incident.opened', by, worst.classification.rule);
  oweSignals(draft, openersOf(arrivals));
  runRungs(draft);
  fireAtOnce(draft);
  fireForSignals(draft, arrivals);
  turn(draft, 'opened');
  return draft;
};

/**
 * An opening or reopening owes its signals in the state's outbox, each with its whole transition: up to 7 KB stored
 * (events/intake/bounds.ts). This many stay below half of the 400 KB that DynamoDB takes as an item (I9).
 */
const MAX_OPENERS = 25;

/** The worst first; of one severity the earliest, then by id. */
const byGravity = (a: Arrival, b: Arrival): number => (gravityOf(a) < gravityOf(b) ? -1 : 1);

const gravityOf = ({ classification, record }: Arrival): string =>
  `${classification.severity}|${record.order}|${record.signalId}`;

/**
 * The alarms whose signals an opening or reopening owes, the worst among them. The decision is on all of them, so that
 * it pages each audience once. The others are joined afterwards.
 */
export const openersOf = (arrivals: readonly Arrival[]): readonly Arrival[] =>
  arrivals.toSorted(byGravity).slice(0, MAX_OPENERS);

export const worstOf = (arrivals: readonly Arrival[]): Arrival => {
  const [worst] = arrivals.toSorted(byGravity);
  if (worst === undefined) throw new RangeError('an incident opens with at least one signal');
  return worst;
};

const firstState = (
  arrivals: readonly Arrival[],
  worst: Arrival,
  opening: Opening,
  context: Context,
): Incident => {
  const { nowMs, configuration } = context;
  const { classification, correlation } = worst;
  const alarm = alarmFactsOf(worst, configuration);
  const named = namedAmong(arrivals, configuration);
  const onsets = arrivals.flatMap(({ transition: { onsetAtMs } }) =>
    onsetAtMs === undefined ? [] : [onsetAtMs],
  );
  return {
    id: opening.id,
    key: opening.key,
    generation: opening.generation,
    version: 0,
    schema: RECORD_SCHEMA,
    commitId: '',
    configurationVersion: configuration.version,
    title: titleOf(worst),
    status: 'investigating',
    severity: classification.severity,
    scenario: classification.scenario,
    service: correlation.service,
    ...(named === undefined ? {} : { namedService: named }),
    classification: { rule: classification.rule, reason: classification.reason },
    ...(alarm === undefined ? {} : { alarm }),
    openedAtMs: nowMs,
    ...(onsets.length === 0 ? {} : { onsetAtMs: Math.min(...onsets, nowMs) }),
    episode: { number: 1, startedAtMs: nowMs, reason: 'opened' },
    escalation: freshEscalation(
      policyFor(configuration, correlation.service, classification.severity),
      nowMs,
    ),
    triggers: {},
    components: componentsOf(arrivals),
    updates: { nextAtMs: nowMs + configuration.clocks.updateEveryMs, sent: 0 },
    milestones: {},
    flaps: 0,
    signalsSeen: arrivals.length,
    standingSeen: arrivals.length,
    signalsSeenAtMs: nowMs,
    told: [],
    said: {},
    requests: [],
    outbox: {},
  };
};

/** The first service that the team names for one of them. */
export const namedAmong = (arrivals: readonly Arrival[], configuration: Configuration): string | undefined =>
  arrivals
    .map(({ transition }) => namedService(transition.signal, configuration))
    .find((name) => name !== undefined);

const MAX_TITLE = 200;

const titleOf = ({ transition, correlation }: Arrival): string => {
  const { name } = transition.signal;
  const title = name.includes(correlation.service) ? name : `${correlation.service}: ${name}`;
  return [...title].slice(0, MAX_TITLE).join('');
};

/** The distinct failing components. A composite alarm does not count beside its own children. */
export const componentsOf = (arrivals: readonly Arrival[]): readonly string[] => {
  const names = arrivals.map(({ correlation }) => correlation.component).filter(countsAsComponent);
  return [...new Set(names)].slice(0, MAX_COMPONENTS);
};

/** In an opening or reopening, alarm item and signal are effects of the commit. docs/architecture.md, Joining and clearing. */
export const oweSignals = (draft: Draft, arrivals: readonly Arrival[]): void => {
  // A missing slot means the first generation.
  if (draft.incident.generation > 1) draft.effects.set('slot', { kind: 'slot' });
  for (const { record } of arrivals)
    draft.effects.set(`signal:${record.signalId}:${record.order}`, { kind: 'signal', record });
  expectExpiry(draft, expiriesOf(arrivals));
};

/** Epoch ms at which those of them expire that never say OK. */
export const expiriesOf = (arrivals: readonly Arrival[]): readonly number[] =>
  arrivals.flatMap(({ record: { expiresAtMs } }) => (expiresAtMs === undefined ? [] : [expiresAtMs]));

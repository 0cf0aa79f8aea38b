import { classify } from '../../../domain/classification/classify.ts';
import type { Clock, ClockContext } from '../../../domain/clocks/clock.ts';
import { correlate } from '../../../domain/correlation/correlate.ts';
import { type Draft, startDraft, toCommit } from '../../../domain/incident/draft.ts';
import type { Incident } from '../../../domain/incident/incident.ts';
import type { Configuration } from '../../../domain/kernel/configuration.ts';
import { actOn } from '../../../domain/lifecycle/act-on.ts';
import { clocks } from '../../../domain/lifecycle/clocks.ts';
import type { Act, Command } from '../../../domain/lifecycle/commands.ts';
import { openIncident } from '../../../domain/lifecycle/open.ts';
import type { Arrival } from '../../../domain/signal/arrival.ts';
import { activeRecord } from '../../../domain/signal/signal-record.ts';
import { type AlarmOptions, configured, START, transitionOf } from '../../behaviour/world.ts';

export const configuration: Configuration = configured();

/** What a decision at that moment (epoch ms) may know. */
export const contextAt = (
  nowMs: number = START,
  some: readonly Clock[] = clocks,
  other: Configuration = configuration,
): ClockContext => ({ nowMs, configuration: other, clocks: some });

/** An alarm as it comes to an incident: new there, unless `more` says otherwise. `at`: epoch ms. */
export const arrivalOf = (
  name: string,
  options: AlarmOptions = {},
  more: Partial<Arrival> = {},
  at: number = START,
): Arrival => {
  const transition = transitionOf(name, at, options);
  const classification = classify(transition, configuration);
  if ('ignore' in classification) throw new Error(`${name} is ignored`);
  const correlation = correlate(transition, classification, configuration);
  const record = activeRecord(transition, correlation, configuration, at);
  return { transition, classification, correlation, record, known: false, repeated: false, ...more };
};

export const opening = { id: 'k-1', key: 'availability|checkout', generation: 1 } as const;

/** An incident that one alarm has opened, and that owes nothing any more. */
export const openedBy = (arrival: Arrival, changes: Partial<Incident> = {}): Incident => ({
  ...toCommit(openIncident([arrival], opening, contextAt()), 'c-1', START),
  outbox: {},
  ...changes,
});

export const opened = (changes: Partial<Incident> = {}): Incident =>
  openedBy(arrivalOf('errors', { severity: 'SEV3' }), changes);

export const draftOf = (changes: Partial<Incident> = {}, context: ClockContext = contextAt()): Draft =>
  startDraft(opened(changes), context);

/** What Ada's command decides; its refusal or `repeated` by name. */
export const decisionOf = (
  incident: Incident,
  command: Command['kind'] | Command,
  more: Partial<Act> = {},
  context: ClockContext = contextAt(),
) =>
  actOn(
    incident,
    {
      by: 'ada',
      command: typeof command === 'string' ? ({ kind: command } as Command) : command,
      ...more,
    },
    context,
  );

/** The draft of Ada's command, which must decide something. */
export const decidedBy = (...given: Parameters<typeof decisionOf>): Draft => {
  const decision = decisionOf(...given);
  if (decision.outcome !== 'decided') throw new Error(JSON.stringify(decision));
  return decision.draft;
};

export const entriesOf = ({ entries }: Draft, kind: string) => entries.filter((entry) => entry.kind === kind);

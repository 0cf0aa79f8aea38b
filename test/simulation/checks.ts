import type { Declaration } from '../../domain/command.ts';
import { type Incident, isOpen } from '../../domain/incident.ts';
import type { IncidentStore, NoticePublisher } from '../../domain/ports.ts';
import { clearsByItself, orderOf, parentOf, type Transition } from '../../domain/signal.ts';
import type { History } from './history.ts';
import type { Worker } from './scheduler.ts';

/** What a history is watched for beside its record. */
export interface Watch {
  readonly published: {
    readonly id: string;
    readonly incidentId: string;
    readonly episode: number;
    readonly reason: string;
    readonly audience: string;
    readonly began: number;
    readonly worker: Worker | undefined;
  }[];
  /** `<incident>.<episode>` → the step by which its acknowledgement was answered. */
  readonly acknowledgedAtStep: Map<string, number>;
  /** Effects whose lease somebody renewed because it had ended. */
  readonly takenOver: string[];
  /** By title. */
  readonly declared: Map<string, Declared>;
  /** Somebody wanted to: what never says that it is over may have been ended. */
  resolvedByPerson: boolean;
}

/** What a person declared. */
export interface Declared {
  readonly declaration: Declaration;
  /** A request of it was answered with an incident. */
  isAnswered: boolean;
}

/** A store that notes which effects were taken over. */
export const watchStore = (inner: IncidentStore, watch: () => Watch): IncidentStore => ({
  ...inner,
  commit: async (before, after) => {
    const committed = await inner.commit(before, after);
    const renewed = Object.entries(after.outbox).filter(([id, { dueAtMs, attempts }]) => {
      const owed = before.outbox[id];
      return owed !== undefined && owed.dueAtMs < dueAtMs && owed.attempts === attempts && attempts === 0;
    });
    if (committed) watch().takenOver.push(...renewed.map(([id]) => id));
    return committed;
  },
});

/** A publisher that notes who published what, and when that worker began. */
export const watchPublisher = (
  watch: Watch,
  inner: NoticePublisher,
  worker: Worker | undefined,
  steps: () => number,
): NoticePublisher => ({
  publish: (message) => {
    const { id, incidentId, episode, reason, audience } = JSON.parse(message.texts.json);
    watch.published.push({
      id,
      incidentId,
      episode,
      reason,
      audience,
      began: worker?.began ?? steps(),
      worker,
    });
    return inner.publish(message);
  },
});

const statesOf = (history: History) => [...history.records.incidents.values()];

/** After every step. `isTimely`: the sweep runs each minute and nothing fails, so its deadlines must be kept. */
export const checkStep = (
  history: History,
  isTimely: (state: Incident) => boolean = () => false,
): string | undefined => {
  const states = statesOf(history);
  const open = states.filter((state) => isOpen(state) && state.sealed === undefined);
  const keys = open.map(({ key }) => key);
  if (new Set(keys).size < keys.length) return 'two open incidents of one key (I2)';
  if (states.some((state) => state.sealed !== undefined && isOpen(state))) return 'a sealed incident is open';
  for (const { id, escalation, episode, dueAtMs } of open.filter(isTimely)) {
    const { nextAtMs } = escalation;
    if (
      episode.acknowledgedAtMs === undefined &&
      nextAtMs !== undefined &&
      nextAtMs < history.now() - 2 * 60_000
    )
      return `${id}: a rung is over 2 minutes late (I4)`;
    if (dueAtMs === undefined) return `${id}: an open incident waits for nothing`;
  }
  return undefined;
};

/** When nothing more happens. */
export const checkAtRest = async (
  history: History,
  events: readonly Transition[],
): Promise<string | undefined> =>
  (await checkStanding(history, events)) ??
  checkRecord(history) ??
  checkDeclared(history) ??
  checkNotes(history) ??
  checkMessages(history);

/** The last transition of each signal that says whether it stands: missing data does not. */
const lastOf = (events: readonly Transition[]): Map<string, Transition> => {
  const last = new Map<string, Transition>();
  for (const event of events.filter(({ state }) => state !== 'INSUFFICIENT_DATA')) {
    const other = last.get(event.signal.id);
    if (other === undefined || orderOf(other) < orderOf(event)) last.set(event.signal.id, event);
  }
  return last;
};

/** What stands is shown by an open incident, what does not is not (I1, I6). Mute windows have ended by now. */
const checkStanding = async (
  history: History,
  events: readonly Transition[],
): Promise<string | undefined> => {
  const open = statesOf(history).filter((state) => isOpen(state));
  const shown = await Promise.all(open.map(({ id }) => history.store.standing(id, 100)));
  const standing = shown.flat().map(({ signalId }) => signalId);
  const lastBySignal = lastOf(events);
  for (const [id, last] of lastBySignal) {
    const { signal } = last;
    const parent = parentOf({ signalId: id, kind: signal.kind });
    const stands = expectationOf(history, last, lastBySignal.get(parent ?? ''));
    const times = standing.filter((other) => other === id).length;
    if (stands === true && times === 0) return `${signal.name} stands in ALARM and no open incident shows it`;
    if (times > 1) return `${signal.name} is shown by ${times} open incidents (I1)`;
    if (stands === false && times > 0) return `${signal.name} is over and an open incident still shows it`;
  }
  for (const [n, state] of open.entries()) {
    const resolves = state.severity !== 'SEV1' && state.scenario !== 'security';
    if (resolves && shown[n]?.length === 0 && !statedByPerson(state.mitigatedBy))
      return `${state.id}: all clear for an hour, and still open`;
  }
  return undefined;
};

const isRaising = ({ state, suppressedBy, deleted }: Transition): boolean =>
  state === 'ALARM' && suppressedBy === undefined && !deleted;

/**
 * Whether a signal stands by its last transition. Undefined: a person may have ended what never says that it is over, or
 * the alarm of a series may have been over for a while.
 */
const expectationOf = (
  { configuration, watch }: History,
  last: Transition,
  parent: Transition | undefined,
): boolean | undefined => {
  const stands = isRaising(last);
  if (stands && parent !== undefined && orderOf(parent) > orderOf(last))
    return isRaising(parent) ? undefined : false;
  const { signal } = last;
  if (clearsByItself(signal.kind)) return stands;
  if (configuration().clocks.expiryMs.finding < REST_AT_LEAST_MS) return false;
  return watch.resolvedByPerson ? undefined : stands;
};

/** Nothing is left that could raise a signal for so long before the record is looked at. */
const REST_AT_LEAST_MS = 60 * 60_000;

const statedByPerson = (by: string | undefined): boolean => by === 'ada';

const checkRecord = (history: History): string | undefined => {
  const { clocks } = history.configuration();
  for (const state of statesOf(history)) {
    const owed = Object.keys(state.outbox);
    if (owed.length > 0) return `${state.id}: effects never done: ${owed.join(', ')}`;
    const { id, episode } = state;
    const paged = history.watch.published.some(
      (page) => page.incidentId === id && page.episode === episode.number,
    );
    if (isOpen(state) && !paged && episode.acknowledgedAtMs === undefined)
      return `${id}: an open episode never paged`;
    if (
      isOpen(state) &&
      state.clearSinceMs !== undefined &&
      state.status === 'investigating' &&
      history.now() - state.clearSinceMs > clocks.clearHoldMs + 3 * 60_000
    )
      return `${id}: the hold never ends`;
  }
  return undefined;
};

/** What a person declares, however often the request is sent, is declared once; what was answered is on record. */
const checkDeclared = (history: History): string | undefined => {
  const entries = statesOf(history).flatMap(({ id }) => [...history.records.entriesOf(id).values()]);
  for (const [title, { isAnswered }] of history.watch.declared) {
    const times = entries.filter(
      ({ kind, reason, text }) => kind === 'joined' && reason === 'declared' && text.endsWith(` ${title}`),
    ).length;
    if (times > 1) return `${title} stands ${times} times in the timelines`;
    if (isAnswered && times === 0) return `${title} was answered, and no timeline tells of it`;
  }
  return undefined;
};

/** What a person writes once stands there once. */
const checkNotes = (history: History): string | undefined => {
  for (const { id } of statesOf(history)) {
    const notes = [...history.records.entriesOf(id).values()]
      .filter(({ kind }) => kind === 'note')
      .map(({ text }) => text);
    if (new Set(notes).size < notes.length) return `${id}: a note stands twice`;
  }
  return undefined;
};

const checkMessages = (history: History): string | undefined => {
  const { watch } = history;
  if (watch.takenOver.length > 0 && !history.scheduler.workers.some(({ hurt }) => hurt)) {
    return `a lost answer left ${watch.takenOver[0]} to the sweep`;
  }
  const times = Map.groupBy(watch.published, ({ id }) => id);
  for (const [id, all] of times) {
    const excused = all.filter(({ worker }) => worker?.faulted).length;
    if (all.length > 1 + excused)
      return `${id} was published ${all.length} times, of which a fault excuses ${excused} (I7)`;
  }
  for (const page of watch.published) {
    const isRung = page.reason === 'opened' || page.reason === 'no-response' || page.reason === 'repeat';
    const acknowledged = watch.acknowledgedAtStep.get(`${page.incidentId}.${page.episode}`);
    if (isRung && acknowledged !== undefined && page.began > acknowledged)
      return `${page.id} was published after the acknowledgement (I5)`;
  }
  return undefined;
};

import { classify } from '../../domain/classification/classify.ts';
import type { Effect } from '../../domain/incident/effect.ts';
import { heldOf } from '../../domain/incident/held-page.ts';
import { isOpen } from '../../domain/incident/incident.ts';
import { clearsByItself } from '../../domain/kernel/signal-kind.ts';
import { orderOf } from '../../domain/signal/order.ts';
import type { Transition } from '../../domain/signal/signal.ts';
import { parentOf } from '../../domain/signal/signal-record.ts';
import { checkBudget } from './budgets.ts';
import { statesOf } from './checks.ts';
import type { History } from './history.ts';
import { isOfLaterRelease } from './later-kind.ts';
import { checkKept } from './later-release.ts';
import { checkMerged } from './merged.ts';
import { checkFences, checkOrdered, checkRepeats, checkStandingTold, SLACK_MS } from './pages.ts';
import { checkRetired, entriesOf, hasSignal } from './retired.ts';
import { checkTriage } from './triage.ts';
import type { Published } from './watch.ts';

/** When nothing more happens. */
export const checkAtRest = async (
  history: History,
  events: readonly Transition[],
): Promise<string | undefined> =>
  (await checkStanding(history, events)) ??
  (await checkMerged(history)) ??
  checkRecord(history) ??
  checkOrdered(history) ??
  checkStandingTold(history) ??
  checkTraces(history, events) ??
  checkDeclared(history) ??
  checkRefused(history) ??
  checkNotes(history) ??
  checkTriage(history) ??
  checkTakenOver(history) ??
  checkKept(history) ??
  checkRetired(history) ??
  checkRepeats(history) ??
  checkFences(history) ??
  checkBudget(history);

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
    const waits =
      statedByPerson(state.mitigatedBy) ||
      state.keptOpenSinceMs !== undefined ||
      state.triage?.verification?.passed === false;
    if (resolves && shown[n]?.length === 0 && !waits)
      return `${state.id}: all clear for an hour, and still open`;
  }
  return undefined;
};

const isRaising = ({ state, suppressedBy, deleted }: Transition): boolean =>
  state === 'ALARM' && suppressedBy === undefined && !deleted;

/**
 * Whether a signal stands by its last transition. Undefined: a person may have ended what never says that it is over, the
 * alarm of a series may have been over for a while, or a deployment made it noise before or after it came.
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
  const isNoise = 'ignore' in classify(last, configuration());
  if (stands && isNoise) return undefined;
  if (clearsByItself(signal.kind)) return stands;
  if (configuration().clocks.expiryMs.finding < REST_AT_LEAST_MS) return false;
  return watch.resolvedByPerson ? undefined : stands;
};

/** Nothing is left that could raise a signal for so long before the record is looked at. */
const REST_AT_LEAST_MS = 60 * 60_000;

const statedByPerson = (by: string | undefined): boolean => by === 'ada';

/** What was paged last may wait for the next minute's digest. */
const isBeingHeld = (effect: Effect, nowMs: number): boolean =>
  nowMs - (heldOf(effect)?.sinceMs ?? 0) <= SLACK_MS;

/** docs/architecture.md, Data. */
const MAX_STATE_BYTES = 4_096;

const checkRecord = (history: History): string | undefined => {
  const { clocks } = history.configuration();
  for (const state of statesOf(history)) {
    const owed = Object.entries(state.outbox).flatMap(([id, effect]) =>
      isOfLaterRelease(effect) || isBeingHeld(effect, history.now()) ? [] : [id],
    );
    if (owed.length > 0) return `${state.id}: effects never done: ${owed.join(', ')}`;
    const { id, episode } = state;
    const bytes = Buffer.byteLength(JSON.stringify(state));
    if (bytes > MAX_STATE_BYTES) return `${id}: its state takes ${bytes} bytes (I9)`;
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

/** Every event is on record: as a signal of an incident, or as ignored with a reason (I1). */
const checkTraces = (history: History, events: readonly Transition[]): string | undefined => {
  const { records } = history;
  const ids = [...records.incidents.keys()];
  const ignored = new Set([...records.ignored.values()].map(({ subject }) => subject));
  const isKnown = (id: string) => ignored.has(id) || ids.some((incident) => hasSignal(history, incident, id));
  const lost = events.find(({ signal }) => !isKnown(signal.id));
  return lost === undefined ? undefined : `${lost.signal.name} is nowhere on record (I1)`;
};

/**
 * What one audience refuses, the fallback gets (I8): of several in one decision one message of each kind. Not where an
 * acknowledgement or a resolution has made it void.
 */
const checkRefused = ({ records, watch }: History): string | undefined => {
  for (const { notice, incident } of watch.refused) {
    const { id, episode, audience } = notice;
    const incidentId = incident.id;
    const state = records.incidents.get(incidentId);
    const isWanted =
      state !== undefined &&
      isOpen(state) &&
      state.episode.number === episode &&
      state.episode.acknowledgedAtMs === undefined;
    const isInstead = (page: Published) =>
      page.incidentId === incidentId && page.episode === episode && page.id.endsWith(`.${audience}.fallback`);
    if (isWanted && !watch.published.some(isInstead))
      return `${id} was refused, and the fallback never got it (I8)`;
  }
  return undefined;
};

/** What a person declares, however often the request is sent, is declared once; what was answered is on record. */
const checkDeclared = (history: History): string | undefined => {
  const entries = statesOf(history).flatMap(({ id }) => entriesOf(history, id));
  for (const [title, { isAnswered }] of history.watch.declared) {
    const times = entries.filter(
      ({ kind, reason, text }) => kind === 'joined' && reason === 'declared' && text.endsWith(` ${title}`),
    ).length;
    if (times > 1) return `${title} stands ${times} times in the timelines`;
    if (isAnswered && times === 0) return `${title} was answered, and no timeline tells of it`;
  }
  return undefined;
};

/** What a person does stands there once, however often the request was sent; what was answered is on record. */
const checkNotes = (history: History): string | undefined => {
  for (const { incidentId, act, isAnswered } of history.watch.acts) {
    const entries = entriesOf(history, incidentId);
    const times = entries.filter(({ kind, text }) => kind === 'note' && text === act.note).length;
    const what = `${incidentId}: "${act.note}"`;
    if (times > 1) return `${what} stands ${times} times in the timeline`;
    if (isAnswered && times === 0) return `${what} was answered, and the timeline has it not`;
  }
  return undefined;
};

/** Nobody but a worker that was hurt leaves to others what it owes. */
const checkTakenOver = ({ watch, scheduler }: History): string | undefined =>
  watch.takenOver.length > 0 && !scheduler.workers.some(({ hurt }) => hurt)
    ? `a lost answer left ${watch.takenOver[0]} to the sweep`
    : undefined;

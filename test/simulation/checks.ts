import { type Incident, isOpen } from '../../domain/incident/incident.ts';
import type { History } from './history.ts';
import { checkOverdue, checkSilence } from './pages.ts';
import { checkAcknowledgement, checkResting } from './resting.ts';

export const statesOf = (history: History) => [...history.records.incidents.values()];

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
  const [lowered] = history.watch.lowered;
  if (lowered !== undefined && !history.watch.severitySetByPerson) return `${lowered} by itself (I11)`;
  const [wrong] = history.watch.standing.wrong;
  if (wrong !== undefined) return wrong;
  const [unretired] = history.watch.retirement.wrong;
  if (unretired !== undefined) return unretired;
  for (const state of open.filter(isTimely)) {
    if (state.dueAtMs === undefined) return `${state.id}: an open incident waits for nothing`;
    const late =
      checkOverdue(history, state) ??
      checkSilence(history, state) ??
      checkResting(history, state) ??
      checkAcknowledgement(history, state);
    if (late) return late;
  }
  return undefined;
};

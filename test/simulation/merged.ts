import { type Incident, isOpen } from '../../domain/incident/incident.ts';
import type { History } from './history.ts';

/** At rest: what was merged is a part of the other incident, and nothing of it is left behind. */
export const checkMerged = async (history: History): Promise<string | undefined> => {
  for (const state of history.records.incidents.values()) {
    const broken =
      checkAnswered(history, state) ?? checkPair(history, state) ?? (await checkSignals(history, state));
    if (broken) return broken;
  }
  return undefined;
};

/** Who was told that it is merged finds it so, or finds in the other timeline why it is not. */
const checkAnswered = (
  { records, watch }: History,
  { id, mergedInto, retiredAtMs }: Incident,
): string | undefined => {
  if (retiredAtMs !== undefined) return undefined;
  const asked = watch.acts.filter(({ incidentId, isAnswered }) => incidentId === id && isAnswered);
  for (const { act } of asked) {
    const { command } = act;
    if (command.kind !== 'merge' || mergedInto?.incidentId === command.into) continue;
    if (isRetired(records, command.into)) continue;
    const entries = [...records.entriesOf(command.into).values()];
    if (!entries.some(({ kind, reason }) => kind === 'merge-failed' && reason === id))
      return `${id}: its merger into ${command.into} was answered, and never was`;
  }
  return undefined;
};

/** What is retired no longer says what became of it: its timeline is gone. */
const isRetired = (records: History['records'], id: string): boolean =>
  records.incidents.get(id)?.retiredAtMs !== undefined;

const checkPair = ({ records }: History, { id, mergedInto }: Incident): string | undefined => {
  if (mergedInto === undefined || isRetired(records, mergedInto.incidentId)) return undefined;
  const taken = records.incidents.get(mergedInto.incidentId)?.mergedFrom ?? [];
  const times = taken.filter(({ incidentId }) => incidentId === id).length;
  return times === 1 ? undefined : `${mergedInto.incidentId} took ${id} over ${times} times`;
};

/** Where a signal stands its alarm item leads, so that its end finds it; in a merged incident none stands. */
const checkSignals = async (
  { records, store }: History,
  { id, key, generation, sealed, status }: Incident,
): Promise<string | undefined> => {
  if (!isOpen({ status }) && sealed !== 'merged') return undefined;
  for (const { signalId, name } of await store.standing(id, 100)) {
    if (sealed === 'merged') return `${name} was left behind in ${id}, which was merged`;
    const item = records.alarms.get(signalId);
    if (item?.key !== key || item.generation !== generation)
      return `${name} stands in ${id}, and its alarm item leads to another incident`;
  }
  return undefined;
};

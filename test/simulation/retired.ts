import type { Entry } from '../../domain/incident/entry.ts';
import { isOpen } from '../../domain/incident/incident.ts';
import { isHome } from '../../domain/signal/alarm-item.ts';
import type { History } from './history.ts';

const MINUTE = 60_000;

/** The timeline of an incident, with what has been removed of it since. */
export const entriesOf = ({ records, watch }: History, id: string): readonly Entry[] => [
  ...records.entriesOf(id).values(),
  ...(watch.retirement.entries.get(id)?.values() ?? []),
];

/** Whether a signal is, or was until it was removed, on record in an incident. */
export const hasSignal = ({ records, watch }: History, id: string, signalId: string): boolean =>
  records.signalsOf(id).has(signalId) || (watch.retirement.signals.get(id)?.has(signalId) ?? false);

/** The sweep comes each minute; a decision that failed is tried again after five minutes at most. */
const SLACK_MS = 12 * MINUTE;

/** What is over long enough is retired, and nothing of it is left but a claim that nothing names any more. */
export const checkRetired = (history: History): string | undefined => {
  const { records, now, configuration } = history;
  const { retentionMs = Number.POSITIVE_INFINITY } = configuration();
  for (const state of records.incidents.values()) {
    const { id, title, resolvedAtMs = now(), retiredAtMs = now(), recheckAtMs, removeAtMs } = state;
    const isOver = !isOpen(state) && recheckAtMs === undefined && Object.keys(state.outbox).length === 0;
    if (isOver && now() > resolvedAtMs + retentionMs + SLACK_MS) return `${id} is kept for too long`;
    if (now() <= retiredAtMs + SLACK_MS) continue;
    if (title !== '') return `${id}: its title outlives it`;
    if (removeAtMs !== undefined) return `${id}: what is left of it is looked for without end`;
    const left = [...records.signalsOf(id).keys(), ...records.entriesOf(id).keys()];
    if (left.length > 0) return `${id} is retired, and has left ${left.join(', ')}`;
    const named = [...records.alarms.values()].find(
      (item) => isHome(item, state) && hasSignal(history, id, item.signalId),
    );
    if (named !== undefined) return `${id} is retired, and ${named.signalId} still names it`;
  }
  return undefined;
};

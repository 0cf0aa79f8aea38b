import type { Due } from '../../protocol/ports/record.ts';
import type { Shell } from '../../protocol/shell.ts';
import type { History } from './history.ts';

/** A sweep's index that lags: it does not show yet what became due, and shows still what is due no more. */
export const lagging = ({ random, records }: History, shell: Shell): Shell => ({
  ...shell,
  store: {
    ...shell.store,
    due: async (nowMs, limit) => {
      const found = (await shell.store.due(nowMs, limit)).filter(() => !random.chance(0.2));
      const gone: Due[] = [
        ...[...records.incidents.keys()].map((incidentId) => ({ kind: 'incident' as const, incidentId })),
        ...[...records.alarms.keys()].map((signalId) => ({ kind: 'alarm' as const, signalId })),
      ].map((due) => ({ ...due, dueAtMs: nowMs - random.below(60_000) }));
      return [...found, ...gone.filter(() => random.chance(0.1))];
    },
  },
});

import type { AlarmItem } from '../../domain/signal/alarm-item.ts';
import type { IncidentStore } from '../../protocol/ports/record.ts';
import { incidentId, type Shell } from '../../protocol/shell.ts';

type Name = 'merger-forgotten' | 'merger-leaves-signals' | 'merger-leaves-items' | 'merger-without-severity';

/** Bugs of merging, by the name of the mutation. */
export const mergingWith = (shell: Shell, mutation: Name): Partial<IncidentStore> => {
  const { store } = shell;
  switch (mutation) {
    case 'merger-forgotten':
      return {
        finishEffects: async (id, done, at) => {
          const { outbox = {} } = (await store.read(id)) ?? {};
          const mergers = Object.keys(outbox).filter((effectId) => outbox[effectId]?.kind === 'merge');
          return store.finishEffects(id, [...done, ...mergers], at);
        },
      };
    case 'merger-leaves-signals':
      return {
        standing: async (id, limit) => ((await isMerged(shell, id)) ? [] : store.standing(id, limit)),
      };
    case 'merger-leaves-items':
      return {
        putAlarm: async (before, after) =>
          isMove(before, after) && (await isMerged(shell, homeOf(shell, before)))
            ? true
            : store.putAlarm(before, after),
      };
    case 'merger-without-severity':
      return {
        commit: (before, after) =>
          store.commit(
            before,
            after.mergedFrom?.length === before.mergedFrom?.length
              ? after
              : { ...after, severity: before.severity },
          ),
      };
  }
};

const isMerged = async ({ store }: Shell, id: string): Promise<boolean> =>
  (await store.read(id))?.sealed === 'merged';

/** The same transition at another place. */
const isMove = (before: AlarmItem | undefined, after: AlarmItem): before is AlarmItem =>
  before !== undefined && before.order === after.order && before.key !== after.key;

const homeOf = (shell: Shell, { key = '', generation = 1 }: AlarmItem): string =>
  incidentId(shell, key, generation);

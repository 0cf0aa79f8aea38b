import type { AlarmItem, Order, Transition } from './signal.ts';

/** Where a transition is to be recorded. */
export interface Home {
  readonly key: string;
  readonly generation: number;
}

export const isHome = (item: AlarmItem | undefined, home: Home): boolean =>
  item?.key === home.key && item.generation === home.generation;

/**
 * The alarm item once this transition stands in that incident. A generation never goes down; what stood in an incident
 * of another key moves, and the item remembers from where. `metMitigationAtMs`: the incident is mitigated since then.
 * The same object where nothing changes.
 */
export const takeHome = (
  item: AlarmItem | undefined,
  home: Home,
  order: Order,
  transition: Transition,
  metMitigationAtMs?: number,
): AlarmItem => {
  if (item?.order === order && item.active && isHome(item, home)) return item;
  const generation =
    item?.key === home.key ? Math.max(item.generation ?? 0, home.generation) : home.generation;
  const isSame = item?.order === order && item.active;
  const hasMoved =
    item?.key !== undefined && item.generation !== undefined && item.key !== home.key && item.active;
  const isThere = isHome(item, { key: home.key, generation });
  const joined = isThere ? item?.joined : order;
  const moves = isSame ? (item.moves ?? 0) + (hasMoved ? 1 : 0) : 0;
  const from = hasMoved ? { key: item.key, generation: item.generation } : isSame ? item.from : undefined;
  return {
    signalId: transition.signal.id,
    order,
    active: true,
    transition,
    key: home.key,
    generation,
    ...(joined === undefined ? {} : { joined }),
    ...(isThere || metMitigationAtMs === undefined ? {} : { metMitigationAtMs }),
    ...(moves === 0 ? {} : { moves }),
    ...(from === undefined ? {} : { from }),
    // Whoever wakes a muted alarm may crash half way: the wake-up stays until the alarm is shown.
    ...(item?.mutedUntilMs === undefined ? {} : { mutedUntilMs: item.mutedUntilMs }),
  };
};

import type { Order } from './order.ts';
import type { Transition } from './signal.ts';

/** The last transition seen of a signal, across incidents: item `ALARM#<signal id>` / `LATEST`. */
export interface AlarmItem {
  readonly signalId: string;
  readonly order: Order;
  readonly active: boolean;
  /** Whole, so that whoever finds it newer than his own can hand it to the walk again. */
  readonly transition: Transition;
  /** The incident it belongs to; its key and generation, so that no classification is needed to follow it. */
  readonly key?: string;
  readonly generation?: number;
  /** The transition that brought it to that incident: until its decision is made, this is a new alarm there. */
  readonly joined?: Order;
  /** When it was brought there: the time of the mitigation that it met, which it takes back. Epoch ms. */
  readonly metMitigationAtMs?: number;
  /** How often this one transition has moved to an incident of another key: a changed configuration does that. */
  readonly moves?: number;
  /** The incident of another key that it came from: what it still shows there is over. */
  readonly from?: { readonly key: string; readonly generation: number };
  /** While muted, and until it is shown: when the window ends; the last transition is raised then. Epoch ms. */
  readonly mutedUntilMs?: number;
}

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

import { clearsByItself } from '../kernel/signal-kind.ts';
import type { Order } from './order.ts';
import type { Transition } from './signal.ts';

/** The last transition seen of a signal, across incidents: item `ALARM#<signal id>` / `LATEST`. */
export interface AlarmItem {
  readonly signalId: string;
  readonly order: Order;
  readonly active: boolean;
  /** Whole, so that a worker that finds it newer than its own transition can hand it to the walk again. */
  readonly transition: Transition;
  /** Key and generation of the incident that it belongs to, so that following it needs no classification. */
  readonly key?: string;
  readonly generation?: number;
  /**
   * The transition that brought it to that incident, or the last that came anew. Until the decision on that transition is made, the alarm is new
   * there.
   */
  readonly joined?: Order;
  /** The mitigation that it met there, and takes back: when the incident was mitigated, epoch ms. */
  readonly metMitigationAtMs?: number;
  /** How often this transition has moved to an incident of another key, because the configuration changed. */
  readonly moves?: number;
  /** The incident of another key that it moved from. Its signal there is over. */
  readonly from?: { readonly key: string; readonly generation: number };
  /** Epoch ms at which the mute window ends and the last transition is raised. Kept until the alarm is shown. */
  readonly mutedUntilMs?: number;
  /** Epoch ms, in whole seconds, after which nobody needs it. Absent: it is kept for good. */
  readonly keptUntilMs?: number;
}

/** Where a transition is to be recorded. */
export interface Home {
  readonly key: string;
  readonly generation: number;
}

/**
 * Whether this ALARM is a new alarm although the signal is known: it comes after missing data. Where the event does not
 * say what was before, an ALARM that follows an ALARM shows it: an OK would stand between them. A source that never says
 * OK only repeats what it reported. docs/architecture.md, Episodes.
 */
export const comesAnew = (
  item: AlarmItem | undefined,
  order: Order,
  { state, previousState, signal }: Transition,
): boolean => {
  if (item === undefined || item.order >= order || state !== 'ALARM') return false;
  if (previousState !== undefined) return previousState === 'INSUFFICIENT_DATA';
  return item.active && clearsByItself(signal.kind);
};

export const isHome = (item: AlarmItem | undefined, home: Home): boolean =>
  item?.key === home.key && item.generation === home.generation;

/**
 * The alarm item once its incident has become a part of another one, and its signal has moved there. The merger decides
 * for all of them, so that none is new there, but for one that is `undecided`: a crash came before the decision on it.
 */
export const moveHome = (item: AlarmItem, { key, generation }: Home, undecided = false): AlarmItem => {
  const { joined, metMitigationAtMs: _, from: __, ...kept } = item;
  return {
    ...kept,
    ...(undecided && joined !== undefined ? { joined } : {}),
    key,
    generation,
    moves: (item.moves ?? 0) + 1,
    ...(item.key === undefined || item.generation === undefined
      ? {}
      : { from: { key: item.key, generation: item.generation } }),
  };
};

/**
 * The alarm item once this transition stands in that incident. A generation never goes down. An alarm that stood in
 * an incident of another key moves, and the item remembers that incident. `metMitigationAtMs`: when the incident was
 * mitigated, if it is. Answers the same object where nothing changes.
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
  const isNew = !isThere || comesAnew(item, order, transition);
  const joined = isNew ? order : item?.joined;
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
    ...(isNew && metMitigationAtMs !== undefined ? { metMitigationAtMs } : {}),
    ...(moves === 0 ? {} : { moves }),
    ...(from === undefined ? {} : { from }),
    // The wake-up of a muted alarm may crash half way, so it stays until the alarm is shown.
    ...(item?.mutedUntilMs === undefined ? {} : { mutedUntilMs: item.mutedUntilMs }),
  };
};

/**
 * The alarm item once the incident `home` is retired: it no longer names it, and is kept until `keptUntilMs` (epoch ms) or as
 * long as its mute window lasts beyond that. Answers the same object where it does not name it.
 */
export const leaveHome = (item: AlarmItem, home: Home, keptUntilMs: number): AlarmItem => {
  const { key, generation, joined, metMitigationAtMs, from, ...others } = item;
  const cameFrom = from?.key === home.key && from.generation === home.generation;
  if (isHome(item, home)) return { ...others, keptUntilMs: Math.max(keptUntilMs, item.mutedUntilMs ?? 0) };
  if (!cameFrom) return item;
  const { from: _, ...stays } = item;
  return stays;
};

import { childrenOf, pointerId, pointerTo } from '../../domain/correlation/kin.ts';
import { isOpen } from '../../domain/incident/incident.ts';
import type { Signal } from '../../domain/signal/signal.ts';
import { incidentId, type Shell } from '../shell.ts';
import { type Group, readView, startGeneration, type View } from './group.ts';
import { groupByKey, keysOf } from './group-by-key.ts';
import type { Raising } from './plan.ts';

/** Those that another of them names come before it. */
export const namedFirst = (composites: readonly Raising[]): readonly Raising[] => {
  const named = new Set(composites.flatMap(({ transition }) => childrenOf(transition.signal)));
  const isNamed = ({ transition }: Raising) => named.has(transition.signal.id);
  return [...composites.filter(isNamed), ...composites.filter((one) => !isNamed(one))];
};

/** Pauses that the composite alarms of one batch may take between two looks: three quarters of a second in all, by the mean. */
const MAX_PAUSES = 5;

/** As many tries of an optimistic loop pause longest. */
const LONGEST_PAUSE = 20;

/**
 * How often the composite alarms of a batch may still wait. What one has waited for has been on its way as long for the
 * others, and the function that takes the batch in has to end in time.
 */
export interface Patience {
  pausesLeft: number;
}

export const newPatience = (): Patience => ({ pausesLeft: MAX_PAUSES });

/**
 * The group of a composite alarm: the incident of the alarms that it names, else one of its own. An alarm that has set
 * it off may just be on its way through another worker. So before it opens one, it looks again a few times, as long as
 * such an alarm is not on record. docs/adr/0017.
 */
export const findKin = async (
  shell: Shell,
  composite: Raising,
  patience: Patience,
): Promise<{ readonly group: Group; readonly view: View }> => {
  for (;;) {
    const { groups, view } = await groupByKey(
      shell,
      [composite],
      await readView(shell, keysOf([composite]), [composite]),
    );
    const [group = { key: composite.arrival.correlation.key, members: [composite] }] = groups;
    if (patience.pausesLeft <= 0 || hasPlace(shell, group, view) || !awaits(composite, view))
      return { group, view };
    patience.pausesLeft -= 1;
    await shell.pause(LONGEST_PAUSE);
  }
};

const hasPlace = (shell: Shell, { key, members }: Group, view: View): boolean => {
  const state = view.incidents.get(incidentId(shell, key, startGeneration(view, key, members)));
  return state !== undefined && isOpen(state);
};

/** Whether an alarm that has set it off is not on record as standing. */
const awaits = ({ transition: { signal } }: Raising, { alarms }: View): boolean =>
  signal.resources.some((id) => alarms.get(id)?.active !== true);

/**
 * Leaves word with each alarm that a composite alarm names: where it stands. A hint: without it, an alarm that comes
 * later opens an incident of its own.
 */
export const pointToComposite = async (shell: Shell, composite: Signal): Promise<void> => {
  const item = await shell.store.readAlarm(composite.id);
  if (item === undefined || !item.active) return;
  const children = childrenOf(composite);
  const { alarms } = await shell.store.readHeads({
    keys: [],
    signalIds: children.map(pointerId),
    incidentIds: [],
  });
  await Promise.all(
    children.map(async (child) => {
      const before = alarms.get(pointerId(child));
      const isThere = before?.key === item.key && before?.generation === item.generation;
      if (!isThere) await shell.store.putAlarm(before, pointerTo(item, child));
    }),
  );
};

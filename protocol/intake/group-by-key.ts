import { namedService } from '../../domain/correlation/correlate.ts';
import { kinOf, mayJoinKin } from '../../domain/correlation/kin.ts';
import { type Incident, isOpen } from '../../domain/incident/incident.ts';
import type { AlarmItem } from '../../domain/signal/alarm-item.ts';
import { incidentId, type Shell } from '../shell.ts';
import { type Group, startGeneration, type View } from './group.ts';
import type { Raising } from './plan.ts';

/** The correlation keys of these signals by themselves. */
export const keysOf = (raising: readonly Raising[]): readonly string[] => [
  ...new Set(raising.map(({ arrival }) => arrival.correlation.key)),
];

/**
 * Groups by correlation key. An alarm that stands in an open incident of another key stays there. Another joins its
 * kin: a composite alarm where one of the alarms that it names stands, an alarm where a composite alarm that names it
 * stands. docs/adr/0017.
 */
export const groupByKey = async (
  shell: Shell,
  raising: readonly Raising[],
  first: View,
): Promise<{ groups: Group[]; view: View }> => {
  const homes = raising.flatMap((plan) => placesOf(plan, first).flatMap((item) => homeOf(shell, item) ?? []));
  const starts = keysOf(raising).map((key) => incidentId(shell, key, startGeneration(first, key, raising)));
  const more = [...new Set([...homes, ...starts])].filter((id) => !first.asked.has(id));
  let view = more.length === 0 ? first : await readMore(shell, first, more);
  const groups = new Map<string, Raising[]>();
  for (const plan of raising) {
    const place = placesOf(plan, view).find((item) => mayStandWith(shell, plan, item, view));
    if (place?.key !== undefined) view = startingAt(view, place.key, place.generation ?? 1);
    const key = place?.key ?? plan.arrival.correlation.key;
    groups.set(key, [...(groups.get(key) ?? []), plan]);
  }
  return { groups: [...groups].map(([key, members]) => ({ key, members })), view };
};

/** Alarm items that stand: its own, then those of its kin, the oldest first. */
const placesOf = ({ transition: { signal } }: Raising, { alarms }: View): readonly AlarmItem[] => {
  const standing = (id: string) => {
    const item = alarms.get(id);
    return item?.active ? [item] : [];
  };
  const kin = kinOf(signal).flatMap(standing);
  return [...standing(signal.id), ...kin.toSorted((a, b) => (a.order < b.order ? -1 : 1))];
};

const mayStandWith = (shell: Shell, plan: Raising, item: AlarmItem, view: View): boolean => {
  const state = view.incidents.get(homeOf(shell, item) ?? '');
  if (state === undefined || !isOpen(state)) return false;
  const { transition, arrival } = plan;
  if (item.signalId === transition.signal.id) return true;
  return (
    mayJoinKin(transition, arrival.correlation.key, item, shell.configuration, state.namedService) &&
    !pagesOthers(shell, plan, state)
  );
};

/** A service with a policy of its own has people of its own: its alarms do not hide in an incident that pages others. */
const pagesOthers = (
  { configuration }: Shell,
  { transition }: Raising,
  { escalation }: Incident,
): boolean => {
  const mine = namedService(transition.signal, configuration);
  const policy = configuration.services.find(({ name }) => name === mine)?.policy;
  return policy !== undefined && policy !== escalation.policy.name;
};

const homeOf = (shell: Shell, item: AlarmItem): string | undefined =>
  item.key === undefined || item.generation === undefined
    ? undefined
    : incidentId(shell, item.key, item.generation);

/** The walk of a key that was not asked for begins where the kin stands. */
const startingAt = (view: View, key: string, generation: number): View => ({
  ...view,
  slots: new Map([...view.slots, [key, Math.max(view.slots.get(key) ?? 1, generation)]]),
});

const readMore = async (shell: Shell, first: View, ids: readonly string[]): Promise<View> => {
  const more = await shell.store.readHeads({ keys: [], signalIds: [], incidentIds: ids });
  return {
    ...first,
    incidents: new Map([...first.incidents, ...more.incidents]),
    asked: new Set([...first.asked, ...ids]),
  };
};

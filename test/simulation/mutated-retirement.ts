import type { Incident } from '../../domain/incident/incident.ts';
import type { Heads, IncidentStore } from '../../protocol/ports/record.ts';
import type { Shell } from '../../protocol/shell.ts';

/** Bugs of what becomes of an incident whose time is over; undefined for other bugs. */
export const retirementWith = ({ store }: Shell, mutation: string): Partial<IncidentStore> | undefined => {
  switch (mutation) {
    case 'claim-expires':
      return {
        read: async (id) => {
          const found = await store.read(id);
          return isGone(found) ? undefined : found;
        },
        readHeads: async (wanted) => withoutGone(await store.readHeads(wanted)),
        create: async (incident) => {
          const now = await store.read(incident.id);
          return isGone(now)
            ? store.commit(now, { ...incident, version: now.version + 1 })
            : store.create(incident);
        },
      };
    case 'remains-kept':
      return { remains: async () => [] };
    case 'retired-named':
      return {
        putAlarm: (before, after) =>
          before?.key !== undefined && after.key === undefined
            ? Promise.resolve(true)
            : store.putAlarm(before, after),
      };
    default:
      return undefined;
  }
};

/** Nothing of it is left but its claim. */
const isGone = (incident: Incident | undefined): incident is Incident =>
  incident?.retiredAtMs !== undefined && incident.removeAtMs === undefined;

const withoutGone = (heads: Heads): Heads => ({
  ...heads,
  incidents: new Map([...heads.incidents].filter(([, incident]) => !isGone(incident))),
});

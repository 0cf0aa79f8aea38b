import type { Incident } from '../../domain/incident/incident.ts';
import type { IncidentStore } from '../../protocol/ports/record.ts';
import type { Shell } from '../../protocol/shell.ts';

/** The known bugs that concern triage; undefined for the others. */
export const triageWith = ({ store }: Shell, mutation: string): Partial<IncidentStore> | undefined => {
  switch (mutation) {
    case 'unverified-resolves':
      return { read: async (id) => believedVerified(await store.read(id)) };
    case 'triage-forgotten':
      return {
        create: (incident) => store.create(waitingForEver(incident)),
        commit: (before, after) => store.commit(before, waitingForEver(after)),
      };
    default:
      return undefined;
  }
};

/** What whoever decides reads; the record still says that it failed. */
const believedVerified = (incident: Incident | undefined): Incident | undefined => {
  if (incident?.triage?.verification === undefined) return incident;
  const { verification: _, ...triage } = incident.triage;
  return { ...incident, triage };
};

const waitingForEver = (incident: Incident): Incident => {
  if (incident.triage?.state !== 'running') return incident;
  const { nextAtMs: _, ...triage } = incident.triage;
  return { ...incident, triage };
};

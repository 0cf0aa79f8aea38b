import type { Incident } from '../../../domain/incident/incident.ts';
import type { IncidentAnswer } from '../../../events/contracts/api/incident-answer.ts';
import { viewIncident } from '../../../events/contracts/api/incident-view.ts';
import type { ApiParts } from './parts.ts';

/** Signals counted of one incident, and of each in a list, where a hundred may be asked for at once. */
const CAP = 1_000;
const CAP_IN_LIST = 100;

/** The incident as answered, its signals counted now. */
export const viewNow = (parts: ApiParts, incident: Incident): Promise<IncidentAnswer> =>
  viewWith(parts, incident, CAP);

/** Incidents of a list, in its order. */
export const viewAll = (parts: ApiParts, incidents: readonly Incident[]): Promise<IncidentAnswer[]> =>
  Promise.all(incidents.map((incident) => viewWith(parts, incident, CAP_IN_LIST)));

const viewWith = async (parts: ApiParts, incident: Incident, cap: number): Promise<IncidentAnswer> => {
  const counts = await parts.store.countSignals(incident.id, cap);
  return viewIncident(incident, { clocks: parts.configuration.clocks, nowMs: parts.now(), counts, cap });
};

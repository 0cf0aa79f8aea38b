import type { Incident } from '../../../domain/incident/incident.ts';
import type { IncidentAnswer } from '../../../events/contracts/api/incident-answer.ts';
import { viewIncident } from '../../../events/contracts/api/incident-view.ts';
import type { ApiParts } from './parts.ts';

/** Signals counted of one incident. */
const CAP = 1_000;

/** The incident as answered, its signals counted now. */
export const viewNow = async (parts: ApiParts, incident: Incident): Promise<IncidentAnswer> => {
  const [counts, judgement] = await Promise.all([
    parts.store.countSignals(incident.id, CAP),
    incident.triage?.judged && parts.findings.judgement(incident.id, incident.triage.judged.run),
  ]);
  return viewIncident(incident, {
    ...contextOf(parts),
    counted: { ...counts, cap: CAP },
    ...(judgement === undefined ? {} : { judgement }),
  });
};

/** Incidents of a list, in its order, from the record alone: a console asks for them every few seconds. */
export const viewAll = (parts: ApiParts, incidents: readonly Incident[]): IncidentAnswer[] =>
  incidents.map((incident) => viewIncident(incident, contextOf(parts)));

const contextOf = (parts: ApiParts) => ({ clocks: parts.configuration.clocks, nowMs: parts.now() });

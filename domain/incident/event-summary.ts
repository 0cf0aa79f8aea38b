import type { DomainEvent } from './domain-event.ts';
import type { Incident } from './incident.ts';

/** What an event tells of its incident. */
export const summaryOf = (incident: Incident): DomainEvent['incident'] => ({
  id: incident.id,
  title: incident.title,
  status: incident.status,
  severity: incident.severity,
  scenario: incident.scenario,
  service: incident.service,
  episode: incident.episode.number,
  openedAtMs: incident.openedAtMs,
  ...(incident.mergedInto === undefined ? {} : { mergedInto: incident.mergedInto.incidentId }),
});

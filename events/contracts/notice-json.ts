import type { Incident } from '../../domain/incident/incident.ts';
import type { Notice } from '../../domain/incident/notice.ts';
import type { Link } from '../../domain/incident/related.ts';
import type { NoticeJson } from './notice-schema.ts';

const iso = (atMs: number): string => new Date(atMs).toISOString();

const isoOr = (atMs: number | undefined): string | undefined => (atMs === undefined ? undefined : iso(atMs));

const linkOf = (link: Link | undefined) =>
  link && { incidentId: link.incidentId, by: link.by, at: iso(link.atMs) };

/** A notice and the record it speaks of, as programs get them. Members that are undefined are left out. */
export const noticeJsonOf = (incident: Incident, notice: Notice): NoticeJson => {
  const { estimatedResolutionAtMs, statements, ...said } = incident.said;
  return {
    version: '1',
    id: notice.id,
    at: iso(notice.atMs),
    audience: notice.audience,
    insteadOf: notice.insteadOf,
    kind: notice.kind,
    reason: notice.reason,
    by: notice.by,
    note: notice.note,
    incidentId: incident.id,
    title: incident.title,
    status: incident.status,
    severity: incident.severity,
    scenario: incident.scenario,
    service: incident.service,
    episode: incident.episode.number,
    rung: notice.rung,
    openedAt: iso(incident.openedAtMs),
    onsetAt: isoOr(incident.onsetAtMs),
    acknowledgedAt: isoOr(incident.episode.acknowledgedAtMs),
    acknowledgedBy: incident.episode.acknowledgedBy,
    acknowledgedUntil: isoOr(incident.episode.acknowledgedUntilMs),
    mitigatedAt: isoOr(incident.mitigatedAtMs),
    resolvedAt: isoOr(incident.resolvedAtMs),
    awsEvents: incident.awsEvents?.map(({ service, region, code, atMs }) => ({
      service,
      region,
      code,
      at: iso(atMs),
    })),
    mergedInto: linkOf(incident.mergedInto),
    nextUpdateAt: isoOr(notice.nextUpdateAtMs),
    components: [...incident.components],
    classification: incident.classification,
    alarm: incident.alarm,
    ...said,
    estimatedResolution: isoOr(estimatedResolutionAtMs),
    statements: statements?.map(({ statement, by, atMs }) => ({ statement, by, at: iso(atMs) })),
  };
};

import { type Digest, namedIn, severitiesIn, windowOf } from '../../domain/notice/digest.ts';
import type { NoticeJson } from './notice-schema.ts';

const iso = (atMs: number): string => new Date(atMs).toISOString();

/** A digest as programs get it: a notice of kind page that tells of several incidents. */
export const digestJsonOf = (digest: Digest): NoticeJson => {
  const { fromMs, untilMs } = windowOf(digest);
  return {
    version: '1',
    id: digest.id,
    at: iso(digest.atMs),
    audience: digest.audience,
    kind: 'page',
    reason: 'over-budget',
    severity: severitiesIn(digest)[0],
    count: digest.pages.length,
    from: iso(fromMs),
    until: iso(untilMs),
    pages: namedIn(digest).map(({ notice, incident }) => ({
      id: notice.id,
      at: iso(notice.atMs),
      insteadOf: notice.insteadOf,
      reason: notice.reason,
      rung: notice.rung,
      incidentId: incident.id,
      title: incident.title,
      severity: incident.severity,
      service: incident.service,
    })),
  };
};

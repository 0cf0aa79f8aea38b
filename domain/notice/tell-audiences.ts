import { type Draft, oweNotice } from '../incident/draft.ts';
import { type NoticeKind, noticeId } from '../incident/notice.ts';

/** Those who receive updates for this severity, and on mitigation and resolution everybody who was paged or told. */
export const tellAll = (draft: Draft, kind: NoticeKind, reason: string): void => {
  const { incident, context } = draft;
  const { updateAudiences, audiences } = context.configuration;
  const told = kind === 'update' ? [] : incident.told;
  const all = [...new Set([...updateAudiences[incident.severity], ...told])];
  for (const audience of all.filter((name) => (audiences[name]?.contacts ?? 0) > 0))
    tellOne(draft, audience, kind, reason);
};

/** One message that is no page, its id made of what it is and when the incident's version will say it. */
export const tellOne = (draft: Draft, audience: string, kind: NoticeKind, reason: string): void => {
  const { incident, context } = draft;
  oweNotice(draft, {
    id: noticeId(incident, `${kind}-${incident.version + 1}`, audience),
    audience,
    kind,
    reason,
    episode: incident.episode.number,
    atMs: context.nowMs,
    severity: incident.severity,
    ...(kind === 'resolution' ? {} : { nextUpdateAtMs: incident.updates.nextAtMs }),
  });
};

import { type Draft, oweNotice } from '../incident/draft.ts';
import { isOpen } from '../incident/incident.ts';
import { type NoticeKind, noticeId } from '../incident/notice.ts';
import { own } from '../kernel/own.ts';
import { heldUntil } from './held-back.ts';

/**
 * Messages for the update audiences of this severity. Unless it is an update, also for everybody told before; in quiet
 * hours for those alone.
 */
export const tellAll = (draft: Draft, kind: NoticeKind, reason: string): void => {
  const { incident, context } = draft;
  const { updateAudiences, audiences } = context.configuration;
  const told = kind === 'update' ? [] : incident.told;
  const isQuiet = heldUntil(incident, context.nowMs) !== undefined;
  const all = [...new Set([...(isQuiet ? [] : updateAudiences[incident.severity]), ...told])];
  for (const audience of all.filter((name) => (own(audiences, name)?.contacts ?? 0) > 0))
    tellOne(draft, audience, kind, reason);
};

/** Messages for everybody who has been paged or told, quiet hours or not. */
export const tellTold = (draft: Draft, kind: NoticeKind, reason: string): void => {
  const { audiences } = draft.context.configuration;
  for (const audience of draft.incident.told)
    if ((own(audiences, audience)?.contacts ?? 0) > 0) tellOne(draft, audience, kind, reason);
};

/** One message other than a page. Its id is made of its kind and the version that this decision will have. */
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
    ...(isOpen(incident) ? { nextUpdateAtMs: incident.updates.nextAtMs } : {}),
  });
};

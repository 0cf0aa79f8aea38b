import { noticeId } from '../escalation/page.ts';
import { stopRungs } from '../escalation/rungs.ts';
import { announce, change, type Draft, order, tell } from '../incident/draft.ts';
import { type Incident, isOpen, SYSTEM } from '../incident/incident.ts';
import type { NoticeKind } from '../incident/notice.ts';
import { resolvesByItself } from './deadlines.ts';

/** Whether "none stands" may be believed now: signals still to be written may stand. */
export const mayClear = (incident: Incident): boolean =>
  isOpen(incident) &&
  incident.sealed === undefined &&
  incident.clearSinceMs === undefined &&
  !Object.values(incident.outbox).some((effect) => effect.kind === 'signal');

/** No signal stands any more: the hold begins. */
export const beginClearing = (draft: Draft): void => {
  change(draft, { clearSinceMs: draft.context.nowMs });
  tell(draft, 'cleared', 'No signal is active any more', { reason: 'signals-clear' });
};

/** Clear for the hold: mitigated, not yet resolved. docs/requirements.md, Auto-resolve. */
export const mitigate = (draft: Draft, by: string, reason: string): void => {
  const { nowMs } = draft.context;
  change(draft, { status: 'mitigated', mitigatedAtMs: nowMs, mitigatedBy: by === SYSTEM ? reason : by });
  const text =
    by !== SYSTEM
      ? 'Mitigated'
      : resolvesByItself(draft.incident)
        ? 'All signals have been clear: mitigated'
        : 'All signals have been clear: mitigated, a person resolves it';
  tell(draft, 'mitigated', text, { by, reason });
  announce(draft, 'incident.mitigated', by, reason);
  tellAll(draft, 'mitigation', reason);
};

/** Resolved: no page after this, until it reopens (I5). */
export const resolve = (draft: Draft, by: string, reason: string): void => {
  const { incident, context } = draft;
  const { nowMs, configuration } = context;
  stopRungs(draft);
  dropMessages(draft);
  change(draft, {
    status: 'resolved',
    resolvedAtMs: nowMs,
    resolvedBy: by,
    mitigatedAtMs: incident.mitigatedAtMs ?? nowMs,
    mitigatedBy: incident.mitigatedBy ?? by,
    clearSinceMs: undefined,
    expiryCheckAtMs: undefined,
  });
  if (by !== SYSTEM) {
    draft.effects.set(`end-signals:${nowMs}`, { kind: 'end-signals', beforeMs: nowMs });
    change(draft, { recheckAtMs: nowMs + configuration.clocks.recheckMs });
  }
  tell(draft, 'resolved', by === SYSTEM ? 'Resolved: all signals have stayed clear' : 'Resolved', {
    by,
    reason,
  });
  announce(draft, 'incident.resolved', by, reason);
  tellAll(draft, 'resolution', reason);
};

/** What is owed and has not been sent says nothing true any more. */
const dropMessages = (draft: Draft): void => {
  for (const [id, effect] of Object.entries(draft.incident.outbox))
    if (effect.kind === 'notify') draft.voided.add(id);
  draft.notices.splice(0);
};

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
  order(draft, {
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

import { addEntry, announce, change, type Draft, turn } from '../incident/draft.ts';
import { type Incident, isOpen, resolvesByItself, SYSTEM } from '../incident/incident.ts';
import { isRolledBack, ROLLED_BACK } from '../incident/rolled-back.ts';
import { tellAll } from '../notice/tell-audiences.ts';

/** Whether signals are still to be written, or to come from an incident that is merged into it: they may stand. */
export const owesSignals = (incident: Incident): boolean =>
  Object.values(incident.outbox).some(({ kind }) => kind === 'signal' || kind === 'merge');

/** What lists show until the next count. There are at least as many in all. docs/api.md, Pages. */
export const sawStanding = (draft: Draft, standing: number): void => {
  const signalsSeen = Math.max(draft.incident.signalsSeen, standing);
  change(draft, { standingSeen: standing, signalsSeen, signalsSeenAtMs: draft.context.nowMs });
};

/** Whether a hold may begin if nothing stands. */
export const mayClear = (incident: Incident): boolean =>
  isOpen(incident) &&
  incident.sealed === undefined &&
  incident.clearSinceMs === undefined &&
  incident.keptOpenSinceMs === undefined &&
  !owesSignals(incident);

/** No signal stands any more: the hold begins. */
export const beginClearing = (draft: Draft, clearedBy?: Incident['clearedBy']): void => {
  change(draft, { clearSinceMs: draft.context.nowMs, clearedBy });
  sawStanding(draft, 0);
  addEntry(draft, 'cleared', 'No signal is active any more', { reason: 'signals-clear' });
};

/** Mitigated, not yet resolved: all was clear for the hold, or a person says so. docs/requirements.md, Auto-resolve. */
export const mitigate = (
  draft: Draft,
  by: string,
  reason: NonNullable<Incident['mitigatedReason']>,
): void => {
  const { nowMs } = draft.context;
  change(draft, { status: 'mitigated', mitigatedAtMs: nowMs, mitigatedBy: by, mitigatedReason: reason });
  addEntry(draft, 'mitigated', mitigatedText(draft.incident, by), { by, reason });
  announce(draft, 'incident.mitigated', by, reason);
  tellAll(draft, 'mitigation', reason);
};

const mitigatedText = (incident: Incident, by: string): string => {
  if (by !== SYSTEM) return 'Mitigated';
  const text = `${isRolledBack(incident) ? ROLLED_BACK : 'All signals have been clear'}: mitigated`;
  return resolvesByItself(incident) ? text : `${text}, a person resolves it`;
};

/** An incident that is under investigation again: no longer mitigated. */
export const investigating = {
  status: 'investigating',
  mitigatedAtMs: undefined,
  mitigatedBy: undefined,
  mitigatedReason: undefined,
} as const;

/**
 * Something stands although all had been clear: whoever wrote it down did not come to decide on it. Takes back the
 * clearing, and a mitigation that came from clearing alone.
 */
export const notClearAfterAll = (draft: Draft): void => {
  change(draft, { clearSinceMs: undefined });
  if (draft.incident.mitigatedReason === 'signals-clear') {
    change(draft, investigating);
    addEntry(draft, 'investigating', 'Investigating again: a signal stands', {
      reason: 'alarm-after-mitigation',
    });
  }
  turn(draft, 'recurred');
};

/** Resolved: no page after this, until it reopens (I5). */
export const resolve = (draft: Draft, by: string, reason: string): void => {
  const { incident, context } = draft;
  const { nowMs } = context;
  dropMessages(draft);
  change(draft, {
    status: 'resolved',
    resolvedAtMs: nowMs,
    resolvedBy: by,
    mitigatedAtMs: incident.mitigatedAtMs ?? nowMs,
    mitigatedBy: incident.mitigatedBy ?? by,
    mitigatedReason: incident.mitigatedReason ?? 'resolved',
  });
  turn(draft, 'resolved');
  if (by !== SYSTEM) draft.effects.set(`end-signals:${nowMs}`, { kind: 'end-signals', beforeMs: nowMs });
  addEntry(draft, 'resolved', by === SYSTEM ? resolvedText(draft.incident) : 'Resolved', {
    by,
    reason,
  });
  announce(draft, 'incident.resolved', by, reason);
  tellAll(draft, 'resolution', reason);
};

const resolvedText = (incident: Incident): string =>
  isRolledBack(incident)
    ? `Resolved: all signals have stayed clear. ${ROLLED_BACK}`
    : 'Resolved: all signals have stayed clear';

/** Owed messages that are not sent yet are no longer true. */
export const dropMessages = (draft: Draft): void => {
  for (const [id, effect] of Object.entries(draft.incident.outbox))
    if (effect.kind === 'notify') draft.voided.add(id);
  draft.notices.splice(0);
};

import { runRungs } from '../../domain/escalation/rungs.ts';
import { startDraft, toCommit } from '../../domain/incident/draft.ts';
import { dueOf, withDue } from '../../domain/incident/due-time.ts';
import { heldOf } from '../../domain/incident/held-page.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import type { Notice } from '../../domain/incident/notice.ts';
import { FALLBACK } from '../../domain/kernel/audiences.ts';
import { contextOf } from '../../protocol/commit.ts';
import type { IncidentStore } from '../../protocol/ports/record.ts';
import type { Shell } from '../../protocol/shell.ts';

/** Bugs of who is paged, and when, by the name of the mutation: each commit decides something else than was decided. */
export const pagingWith = (shell: Shell, mutation: string): Partial<IncidentStore> => {
  const { store } = shell;
  switch (mutation) {
    case 'rung-unsent':
      return {
        commit: (before, after) => {
          for (const [id, effect] of Object.entries(after.outbox))
            if (effect.kind === 'notify' && effect.notice.reason === 'no-response')
              Reflect.deleteProperty(after.outbox, id);
          return store.commit(before, after);
        },
      };
    case 'standing-unsaid':
      return {
        commit: (before, after) => {
          for (const id of Object.keys(after.outbox))
            if (id.includes('.alarms-not-taken-in.')) Reflect.deleteProperty(after.outbox, id);
          return store.commit(before, after);
        },
      };
    case 'digest-forgotten':
      return {
        commit: (before, after) => {
          for (const [id, effect] of Object.entries(after.outbox))
            if (heldOf(effect)?.digest !== undefined) Reflect.deleteProperty(after.outbox, id);
          return store.commit(before, after);
        },
      };
    case 'rungs-stop':
      return {
        commit: (before, after) => {
          const { nextAtMs: _, ...stopped } = after.escalation;
          return store.commit(before, stopped.nextRung > 1 ? { ...after, escalation: stopped } : after);
        },
      };
    case 'rungs-restless':
      return {
        commit: (before, after) =>
          store.commit(before, isRest(before, after) ? paging(shell, before, after) : after),
      };
    case 'rungs-asleep':
      return {
        commit: (before, after) =>
          store.commit(before, isRest(after, before) ? { ...after, escalation: before.escalation } : after),
      };
    case 'reminder-climbs':
      return {
        commit: (before, after) =>
          store.commit(
            before,
            withReminders(after, (notice) => climbing(notice, after)),
          ),
      };
    case 'no-reminder':
      return {
        commit: (before, after) =>
          store.commit(
            before,
            withReminders(after, () => undefined),
          ),
      };
    case 'reopened-resolves':
      return {
        commit: (before, { keptOpenSinceMs: _, ...after }) => store.commit(before, after),
      };
    case 'acknowledged-for-ever':
      return {
        commit: (before, after) => {
          const { acknowledgedUntilMs: _, ...episode } = after.episode;
          return store.commit(before, { ...after, episode });
        },
      };
    case 'no-quiet-hours':
      return { read: async (id) => withoutQuietHours(await store.read(id)) };
    case 'pages-outlive':
      return {
        commit: (before, after) =>
          store.commit(
            before,
            after.status === 'resolved' ? { ...after, outbox: { ...before.outbox, ...after.outbox } } : after,
          ),
      };
    default:
      return {};
  }
};

const withoutQuietHours = (incident: Incident | undefined): Incident | undefined => {
  if (incident === undefined) return undefined;
  const { quietHours: _, ...policy } = incident.escalation.policy;
  return { ...incident, escalation: { ...incident.escalation, policy } };
};

/** The rungs begin to rest with the later of two versions. */
const isRest = (earlier: Incident, later: Incident): boolean =>
  earlier.escalation.restingSinceMs === undefined &&
  later.escalation.restingSinceMs !== undefined &&
  earlier.episode.number === later.episode.number;

const paging = (shell: Shell, before: Incident, after: Incident): Incident => {
  const draft = startDraft(before, contextOf(shell));
  runRungs(draft);
  return withDue(toCommit(draft, after.commitId, shell.now() + shell.leaseMs), dueOf(after));
};

const withReminders = (after: Incident, change: (notice: Notice) => Notice | undefined): Incident => {
  const outbox = Object.entries(after.outbox).flatMap(([id, effect]) => {
    if (effect.kind !== 'notify' || effect.notice.reason !== 'reminder') return [[id, effect] as const];
    const notice = change(effect.notice);
    return notice === undefined ? [] : [[id, { ...effect, notice }] as const];
  });
  return { ...after, outbox: Object.fromEntries(outbox) };
};

const climbing = (notice: Notice, { escalation }: Incident): Notice => ({
  ...notice,
  audience: escalation.policy.rungs[escalation.nextRung]?.audiences[0] ?? FALLBACK,
});

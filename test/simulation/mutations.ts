import { type Incident, isOpen } from '../../domain/incident/incident.ts';
import type { Delivery } from '../../protocol/ports/channel.ts';
import type { IncidentStore } from '../../protocol/ports/record.ts';
import type { Shell } from '../../protocol/shell.ts';
import { isOfLaterRelease } from './later-kind.ts';
import { mergingWith } from './mutated-merging.ts';
import { pagingWith } from './mutated-paging.ts';
import { retirementWith } from './mutated-retirement.ts';
import { triageWith } from './mutated-triage.ts';

/** Known bugs, planted one at a time: the simulator must find each. Each breaks one rule that the protocol rests on. */
export const mutations = [
  'no-condition', // a commit writes whatever the version is
  'no-commit-id', // a lost answer is believed to be a lost race
  'no-lease', // effects are up for taking over at once
  'no-redo', // effects whose lease ended are never taken over
  'clear-all-effects', // finishing clears effects that are not done
  'due-lost', // finishing forgets the next deadline
  'stale-alarm-write', // the alarm item is overwritten whatever it is
  'signal-any-order', // an older signal overwrites a newer
  'no-standing', // clearing believes that nothing stands
  'slot-trusted', // a create overwrites what is there
  'outbox-rewritten', // a commit brings back effects that were cleared
  'weak-read', // the state is read as it was before the last write
  'endings-forgotten', // an OK of an unknown alarm is not remembered
  'no-touch', // an ALARM that meets the hold does not take it back
  'no-seal', // the next generation opens while the last one can still reopen
  'sweep-one', // a sweep looks at the oldest alone: what an index rejects starves the rest
  'no-recheck', // what a person resolved while it stood is not looked at again
  'no-expiry', // what never says that it is over stands for ever
  'refusal-ignored', // what SNS refuses is believed to be delivered
  'request-forgotten', // an incident does not remember which requests it has answered
  'rung-unsent', // a rung's time has come, and nothing is owed
  'rungs-stop', // the rungs end with the second, unacknowledged
  'pages-outlive', // a resolution leaves the pages that are still owed
  'severity-falls', // what clears by itself becomes less severe
  'ignored-unsaid', // what is ignored is recorded nowhere
  'follow-up-cleared', // an effect is cleared before its work elsewhere is done
  'rungs-restless', // a rung goes on though nothing stands
  'rungs-asleep', // rungs that rest do not go on when something stands again
  'reminder-climbs', // the reminder of what has cleared goes to the next rung
  'no-reminder', // what has cleared and waits for a person reminds nobody
  'reopened-resolves', // what a person reopened while nothing stood clears by itself
  'acknowledged-for-ever', // an acknowledgement that was given for a time does not end
  'no-quiet-hours', // quiet hours hold nothing back
  'unverified-resolves', // what has cleared resolves though its verification failed
  'triage-forgotten', // a run that gives no answer is not asked for again
  'digest-forgotten', // what the budget holds back counts as told, and no digest tells it
  'pages-uncounted', // no page counts, so that the budget holds nothing back
  'standing-unsaid', // alarms of a sealed incident cannot be taken in, and the fallback never hears it
  'unknown-effect-done', // an effect whose kind nobody knows counts as done
  'claim-expires', // a retired incident's state is deleted, and its claim with it
  'remains-kept', // what hangs at a retired incident is left there
  'retired-named', // an alarm item goes on naming a retired incident, and an OK writes there again
  'merger-forgotten', // a merger is cleared before it is carried out
  'merger-leaves-signals', // what stands in a merged incident stays there
  'merger-leaves-items', // the alarms of what has moved still lead to the merged incident
  'merger-without-severity', // an incident takes over what is worse and stays as it is
] as const;

export type Mutation = (typeof mutations)[number];

/** What a publish is believed to have come to when SNS has refused it. */
export const refusalWith = (mutation: Mutation | undefined): Delivery =>
  mutation === 'refusal-ignored' ? { outcome: 'delivered' } : { outcome: 'refused', reason: 'NotFound' };

/** The shell with one bug in it. */
export const mutate = (shell: Shell, mutation: Mutation): Shell => ({
  ...shell,
  ...shellWith(shell, mutation),
  store: { ...shell.store, ...storeWith(shell, mutation) },
});

const shellWith = (shell: Shell, mutation: Mutation): Partial<Shell> => {
  if (mutation === 'no-lease') return { leaseMs: 0 };
  if (mutation === 'no-redo') return { leaseMs: 1e12 };
  if (mutation !== 'no-recheck') return {};
  const { configuration } = shell;
  return { configuration: { ...configuration, clocks: { ...configuration.clocks, recheckMs: 1e12 } } };
};

let writes = 0;
const stale = new WeakMap<Shell['journal'], Map<string, Incident | undefined>>();

const storeWith = (shell: Shell, mutation: Mutation): Partial<IncidentStore> => {
  const { store, journal } = shell;
  switch (mutation) {
    case 'no-condition':
      return {
        commit: async (before, after) => {
          const now = await store.read(after.id);
          if (now === undefined) return store.commit(before, after);
          return store.commit({ ...before, version: now.version }, { ...after, version: now.version + 1 });
        },
      };
    case 'no-commit-id':
      return { read: async (id) => withoutCommitId(await store.read(id)) };
    case 'clear-all-effects':
      return {
        finishEffects: async (id, done, at) => {
          const now = await store.read(id);
          return store.finishEffects(id, [...done, ...Object.keys(now?.outbox ?? {})], at);
        },
      };
    case 'follow-up-cleared':
      return {
        finishEffects: async (id, done, at) => {
          const { outbox = {} } = (await store.read(id)) ?? {};
          const signals = Object.entries(outbox).flatMap(([effectId, { kind }]) =>
            kind === 'signal' ? [effectId] : [],
          );
          return store.finishEffects(id, [...done, ...signals], at);
        },
      };
    case 'unknown-effect-done':
      return {
        finishEffects: async (id, done, at) => {
          const { outbox = {} } = (await store.read(id)) ?? {};
          const unknown = Object.entries(outbox).flatMap(([effectId, effect]) =>
            isOfLaterRelease(effect) ? [effectId] : [],
          );
          return store.finishEffects(id, [...done, ...unknown], at);
        },
      };
    case 'due-lost':
      return {
        finishEffects: (id, done, at) => store.finishEffects(id, done, { ...at, due: undefined }),
      };
    case 'stale-alarm-write':
      return {
        putAlarm: async (before, after) =>
          (await store.putAlarm(before, after)) ||
          store.putAlarm(await store.readAlarm(after.signalId), after),
      };
    case 'signal-any-order':
      return {
        putSignal: (id, record) =>
          store.putSignal(id, { ...record, order: `9${String(++writes).padStart(9, '0')}` }),
      };
    case 'no-touch':
      return {
        commit: (before, after) =>
          store.commit(
            before,
            isOpen(after) && before.clearSinceMs !== undefined
              ? { ...after, clearSinceMs: before.clearSinceMs }
              : after,
          ),
      };
    case 'no-seal':
      return {
        commit: async (before, after) =>
          after.sealed === 'superseded' && before.sealed === undefined ? true : store.commit(before, after),
      };
    case 'no-standing':
      return { standing: async () => [] };
    case 'slot-trusted':
      return {
        create: async (incident) => {
          if (await store.create(incident)) return true;
          const now = await store.read(incident.id);
          return now === undefined ? false : store.commit(now, { ...incident, version: now.version + 1 });
        },
      };
    case 'outbox-rewritten':
      return { commit: async (before, after) => store.commit({ ...before, outbox: {} }, after) };
    case 'weak-read':
      return {
        read: async (id) => {
          const seen = stale.get(journal) ?? new Map<string, Incident | undefined>();
          stale.set(journal, seen);
          const now = await store.read(id);
          const old = seen.get(id);
          seen.set(id, now);
          return old ?? now;
        },
      };
    case 'sweep-one':
      return { due: async (nowMs, limit) => (await store.due(nowMs, limit)).slice(0, 1) };
    case 'no-expiry':
      return {
        putSignal: (id, record) =>
          record.reason === 'expired' ? Promise.resolve(true) : store.putSignal(id, record),
      };
    case 'request-forgotten':
      return {
        create: (incident) => store.create({ ...incident, requests: [] }),
        commit: (before, after) => store.commit(before, { ...after, requests: [] }),
      };
    case 'severity-falls':
      return {
        commit: (before, after) =>
          store.commit(before, after.status === 'mitigated' ? { ...after, severity: 'SEV4' } : after),
      };
    case 'pages-uncounted':
      return { countPages: async () => {} };
    case 'ignored-unsaid':
      return { recordIgnored: async () => {} };
    case 'endings-forgotten':
      return {
        putAlarm: (before, after) =>
          before === undefined && !after.active ? Promise.resolve(true) : store.putAlarm(before, after),
      };
    case 'merger-forgotten':
    case 'merger-leaves-signals':
    case 'merger-leaves-items':
    case 'merger-without-severity':
      return mergingWith(shell, mutation);
    default:
      return retirementWith(shell, mutation) ?? triageWith(shell, mutation) ?? pagingWith(shell, mutation);
  }
};

const withoutCommitId = (incident: Incident | undefined): Incident | undefined =>
  incident && { ...incident, commitId: '', earlierCommitIds: [] };

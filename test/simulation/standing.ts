import type { MemoryRecords } from '../../adapters/memory/records.ts';
import type { Effect } from '../../domain/incident/effect.ts';
import { type Incident, isOpen, SYSTEM } from '../../domain/incident/incident.ts';
import type { Notice } from '../../domain/incident/notice.ts';
import { isWorse } from '../../domain/kernel/severity.ts';
import { heldUntil } from '../../domain/notice/held-back.ts';
import type { IncidentStore } from '../../protocol/ports/record.ts';

/** What the signals of each incident show, whatever its state says: by incident id, epoch ms. */
export interface Standing {
  /** Something has stood without a break since. */
  readonly since: Map<string, number>;
  /** Nothing has stood since. */
  readonly noneSince: Map<string, number>;
  /** A person reopened it then, and nothing has stood since. */
  readonly keptOpen: Map<string, number>;
  /** The version at which a look last saw that something stands. */
  readonly seenAt: Map<string, number>;
  /** Decisions that they forbid. */
  readonly wrong: string[];
}

export const createStanding = (): Standing => ({
  since: new Map(),
  noneSince: new Map(),
  keptOpen: new Map(),
  seenAt: new Map(),
  wrong: [],
});

/** A store that notes what stands, and which commits contradict it. */
export const watchStanding = (
  inner: IncidentStore,
  records: MemoryRecords,
  standing: Standing,
  now: () => number,
): IncidentStore => ({
  ...inner,
  putSignal: async (id, record) => {
    const isNewer = await inner.putSignal(id, record);
    noteSignals(
      standing,
      id,
      [...records.signalsOf(id).values()].some(({ active }) => active),
      now(),
    );
    return isNewer;
  },
  standing: async (id, limit) => {
    const found = await inner.standing(id, limit);
    const version = records.incidents.get(id)?.version;
    if (found.length > 0 && version !== undefined) standing.seenAt.set(id, version);
    return found;
  },
  commit: async (before, after) => {
    const stored = records.incidents.get(after.id);
    const committed = await inner.commit(before, after);
    if (committed && stored) {
      noteCommit(standing, stored, after, now());
      noteMerger(standing, records, stored, after);
    }
    return committed;
  },
});

const noteSignals = (standing: Standing, id: string, stands: boolean, nowMs: number): void => {
  const [begun, ended] = stands ? [standing.since, standing.noneSince] : [standing.noneSince, standing.since];
  ended.delete(id);
  if (!begun.has(id)) begun.set(id, nowMs);
  if (stands) standing.keptOpen.delete(id);
};

const noteCommit = (standing: Standing, before: Incident, after: Incident, nowMs: number): void => {
  const { id } = after;
  const { keptOpen, seenAt, since, wrong } = standing;
  const clears = after.mitigatedReason === 'signals-clear' && before.mitigatedReason === undefined;
  const ends = after.resolvedBy === SYSTEM && before.status !== after.status;
  if (keptOpen.has(id) && isOpen(before) && (clears || ends))
    wrong.push(`${id}: a person reopened it, and it ended by itself`);
  if (!isOpen(after) && after.sealed !== 'merged') keptOpen.delete(id);
  // A signal that clears between the look and the commit has stood for the person who reopens.
  const stoodForIt = since.has(id) || seenAt.get(id) === before.version;
  if (isReopenedByPerson(before, after) && !stoodForIt) keptOpen.set(id, nowMs);
  for (const notice of newNotices(before, after)) {
    if (isHeldBack(notice, before, after)) wrong.push(`${notice.id} in quiet hours`);
    if (goesOn(notice, before, after, standing)) wrong.push(`${notice.id} though nothing stands`);
    if (notice.reason === 'reminder' && climbs(notice, before)) wrong.push(`${notice.id}: a reminder climbs`);
  }
};

/** What stood in an incident that this commit takes over has earned its severity (I11); what was kept open stays so. */
const noteMerger = (
  { keptOpen, since, wrong }: Standing,
  records: MemoryRecords,
  before: Incident,
  after: Incident,
): void => {
  const taken = after.mergedFrom?.at(-1)?.incidentId;
  const isNew = before.mergedFrom?.length !== after.mergedFrom?.length;
  const source = taken === undefined ? undefined : records.incidents.get(taken);
  if (source === undefined || !isNew || !isOpen(after)) return;
  if (since.has(source.id) && isWorse(source.severity, after.severity))
    wrong.push(`${after.id} took over ${source.id} without its severity (I11)`);
  const keptSince = keptOpen.get(source.id);
  if (keptSince !== undefined && !since.has(after.id)) keptOpen.set(after.id, keptSince);
};

const isReopenedByPerson = (before: Incident, after: Incident): boolean =>
  !isOpen(before) &&
  Object.values<Effect>(after.outbox).some(
    (effect) =>
      effect.kind === 'entries' &&
      effect.version === after.version &&
      effect.entries.some(({ reason }) => reason === 'reopened-by-person'),
  );

/** Messages that this commit decides on. One in an unreachable audience's place was decided before. */
const newNotices = (before: Incident, after: Incident): readonly Notice[] =>
  Object.entries<Effect>(after.outbox).flatMap(([effectId, effect]) =>
    effect.kind === 'notify' && effect.notice.insteadOf === undefined && before.outbox[effectId] === undefined
      ? [effect.notice]
      : [],
  );

/** What quiet hours hold back: rungs, and what the clock fires or tells. */
const byTheClock = new Set([
  'opened',
  'no-response',
  'repeat',
  'reminder',
  'unknown-cause',
  'database-unavailable',
  'not-restored',
  'no-resolution',
  'status-update',
  'stakeholders',
]);

/** By the policy that the record had and has: a severity that rises in the same commit pages at once. */
const isHeldBack = ({ reason, atMs }: Notice, before: Incident, after: Incident): boolean =>
  byTheClock.has(reason) &&
  heldUntil(before, atMs) !== undefined &&
  !isWorse(after.severity, before.severity);

/** A decision may be as old as a function lives, by another clock. */
const DECIDED_WITHIN_MS = 15_000;

/** A rung pages in an incident that was known to have cleared before the decision began. */
const goesOn = ({ reason, atMs }: Notice, before: Incident, after: Incident, standing: Standing): boolean =>
  (reason === 'no-response' || reason === 'repeat') &&
  before.episode.number === after.episode.number &&
  before.clearSinceMs !== undefined &&
  after.clearSinceMs !== undefined &&
  (standing.noneSince.get(after.id) ?? Number.POSITIVE_INFINITY) < atMs - DECIDED_WITHIN_MS;

/** It goes to somebody whom no rung of this episode has paged, although some rung has paged somebody. */
const climbs = ({ audience }: Notice, { episode, escalation }: Incident): boolean => {
  const rungs = new Set(escalation.policy.rungs.map(({ id }) => id));
  const paged = escalation.paged.flatMap((key) => {
    const [number, rung = '', name] = key.split('/');
    return Number(number) === episode.number && rungs.has(rung) ? [name] : [];
  });
  return paged.length > 0 && !paged.includes(audience);
};

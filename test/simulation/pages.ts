import { type Incident, isOpen } from '../../domain/incident/incident.ts';
import { FALLBACK } from '../../domain/kernel/audiences.ts';
import { triggerNames } from '../../domain/kernel/trigger.ts';
import { quietUntil } from '../../domain/notice/quiet-hours.ts';
import type { History } from './history.ts';
import { QUIET_HOURS_END } from './plan.ts';
import type { Published, Watch } from './watch.ts';

/** How much later than its deadline a page may be (I4). */
export const SLACK_MS = 2 * 60_000;

/** By how much the clocks of two workers may differ. */
export const SKEW_MS = 2_000;

/** Since its episode began, those that SNS took. What began it may have paged somebody in the one before it. */
const pagesOf = ({ published }: Watch, { id, episode }: Incident): readonly Published[] =>
  published.filter(
    (page) =>
      page.kind === 'page' &&
      page.isTaken &&
      page.incidentId === id &&
      page.atMs >= episode.startedAtMs - SKEW_MS,
  );

/** No rung of what the record plans is overdue (I4). */
export const checkOverdue = (
  { now }: History,
  { id, clearSinceMs, episode, escalation }: Incident,
): string | undefined => {
  const { nextAtMs = Number.POSITIVE_INFINITY, restingSinceMs } = escalation;
  const isResting = restingSinceMs !== undefined && clearSinceMs !== undefined;
  const isRunning = episode.acknowledgedAtMs === undefined && !isResting;
  const isOverdue = isRunning && nextAtMs < now() - SLACK_MS;
  return isOverdue ? `${id}: a rung is over 2 minutes late (I4)` : undefined;
};

/**
 * Since when something stands there. Who declared it and got no answer knows that, and asks again: until then its signal may
 * stand without a decision, as long as until the next look at it.
 */
export const standsSince = ({ declared, standing }: Watch, id: string): number | undefined =>
  [...declared.values()].some(({ isAnswered }) => !isAnswered) ? undefined : standing.since.get(id);

/**
 * Something stands, or a person says so, and nobody has acknowledged: somebody is paged again before the longest wait of the policy has passed (I4). Looks at
 * what SNS took, not at what the record says about it.
 */
export const checkSilence = ({ watch, now, configuration }: History, state: Incident): string | undefined => {
  const { id, episode, severity } = state;
  const { policy } = state.escalation;
  const wantedSince = standsSince(watch, id) ?? watch.standing.keptOpen.get(id);
  if (episode.acknowledgedAtMs !== undefined || wantedSince === undefined) return undefined;
  const pages = pagesOf(watch, state);
  const dampingMs = episode.reason === 'reopened' ? configuration().clocks.episodeDampingMs : 0;
  const waitMs = Math.max(policy.repeatEveryMs, ...policy.rungs.map(({ timeoutMs }) => timeoutMs));
  const deadlines = [
    episode.startedAtMs + dampingMs,
    wantedSince,
    ...pages.map(({ atMs }) => atMs + waitMs),
    ...(policy.quietHours === undefined ? [] : [QUIET_HOURS_END]),
  ];
  const isQuiet =
    policy.quietHours !== undefined &&
    quietUntil(policy.quietHours, now()) !== undefined &&
    (severity === 'SEV3' || severity === 'SEV4');
  if (isQuiet || now() <= Math.max(...deadlines) + SLACK_MS) return undefined;
  return `${id}: nobody has been paged in episode ${episode.number} since ${pages.at(-1)?.id ?? 'it began'} (I4)`;
};

/**
 * Whom the record believes to have been paged in this episode has been, or the fallback in somebody's place, unless an
 * acknowledgement came before. By audience: of several reasons to page one audience in one decision the first stands.
 */
export const checkOrdered = ({ watch, records }: History): string | undefined => {
  for (const state of [...records.incidents.values()].filter(isOpen)) {
    const { id, episode, escalation } = state;
    const rungs = escalation.policy.rungs.map((rung) => rung.id);
    const pages = pagesOf(watch, state);
    for (const key of escalation.paged) {
      const [number, rung = '', audience] = key.split('/');
      if (episode.acknowledgedAtMs !== undefined && rungs.includes(rung)) continue;
      const reached = pages.some((page) => page.audience === audience || page.insteadOf !== undefined);
      if (Number(number) === episode.number && !reached)
        return `${id}: ${audience} was to be paged (${rung}), and never was (I4)`;
    }
  }
  return undefined;
};

/** What pages after an acknowledgement, too: named here, so that a reason that the record takes for another shows. */
const otherReasons: ReadonlySet<string> = new Set([
  ...triggerNames,
  'escalated',
  'by-person',
  'decision-failed',
]);

/** That alarms of a sealed incident stand and nobody takes them in: the fallback hears it, once. docs/adr/0035. */
const tellsOfStanding = ({ id, audience }: { readonly id: string; readonly audience: string }): boolean =>
  audience === FALLBACK && id.includes('.alarms-not-taken-in.');

/** Where alarms of a sealed incident could not be taken in for three times, the fallback has heard it. */
export const checkStandingTold = ({ records, watch }: History): string | undefined => {
  for (const { id, sealed } of records.incidents.values()) {
    if (sealed === undefined) continue;
    const isNoted = [...records.entriesOf(id).values()].some(
      ({ kind, reason }) => kind === 'decision-failed' && reason === 'alarms-not-taken-in',
    );
    const isTold = watch.published.some((page) => page.incidentId === id && tellsOfStanding(page));
    if (isNoted && !isTold) return `${id}: its alarms stand, nobody takes them in, and nobody was told`;
  }
  return undefined;
};

/** Who began after an acknowledgement was answered pages no rung of its episode; after a resolution nobody pages (I5). */
export const checkFences = ({ watch }: History): string | undefined => {
  for (const page of watch.published.filter(({ kind }) => kind === 'page')) {
    const episode = `${page.incidentId}.${page.episode}`;
    const { began } = page.worker;
    if (!otherReasons.has(page.reason) && began > stepOf(watch.acknowledgedAtStep, episode))
      return `${page.id} was published after the acknowledgement (I5)`;
    if (began > stepOf(watch.resolvedAtStep, episode) && !tellsOfStanding(page))
      return `${page.id} was published after the resolution (I5)`;
  }
  return undefined;
};

const stepOf = (steps: ReadonlyMap<string, number>, episode: string): number =>
  steps.get(episode) ?? Number.POSITIVE_INFINITY;

/** A page comes once, and once more for each worker that a fault kept from noting it (I7). */
export const checkRepeats = ({ watch }: History): string | undefined => {
  for (const [id, all] of Map.groupBy(watch.published, (page) => page.id)) {
    const excused = all.filter(({ worker }) => worker.faulted).length;
    if (all.length > 1 + excused)
      return `${id} was published ${all.length} times, of which a fault excuses ${excused} (I7)`;
  }
  return undefined;
};

import type { ClockContext } from '../domain/clocks/clock.ts';
import { nextDue } from '../domain/clocks/next-due.ts';
import { type Draft, toCommit } from '../domain/incident/draft.ts';
import { withDue } from '../domain/incident/due-time.ts';
import { heldOf } from '../domain/incident/held-page.ts';
import type { Incident } from '../domain/incident/incident.ts';
import { clocks } from '../domain/lifecycle/clocks.ts';
import type { PageBudget } from '../domain/notice/page-budget.ts';
import { holdBack } from './page-budget.ts';
import type { Shell } from './shell.ts';

/** Tries of an optimistic loop before it gives up and leaves the rest to redelivery. */
const MAX_TRIES = 20;

/** Too many others changed the same incident: redelivery or the sweep tries again. */
export class ContentionError extends Error {
  override readonly name = 'ContentionError';
  constructor(subject: string) {
    super(`gave up after ${MAX_TRIES} tries: too many others change ${subject} at once`);
  }
}

/**
 * Tries until `once` answers; undefined means that somebody else was first. Each try after the first waits before: at
 * random, up to a cap that grows, so that workers that met do not meet again.
 * @throws ContentionError after the last try
 */
export const untilDone = async <T>(
  shell: Pick<Shell, 'pause'>,
  subject: string,
  once: (tries: number) => Promise<T | undefined>,
): Promise<T> => {
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    if (tries > 0) await shell.pause(tries);
    const answer = await once(tries);
    if (answer !== undefined) return answer;
  }
  throw new ContentionError(subject);
};

export const contextOf = (shell: Shell): ClockContext => ({
  nowMs: shell.now(),
  configuration: shell.configuration,
  clocks,
});

/**
 * The one conditional write that makes a decision true. Answers what was committed, or undefined when somebody else
 * was first. A failed condition may be our own write whose answer was lost: the commit id shows it.
 * docs/architecture.md, Lost answers. `budget`: of pages, as far as it is known already.
 */
export const commitDraft = async (
  shell: Shell,
  before: Incident | undefined,
  draft: Draft,
  budget?: PageBudget,
): Promise<Incident | undefined> => {
  const owing = toCommit(draft, shell.newId(), shell.now() + shell.leaseMs);
  const { after: decided, giveBack } = await holdBack(shell, before, owing, budget);
  const after = withDue(decided, nextDue(decided, contextOf(shell)));
  const won =
    before === undefined ? await shell.store.create(after) : await shell.store.commit(before, after);
  if (won) return after;
  const found = await shell.store.read(after.id);
  const isOurs = found?.commitId === after.commitId || found?.earlierCommitIds?.includes(after.commitId);
  if (isOurs) return after;
  giveBack();
  return undefined;
};

/** The effects that this commit added or leased anew: its committer carries them out. Not what waits for a digest. */
export const ownEffects = (before: Incident | undefined, after: Incident): readonly string[] =>
  Object.entries(after.outbox).flatMap(([id, effect]) => {
    const held = heldOf(effect);
    const isWaiting = held !== undefined && held.digest === undefined;
    return isWaiting || before?.outbox[id]?.dueAtMs === effect.dueAtMs ? [] : [id];
  });

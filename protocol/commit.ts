import { type Context, type Draft, toCommit } from '../domain/incident/draft.ts';
import type { Incident } from '../domain/incident/incident.ts';
import type { Shell } from './shell.ts';

/** Tries of an optimistic loop before it gives up and leaves the rest to redelivery. */
export const MAX_TRIES = 50;

/** Too many others changed the same incident: redelivery or the sweep tries again. */
export class ContentionError extends Error {
  override readonly name = 'ContentionError';
  constructor(subject: string) {
    super(`gave up after ${MAX_TRIES} tries: too many others change ${subject} at once`);
  }
}

export const contextOf = (shell: Shell): Context => ({
  nowMs: shell.now(),
  configuration: shell.configuration,
});

/**
 * The one conditional write that makes a decision true. Answers what was committed, or undefined when somebody else
 * was first. A failed condition may be our own write whose answer was lost: the commit id tells. docs/architecture.md, Lost answers.
 */
export const commitDraft = async (
  shell: Shell,
  before: Incident | undefined,
  draft: Draft,
): Promise<Incident | undefined> => {
  const after = toCommit(draft, shell.newId(), shell.now() + shell.leaseMs);
  const won =
    before === undefined ? await shell.store.create(after) : await shell.store.commit(before, after);
  if (won) return after;
  const found = await shell.store.read(after.id);
  const isOurs = found?.commitId === after.commitId || found?.earlierCommitIds?.includes(after.commitId);
  return isOurs ? after : undefined;
};

/** The effects that this commit added: its committer's to carry out. */
export const ownEffects = (before: Incident | undefined, after: Incident): readonly string[] =>
  Object.keys(after.outbox).filter((id) => before?.outbox[id]?.dueAtMs !== after.outbox[id]?.dueAtMs);

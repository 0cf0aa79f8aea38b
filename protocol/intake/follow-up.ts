import type { Incident } from '../../domain/incident/incident.ts';
import type { FollowUp, Unfinished } from '../outbox/carrier.ts';
import { finish, setTimer } from '../outbox/drain.ts';
import { type Failure, noteFailures } from '../outbox/note-failures.ts';
import type { Shell } from '../shell.ts';
import { takeBatch } from './batch.ts';
import { settle } from './settle.ts';

/**
 * Does what is unfinished, and what that leaves unfinished, until nothing is. Effects are cleared afterwards: a crash
 * before that leaves them owed, and whoever takes them over does it again; what fails of them is tried again later.
 * What fails of a message is thrown, so that the message comes again.
 */
export const followUp = async (shell: Shell, unfinished: readonly Unfinished[]): Promise<void> => {
  let left = unfinished;
  while (left.length > 0) left = (await Promise.all(left.map((one) => followUpOne(shell, one)))).flat();
};

const followUpOne = (shell: Shell, unfinished: Unfinished): Promise<readonly Unfinished[]> =>
  unfinished.kind === 'message'
    ? doAll(shell, unfinished.followUps)
    : finishEffects(shell, unfinished.incident, unfinished.effects);

const finishEffects = async (
  shell: Shell,
  incident: Incident,
  effects: Extract<Unfinished, { kind: 'effects' }>['effects'],
): Promise<readonly Unfinished[]> => {
  const done: string[] = [];
  const failures: Failure[] = [];
  const more: Unfinished[] = [];
  for (const { id, followUps } of effects) {
    try {
      more.push(...(await doAll(shell, followUps)));
      done.push(id);
    } catch (error) {
      failures.push({
        effectId: id,
        reason: error instanceof Error ? error.name : 'unknown',
        isFinal: false,
      });
    }
  }
  await finish(shell, incident, done);
  if (failures.length > 0) await retryLater(shell, incident.id, failures);
  // While they were owed nobody could say that nothing stands.
  return done.length === 0 ? more : [...more, ...(await settle(shell, incident.id))];
};

const retryLater = async (shell: Shell, incidentId: string, failures: readonly Failure[]): Promise<void> => {
  const noted = await noteFailures(shell, incidentId, failures);
  if (noted) await setTimer(shell, incidentId, noted.after.dueAtMs);
};

/** One after the other, so that a walk finds what the one before it has left. */
const doAll = async (shell: Shell, followUps: readonly FollowUp[]): Promise<readonly Unfinished[]> => {
  const unfinished: Unfinished[] = [];
  for (const next of followUps) unfinished.push(...(await doOne(shell, next)));
  return unfinished;
};

const doOne = async (shell: Shell, next: FollowUp): Promise<readonly Unfinished[]> => {
  if (next.kind === 'settle') return settle(shell, next.incidentId);
  const { results, open } = await takeBatch(shell, [next.transition]);
  for (const result of results.values()) if (result.kind === 'failed') throw result.error;
  return open.flatMap(({ unfinished }) => unfinished);
};

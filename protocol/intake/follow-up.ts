import type { Incident } from '../../domain/incident/incident.ts';
import { errorName } from '../error-name.ts';
import type { FollowUp, Unfinished } from '../outbox/carrier.ts';
import { finish, setTimer } from '../outbox/drain.ts';
import { type Failure, noteFailures } from '../outbox/note-failures.ts';
import type { Shell } from '../shell.ts';
import { takeBatch } from './batch.ts';
import { mergeIncidents } from './merge.ts';
import { recordIgnored } from './record-ignored.ts';
import { settle } from './settle.ts';

/**
 * Does unfinished work, and the work that this leaves, until nothing is left. Effects are cleared only then: after a
 * crash they are still owed, and the worker that takes them over does the work again. A failed follow-up of an effect
 * is tried again later. A failed follow-up of a message is thrown, so that the message comes again.
 */
export const followUp = async (shell: Shell, unfinished: readonly Unfinished[]): Promise<void> => {
  const ended = await Promise.allSettled(unfinished.map((one) => followUpOne(shell, one)));
  for (const one of ended) if (one.status === 'rejected') throw one.reason;
};

const followUpOne = (shell: Shell, unfinished: Unfinished): Promise<void> =>
  unfinished.kind === 'message'
    ? doAll(shell, unfinished.followUps)
    : followUpEffects(shell, unfinished.incident, unfinished.effects);

const followUpEffects = async (
  shell: Shell,
  incident: Incident,
  effects: Extract<Unfinished, { kind: 'effects' }>['effects'],
): Promise<void> => {
  const done: string[] = [];
  const failures: Failure[] = [];
  for (const { id, followUps } of effects) {
    try {
      await doAll(shell, followUps);
      done.push(id);
    } catch (error) {
      failures.push({ effectId: id, reason: errorName(error), isFinal: false });
    }
  }
  await finish(shell, incident, done);
  const noted = failures.length === 0 ? undefined : await noteFailures(shell, incident.id, failures);
  if (noted) await setTimer(shell, incident.id, noted.after.dueAtMs);
  // While they were owed, no hold could begin.
  if (done.length > 0) await followUp(shell, await settle(shell, incident.id));
};

/** One after the other, so that each walk finds what the one before has left. */
const doAll = async (shell: Shell, followUps: readonly FollowUp[]): Promise<void> => {
  for (const next of followUps) await followUp(shell, await doOne(shell, next));
};

const doOne = async (shell: Shell, next: FollowUp): Promise<readonly Unfinished[]> => {
  if (next.kind === 'settle') return settle(shell, next.incidentId);
  if (next.kind === 'merge') return mergeIncidents(shell, next);
  const pass = await takeBatch(shell, [next.transition]);
  for (const result of pass.results.values()) if (result.kind === 'failed') throw result.error;
  await recordIgnored(shell, pass);
  return pass.open.flatMap(({ unfinished }) => unfinished);
};

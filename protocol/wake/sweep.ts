import { errorName } from '../error-name.ts';
import type { Due } from '../ports/record.ts';
import type { Shell } from '../shell.ts';
import { wakeIncident } from './wake.ts';
import { wakeAlarm } from './wake-alarm.ts';

/** Items taken from each shard of the index at once. */
const A_SHARD = 100;
const AT_ONCE = 8;

export interface Swept {
  readonly looked: number;
  readonly acted: number;
  readonly failed: number;
  /** The time was up before all were looked at: the next sweep goes on. */
  readonly unfinished: boolean;
}

/**
 * Looks at everything that is due: what a lost timer or a crash left behind. A failure never costs the others. Takes
 * up nothing more after `untilMs`, epoch ms. docs/architecture.md, Timers (I4).
 */
export const sweepDue = async (shell: Shell, untilMs: number): Promise<Swept> => {
  const found = await shell.store.due(shell.now(), A_SHARD);
  const queue = [...found].sort((a, b) => a.dueAtMs - b.dueAtMs);
  let acted = 0;
  let failed = 0;
  const next = () => (shell.now() < untilMs ? queue.shift() : undefined);
  const work = async () => {
    for (let due = next(); due !== undefined; due = next()) {
      try {
        const woken = await wake(shell, due);
        if (woken === 'decided' || woken === 'raised') acted++;
      } catch (error) {
        failed++;
        shell.journal.note('error', 'sweep-failed', {
          ...due,
          why: errorName(error),
        });
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return noteSwept(shell, {
    looked: found.length - queue.length,
    acted,
    failed,
    unfinished: queue.length > 0,
  });
};

/** An idle sweep is not journalled: a line and a count each minute would cost more than the sweep itself. */
const noteSwept = (shell: Shell, swept: Swept): Swept => {
  const isTrouble = swept.failed > 0 || swept.unfinished;
  if (swept.looked > 0 || isTrouble) shell.journal.note(isTrouble ? 'warn' : 'info', 'swept', { ...swept });
  return swept;
};

const wake = (shell: Shell, due: Due) =>
  due.kind === 'incident' ? wakeIncident(shell, due.incidentId) : wakeAlarm(shell, due.signalId);

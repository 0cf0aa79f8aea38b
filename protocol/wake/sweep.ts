import { errorName } from '../error-name.ts';
import type { Due } from '../ports/record.ts';
import type { Shell } from '../shell.ts';
import { wakeIncident } from './wake.ts';
import { wakeAlarm } from './wake-alarm.ts';

/** Items taken from each shard of the index at once. */
const A_SHARD = 100;
const AT_ONCE = 8;
/** Items that can wait, in one sweep, one after the other: nobody is to be slowed down by them. */
const LATER_A_SWEEP = 50;

export interface Swept {
  readonly looked: number;
  readonly acted: number;
  readonly failed: number;
  /** The time was up before all were looked at: the next sweep goes on. */
  readonly unfinished: boolean;
}

/**
 * Looks at everything that is due: what a lost timer or a crash left behind, and then at some of what can wait. A failure
 * never costs the others. Takes up nothing more after `untilMs`, epoch ms. docs/architecture.md, Timers (I4).
 */
export const sweepDue = async (shell: Shell, untilMs: number): Promise<Swept> => {
  const found = await shell.store.due(shell.now(), A_SHARD);
  const first = await wakeAll(shell, found, untilMs, AT_ONCE);
  if (first.unfinished || shell.now() >= untilMs) return noteSwept(shell, first);
  const later = await wakeAll(shell, await shell.store.dueLater(shell.now(), LATER_A_SWEEP), untilMs, 1);
  return noteSwept(shell, {
    looked: first.looked + later.looked,
    acted: first.acted + later.acted,
    failed: first.failed + later.failed,
    // What can wait is no trouble if it does.
    unfinished: false,
  });
};

const wakeAll = async (
  shell: Shell,
  found: readonly Due[],
  untilMs: number,
  atOnce: number,
): Promise<Swept> => {
  const queue = [...found].sort((a, b) => a.dueAtMs - b.dueAtMs);
  let acted = 0;
  let failed = 0;
  const work = async () => {
    while (queue.length > 0 && shell.now() < untilMs) {
      const due = queue.shift();
      if (due === undefined) return;
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
  await Promise.all(Array.from({ length: atOnce }, work));
  return { looked: found.length - queue.length, acted, failed, unfinished: queue.length > 0 };
};

/** An idle sweep is not journalled: a line and a count each minute would cost more than the sweep itself. */
const noteSwept = (shell: Shell, swept: Swept): Swept => {
  const isTrouble = swept.failed > 0 || swept.unfinished;
  if (swept.looked > 0 || isTrouble) shell.journal.note(isTrouble ? 'warn' : 'info', 'swept', { ...swept });
  return swept;
};

const wake = (shell: Shell, due: Due) =>
  due.kind === 'incident' ? wakeIncident(shell, due.incidentId) : wakeAlarm(shell, due.signalId);

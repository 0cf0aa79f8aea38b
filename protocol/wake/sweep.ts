import { errorName } from '../error-name.ts';
import { sharingBudget } from '../page-budget.ts';
import type { Due } from '../ports/record.ts';
import type { Shell } from '../shell.ts';
import { tellHeld } from './tell-held.ts';
import { wakeIncident } from './wake.ts';
import { wakeAlarm } from './wake-alarm.ts';

/** Items taken from each shard of the index at once. */
const A_SHARD = 100;
const AT_ONCE = 8;
/** Items that can wait, in one sweep, one after the other: nobody is to be slowed down by them. */
const LATER_A_SWEEP = 50;

/** Of the time, kept for the digests: what is held waits for nothing else, ms. */
const DIGESTS_MS = 10_000;

export interface Swept {
  readonly looked: number;
  readonly acted: number;
  readonly failed: number;
  /** The time was up before all were looked at: the next sweep goes on. */
  readonly unfinished: boolean;
}

/**
 * Looks at everything that is due: what a lost timer or a crash left behind. Then tells what the budget of pages has held
 * back, and looks at some of what can wait. More than one look at the index sees is done in rounds, so that a storm waits for
 * no other sweep. A failure never costs the others. Takes up nothing more after `untilMs`, epoch ms. docs/architecture.md,
 * Timers (I4).
 */
export const sweepDue = async (given: Shell, untilMs: number): Promise<Swept> => {
  const shell = sharingBudget(given);
  const seen = new Set<string>();
  const rounds: Swept[] = [];
  for (;;) {
    const found = await shell.store.due(shell.now(), A_SHARD);
    const fresh = found.filter((due) => !seen.has(nameOf(due)));
    for (const due of fresh) seen.add(nameOf(due));
    rounds.push(await sweepRound(shell, fresh, untilMs, AT_ONCE));
    const mayBeMore = found.length >= A_SHARD && fresh.length > 0;
    if (!mayBeMore) break;
    if (isLate(shell, untilMs)) return noteSwept(shell, { ...summed(rounds), unfinished: true });
  }
  const first = summed(rounds);
  if (first.unfinished || isLate(shell, untilMs)) return noteSwept(shell, first);
  const later = await sweepRound(shell, await shell.store.dueLater(shell.now(), LATER_A_SWEEP), untilMs, 1);
  // What can wait is no trouble if it does.
  return noteSwept(shell, { ...summed([first, later]), unfinished: false });
};

const isLate = (shell: Shell, untilMs: number): boolean => shell.now() >= untilMs - DIGESTS_MS;

const nameOf = (due: Due): string =>
  due.kind === 'incident' ? `incident ${due.incidentId}` : `alarm ${due.signalId}`;

const summed = (rounds: readonly Swept[]): Swept => ({
  looked: rounds.reduce((sum, { looked }) => sum + looked, 0),
  acted: rounds.reduce((sum, { acted }) => sum + acted, 0),
  failed: rounds.reduce((sum, { failed }) => sum + failed, 0),
  unfinished: rounds.some(({ unfinished }) => unfinished),
});

const sweepRound = async (
  shell: Shell,
  found: readonly Due[],
  untilMs: number,
  atOnce: number,
): Promise<Swept> => {
  const queue = [...found].sort((a, b) => a.dueAtMs - b.dueAtMs);
  const holding = new Set<string>();
  let acted = 0;
  let failed = 0;
  const next = () => (isLate(shell, untilMs) ? undefined : queue.shift());
  const work = async () => {
    for (let due = next(); due !== undefined; due = next()) {
      try {
        const woken = await wake(shell, due, holding);
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
  await tellHeld(shell, [...holding], untilMs);
  return { looked: found.length - queue.length, acted, failed, unfinished: queue.length > 0 };
};

/** An idle sweep is not journalled: a line and a count each minute would cost more than the sweep itself. */
const noteSwept = (shell: Shell, swept: Swept): Swept => {
  const isTrouble = swept.failed > 0 || swept.unfinished;
  if (swept.looked > 0 || isTrouble) shell.journal.note(isTrouble ? 'warn' : 'info', 'swept', { ...swept });
  return swept;
};

const wake = (shell: Shell, due: Due, holding: Set<string>) =>
  due.kind === 'incident' ? wakeIncident(shell, due.incidentId, holding) : wakeAlarm(shell, due.signalId);

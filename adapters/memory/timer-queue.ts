import type { Timer } from '../../domain/clocks/timer.ts';
import type { TimerQueue } from '../../protocol/ports/timers.ts';

/** The longest delay of an SQS message, which this queue keeps to: longer waits arrive early and hop. */
const MAX_DELAY_MS = 900_000;

interface Waiting {
  readonly timer: Timer;
  /** Epoch ms at which the queue hands it out. */
  readonly arrivesAtMs: number;
}

/** A timer queue that a test empties by hand. */
export interface MemoryTimerQueue extends TimerQueue {
  readonly waiting: readonly Waiting[];
  /** Takes out what has arrived by `nowMs`, earliest first. */
  takeArrived(nowMs: number): readonly Timer[];
}

export const createMemoryTimerQueue = (): MemoryTimerQueue => {
  const waiting: Waiting[] = [];
  return {
    waiting,
    schedule: async (timer, nowMs) => {
      const delayMs = Math.ceil(Math.max(0, timer.dueAtMs - nowMs) / 1000) * 1000;
      waiting.push({ timer: { ...timer }, arrivesAtMs: nowMs + Math.min(delayMs, MAX_DELAY_MS) });
    },
    takeArrived: (nowMs) => {
      const arrived = waiting.filter(({ arrivesAtMs }) => arrivesAtMs <= nowMs);
      const later = waiting.filter(({ arrivesAtMs }) => arrivesAtMs > nowMs);
      waiting.splice(0, waiting.length, ...later);
      return arrived.sort((a, b) => a.arrivesAtMs - b.arrivesAtMs).map(({ timer }) => timer);
    },
  };
};

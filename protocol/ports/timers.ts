import type { Timer } from '../../domain/clocks/timer.ts';

/** A hint to look at an incident at `dueAtMs`; waits longer than the queue's longest delay hop. */
export interface TimerQueue {
  schedule(timer: Timer, nowMs: number): Promise<void>;
}

import { describe, expect, test } from 'vitest';
import type { Timer } from '../../domain/clocks/timer.ts';
import type { TimerQueue } from '../../protocol/ports/timers.ts';
import { T0 } from './sample-records.ts';

export interface TimersUnderTest {
  readonly timers: TimerQueue;
  /** What waits, with the delay after which it is handed out. */
  waiting(): Promise<readonly { readonly timer: Timer; readonly delayS: number }[]>;
}

/** What every TimerQueue keeps to. */
export const describeTimerQueue = (name: string, make: () => Promise<TimersUnderTest>): void => {
  describe(`${name}: timer queue`, () => {
    const cases: readonly [string, number, number][] = [
      ['waits as many seconds as it has to', 42_000, 42],
      ['is never early: a delay rounds up', 41_001, 42],
      ['whose time is now is handed out at once', 0, 0],
      ['whose time has passed is handed out at once', -90_000, 0],
      ['waits 15 minutes at most, then hops', 3_600_000, 900],
      ['of exactly 15 minutes waits so long', 900_000, 900],
    ];
    test.each(cases)('a timer %s', async (_claim, inMs, delayS) => {
      const { timers, waiting } = await make();
      const timer = { incidentId: 'k7q1-1', dueAtMs: T0 + inMs };
      await timers.schedule(timer, T0);
      expect(await waiting()).toEqual([{ timer, delayS }]);
    });

    test('two timers of one incident both wait: each says what time it was made for', async () => {
      const { timers, waiting } = await make();
      for (const dueAtMs of [T0 + 9000, T0 + 5000])
        await timers.schedule({ incidentId: 'k7q1-1', dueAtMs }, T0);
      const times = (await waiting()).map(({ timer }) => timer.dueAtMs - T0);
      expect(times.sort()).toEqual([5000, 9000]);
    });
  });
};

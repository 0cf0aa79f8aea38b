import type { Clock } from '../clocks/clock.ts';
import { milestoneClock } from '../clocks/milestone-clock.ts';
import { stakeholdersClock, updateClock } from '../clocks/updates.ts';
import { rungClock } from '../escalation/rungs.ts';
import { triggerClocks } from '../escalation/trigger-clocks.ts';
import { autoResolveClock, clearHoldClock, expiryClock, recheckClock } from './clearing-clocks.ts';

/**
 * Everything that an incident waits for. What is due at one moment acts in this order: first what may end the incident,
 * then whom to page, then whom to tell. Turns are told from the last row to the first, so that whoever pages in a turn
 * finds the others as they are after it.
 */
export const clocks = [
  expiryClock,
  clearHoldClock,
  autoResolveClock,
  recheckClock,
  rungClock,
  triggerClocks.unknownCause,
  triggerClocks.databaseUnavailable,
  triggerClocks.notRestored,
  triggerClocks.noResolution,
  stakeholdersClock,
  updateClock,
  milestoneClock,
] as const satisfies readonly Clock[];

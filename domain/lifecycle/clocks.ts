import type { Clock } from '../clocks/clock.ts';
import { milestoneClock } from '../clocks/milestone-clock.ts';
import { stakeholdersClock, updateClock } from '../clocks/updates.ts';
import { acknowledgementClock, rungClock } from '../escalation/rung-clocks.ts';
import { triggerClocks } from '../escalation/trigger-clocks.ts';
import { removalClock, retentionClock } from '../retention/retention-clocks.ts';
import { triageClock } from '../triage/triage-clock.ts';
import {
  autoResolveClock,
  clearHoldClock,
  expiryClock,
  recheckClock,
  reminderClock,
} from './clearing-clocks.ts';

/**
 * Everything that an incident waits for. Clocks that are due at one moment act in this order: first those that may
 * end the incident, then those that page, then those that tell, and last those that do away with it. Turns go from the last row to the first: a clock that
 * pages in a turn finds the rows after it already changed.
 */
export const clocks = [
  expiryClock,
  clearHoldClock,
  autoResolveClock,
  recheckClock,
  acknowledgementClock,
  rungClock,
  reminderClock,
  triggerClocks.unknownCause,
  triggerClocks.databaseUnavailable,
  triggerClocks.notRestored,
  triggerClocks.noResolution,
  stakeholdersClock,
  updateClock,
  milestoneClock,
  retentionClock,
  removalClock,
  triageClock,
] as const satisfies readonly Clock[];

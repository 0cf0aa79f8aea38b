import type { Group } from './figures/figure.ts';
import { calls } from './groups/calls.ts';
import { firstAlarm } from './groups/first-alarm.ts';
import { growth } from './groups/growth.ts';
import { host } from './groups/host.ts';
import { memory } from './groups/memory.ts';
import { soak } from './groups/soak.ts';
import { start } from './groups/start.ts';
import { oneService, storm } from './groups/storm.ts';
import { timers } from './groups/timers.ts';

/** Every group by its name. */
export const groups: Readonly<Record<string, Group>> = {
  'first-alarm': firstAlarm,
  host,
  calls,
  storm,
  'one-service': oneService,
  timers,
  start,
  growth,
  memory,
  soak,
};

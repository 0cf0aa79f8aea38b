import { calls } from './calls.ts';
import type { Group } from './figure.ts';
import { firstAlarm } from './first-alarm.ts';
import { growth } from './growth.ts';
import { host } from './host.ts';
import { memory } from './memory.ts';
import { start } from './start.ts';
import { oneService, storm } from './storm.ts';
import { timers } from './timers.ts';

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
};

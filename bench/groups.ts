import { calls } from './calls.ts';
import type { Group } from './figure.ts';
import { firstAlarm } from './first-alarm.ts';
import { oneService, storm } from './storm.ts';

/** Every group by its name. */
export const groups: Readonly<Record<string, Group>> = {
  'first-alarm': firstAlarm,
  calls,
  storm,
  'one-service': oneService,
};

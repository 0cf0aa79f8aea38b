/** What `npm run bench -- <name>` can run, in the order of a whole run. */
export const groupNames: readonly string[] = [
  'first-alarm',
  'host',
  'calls',
  'storm',
  'one-service',
  'timers',
  'start',
  'growth',
  'memory',
];

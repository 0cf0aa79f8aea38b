/** The groups of a whole run, in its order. */
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
  'origins',
];

/** What `npm run bench -- <name>` can run beside them: too long for a whole run. */
export const longGroupNames: readonly string[] = ['soak'];

/** Whether a group calls functions of the core alone, and so needs no packaged stack. */
export const isPure = (name: string): boolean => name === 'origins';

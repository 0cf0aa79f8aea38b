/** What makes an incident escalate beside its rungs. docs/requirements.md, "Whom the triggers page". */
export const triggerNames = [
  // From severity, scenario and the clock alone.
  'became-sev1',
  'security-incident',
  'no-resolution',
  // The scenarios' own.
  'not-restored',
  'several-components',
  'unknown-cause',
  'database-unavailable',
  'data-loss',
  'replication-failure',
  'breach-confirmed',
  'compromise-confirmed',
  'regulatory',
  'scaling-down',
  'limits-block-scaling',
  'several-scaling-failures',
] as const;

export type Trigger = (typeof triggerNames)[number];

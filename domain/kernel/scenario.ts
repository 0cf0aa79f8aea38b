export const scenarios = ['outage', 'database', 'security', 'auto-scaling', 'generic'] as const;

/**
 * What kind of trouble it is. Emergency Response Procedures, "Common Incident Scenarios";
 * `generic` is what no rule recognises.
 */
export type Scenario = (typeof scenarios)[number];

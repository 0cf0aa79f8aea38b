/**
 * What kind of trouble it is. Emergency Response Procedures, "Common Incident Scenarios";
 * `generic` is what no rule recognises.
 */
export type Scenario = 'outage' | 'database' | 'security' | 'auto-scaling' | 'generic';

export const scenarios: readonly Scenario[] = ['outage', 'database', 'security', 'auto-scaling', 'generic'];

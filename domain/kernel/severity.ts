/** The worst first. */
export const severities = ['SEV1', 'SEV2', 'SEV3', 'SEV4'] as const;

/** How bad an incident is. Emergency Response Procedures, "Severity Levels". */
export type Severity = (typeof severities)[number];

/** Whether `a` is worse than `b`: SEV1 is the worst. */
export const isWorse = (a: Severity, b: Severity): boolean => a < b;

/** How bad an incident is. Emergency Response Procedures, "Severity Levels". */
export type Severity = 'SEV1' | 'SEV2' | 'SEV3' | 'SEV4';

export const severities: readonly Severity[] = ['SEV1', 'SEV2', 'SEV3', 'SEV4'];

/** Whether `a` is worse than `b`: SEV1 is the worst. */
export const isWorse = (a: Severity, b: Severity): boolean => a < b;

/** The worse of two severities. */
export const worseOf = (a: Severity, b: Severity): Severity => (isWorse(a, b) ? a : b);

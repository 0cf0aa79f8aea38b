import type { Scenario } from '../kernel/scenario.ts';

const SECURITY = 'security|';

/**
 * The key that joins signals to one incident (I2): the service, security apart from availability
 * (docs/architecture.md, Correlation).
 */
export const keyOf = (service: string, scenario: Scenario): string =>
  `${scenario === 'security' ? SECURITY : 'availability|'}${service}`;

/** Whether it is the key of a security incident. */
export const isSecurityKey = (key: string): boolean => key.startsWith(SECURITY);

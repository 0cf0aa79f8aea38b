import type { Scenario } from '../kernel/scenario.ts';

/**
 * The key that joins signals to one incident (I2): the service, security apart from availability
 * (docs/architecture.md, Correlation).
 */
export const keyOf = (service: string, scenario: Scenario): string =>
  `${scenario === 'security' ? 'security' : 'availability'}|${service}`;

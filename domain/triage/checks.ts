import type { Check } from './check.ts';
import { healthUrl } from './checks/health-url.ts';
import { targetHealth } from './checks/target-health.ts';
import type { CheckName } from './looks.ts';

/** Everything that triage looks at: a check without a row does not compile. */
export const checks = {
  'health-url': healthUrl,
  'target-health': targetHealth,
} as const satisfies { readonly [K in CheckName]: Check<K> };

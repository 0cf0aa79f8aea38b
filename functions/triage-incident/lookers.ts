import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { createTargetHealthLooker } from '../../adapters/elbv2/target-health.ts';
import { createHealthUrlLooker } from '../../adapters/http/health-url.ts';
import type { Lookers } from '../../protocol/ports/check.ts';

/** Two tries a call: a check has 5 s, and the next run comes in minutes. */
const limits = {
  maxAttempts: 2,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 3_000, throwOnRequestTimeout: true },
} as const;

/** How AWS answers each check. The clients are made when the function starts, which nobody waits for. */
export const makeLookers = (): Lookers => ({
  'health-url': createHealthUrlLooker(),
  'target-health': createTargetHealthLooker(new ElasticLoadBalancingV2Client(limits)),
});

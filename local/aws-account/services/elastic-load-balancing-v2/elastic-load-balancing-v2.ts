import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { serviceOf } from '../../wire/operation.ts';
import { nowhere } from '../nowhere.ts';
import { describeLoadBalancers } from './load-balancers.ts';
import { describeTargetGroups } from './target-groups.ts';
import { describeTargetHealth } from './target-health.ts';

export const elasticLoadBalancingV2 = serviceOf(new ElasticLoadBalancingV2Client(nowhere), [
  describeLoadBalancers,
  describeTargetGroups,
  describeTargetHealth,
]);

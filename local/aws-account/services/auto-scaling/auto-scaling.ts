import { AutoScalingClient } from '@aws-sdk/client-auto-scaling';
import { serviceOf } from '../../wire/operation.ts';
import { nowhere } from '../nowhere.ts';
import { describeScalingActivities } from './activities.ts';
import { describeAutoScalingGroups, describeAutoScalingInstances } from './groups.ts';
import { describePolicies } from './policies.ts';

export const autoScaling = serviceOf(new AutoScalingClient(nowhere), [
  describeAutoScalingGroups,
  describeAutoScalingInstances,
  describeScalingActivities,
  describePolicies,
]);

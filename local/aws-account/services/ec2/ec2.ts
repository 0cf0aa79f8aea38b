import { EC2Client } from '@aws-sdk/client-ec2';
import { serviceOf } from '../../wire/operation.ts';
import { nowhere } from '../nowhere.ts';
import { describeFlowLogs } from './flow-logs.ts';
import { describeInstanceStatus } from './instance-status.ts';
import { describeLaunchTemplateVersions } from './launch-template-versions.ts';

export const ec2 = serviceOf(new EC2Client(nowhere), [
  describeInstanceStatus,
  describeFlowLogs,
  describeLaunchTemplateVersions,
]);

import type { EventRule } from './event-rules.ts';

export const rules: readonly EventRule[] = [
  {
    name: 'alarm-state',
    pattern: { source: ['aws.cloudwatch'], 'detail-type': ['CloudWatch Alarm State Change'] },
  },
  { name: 'guardduty-finding', pattern: { source: ['aws.guardduty'], 'detail-type': ['GuardDuty Finding'] } },
];

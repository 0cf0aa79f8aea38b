export const MINUTE = 60_000;

export interface AlarmText {
  readonly service: string;
  readonly mutedUntilMs?: number;
  readonly description?: string;
  readonly reason?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

/** As CloudWatch writes the time of a state: no colon in the offset. */
const stateTime = (atMs: number): string => new Date(atMs).toISOString().replace('Z', '+0000');

/** An alarm of CloudWatch that changed its state now. */
export const alarmEvent = (name: string, value: 'ALARM' | 'OK', text: AlarmText): string => {
  const nowMs = Date.now();
  const arn = `arn:aws:cloudwatch:eu-west-1:111122223333:alarm:${name}`;
  const mute = text.mutedUntilMs === undefined ? {} : { muteDetail: muteUntil(text.mutedUntilMs) };
  return JSON.stringify({
    version: '0',
    id: '8a1f2b3c-0000-4000-8000-000000000001',
    'detail-type': 'CloudWatch Alarm State Change',
    source: 'aws.cloudwatch',
    account: '111122223333',
    time: new Date(nowMs).toISOString(),
    region: 'eu-west-1',
    resources: [arn],
    detail: {
      alarmName: name,
      alarmTags: { 'tocsin:service': text.service, 'tocsin:severity': 'SEV2', ...text.tags },
      configuration: {
        description: text.description ?? 'Too many requests fail.',
        metrics: [
          {
            id: 'm1',
            metricStat: { metric: { namespace: 'Shop', name: name, dimensions: { Part: name } }, period: 60 },
          },
        ],
      },
      state: { value, reason: text.reason ?? 'Threshold Crossed', timestamp: stateTime(nowMs) },
      ...mute,
    },
  });
};

const muteUntil = (endMs: number) => ({
  mutedByArn: 'arn:aws:cloudwatch:eu-west-1:111122223333:alarm-mute-rule:maintenance',
  muteWindowStart: stateTime(Date.now() - MINUTE),
  muteWindowEnd: stateTime(endMs),
});

/** A source that never says that it is over: Auto Scaling could not launch. Expires after an hour. */
export const launchFailure = (group: string): string =>
  JSON.stringify({
    version: '0',
    id: '8a1f2b3c-0000-4000-8000-000000000002',
    'detail-type': 'EC2 Instance Launch Unsuccessful',
    source: 'aws.autoscaling',
    account: '111122223333',
    time: new Date(Date.now()).toISOString(),
    region: 'eu-west-1',
    resources: [
      `arn:aws:autoscaling:eu-west-1:111122223333:autoScalingGroup:1:autoScalingGroupName/${group}`,
    ],
    detail: {
      StatusCode: 'Failed',
      AutoScalingGroupName: group,
      ActivityId: '8a1f2b3c-0000-4000-8000-000000000003',
      StatusMessage: 'There is no Spot capacity available that matches your request.',
      EC2InstanceId: '',
      Cause: 'An instance was started in response to a difference between desired and actual capacity.',
      StartTime: new Date(Date.now()).toISOString(),
      EndTime: new Date(Date.now()).toISOString(),
      RequestId: '8a1f2b3c-0000-4000-8000-000000000004',
      Details: {},
    },
  });

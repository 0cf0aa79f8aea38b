import { randomUUID } from 'node:crypto';
import type { SQSRecord } from 'aws-lambda';

/** An alarm of a made-up service: its own load balancer, or one of several parts. */
export interface BenchAlarm {
  readonly service: string;
  /** Unique within the service. */
  readonly name: string;
  /** The auto scaling group that it watches: the component that fails. */
  readonly part?: string;
  readonly state?: 'ALARM' | 'OK';
  readonly atMs: number;
}

const account = '111122223333';
const region = 'eu-west-1';

/** A CloudWatch alarm event as EventBridge sends it, some 1.7 KB as real ones are. */
export const alarmEvent = ({ service, name, part = 'web', state = 'ALARM', atMs }: BenchAlarm) => {
  const alarmName = `${service}-${name}`;
  const stamp = new Date(atMs).toISOString().replace('Z', '+0000');
  const isHigh = state === 'ALARM';
  const reason = `Threshold Crossed: 3 out of the last 3 datapoints ${isHigh ? 'was' : 'was not'} greater than the threshold (90.0).`;
  const recent = isHigh ? [97.2, 96.1, 95.8] : [41.5, 43.2, 44.9];
  const reasonData = (at: string, values: readonly number[]) =>
    JSON.stringify({
      version: '1.0',
      queryDate: at,
      startDate: at,
      statistic: 'Average',
      period: 60,
      recentDatapoints: values,
      threshold: 90,
    });
  const dimensions = { AutoScalingGroupName: `${service}-${part}` };
  const metric = { namespace: 'AWS/EC2', name: 'CPUUtilization', dimensions };
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': 'CloudWatch Alarm State Change',
    source: 'aws.cloudwatch',
    account,
    time: new Date(atMs).toISOString(),
    region,
    resources: [`arn:aws:cloudwatch:${region}:${account}:alarm:${alarmName}`],
    detail: {
      alarmName,
      configuration: {
        description: `CPU of ${service} ${part} is above 90 percent.`,
        metrics: [{ id: 'm1', metricStat: { metric, period: 60, stat: 'Average' }, returnData: true }],
      },
      previousState: {
        value: isHigh ? 'OK' : 'ALARM',
        reason,
        reasonData: reasonData(stamp, recent),
        timestamp: stamp,
      },
      state: { value: state, reason, reasonData: reasonData(stamp, recent), timestamp: stamp },
      alarmTags: { 'tocsin:service': service },
      alarmTagsStatus: 'SUCCESS',
    },
  };
};

/** The event as the intake queue hands it to `ingest-alarm`. */
export const alarmRecord = (alarm: BenchAlarm): SQSRecord => recordOf(JSON.stringify(alarmEvent(alarm)));

/** A message as a queue hands it to a function. */
export const recordOf = (body: string): SQSRecord => ({
  messageId: randomUUID(),
  receiptHandle: 'handle',
  body,
  attributes: {
    ApproximateReceiveCount: '1',
    SentTimestamp: '0',
    SenderId: account,
    ApproximateFirstReceiveTimestamp: '0',
  },
  messageAttributes: {},
  md5OfBody: '',
  eventSource: 'aws:sqs',
  eventSourceARN: `arn:aws:sqs:${region}:${account}:tocsin-intake`,
  awsRegion: region,
});

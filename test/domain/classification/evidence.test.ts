import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { alarmOn, metric, raised, reasonOf, verdictOf } from './sample-signals.ts';

const high = { comparison: 'greater' } as const;
const low = { comparison: 'less' } as const;

describe('evidence comes before words', () => {
  /** What a metric says, and what its alarm's name may claim. */
  const told = [
    ['CWAgent disk_used_percent', 91, 'SEV3 generic disk-high'],
    ['AWS/EC2 CPUUtilization', 95, 'SEV3 generic cpu-high'],
    ['AWS/ApplicationELB TargetResponseTime', 6.4, 'SEV2 generic response-time-above-threshold'],
    ['AWS/ApiGateway Latency', 900, 'SEV3 generic response-time-above-threshold'],
    ['AWS/RDS ReplicaLag', 400, 'SEV3 database replication-lag'],
    ['AWS/ApplicationELB HTTPCode_Target_5XX_Count', 40, 'SEV2 outage errors-spiking'],
    ['AWS/ElastiCache SuccessfulReadRequestLatency', 6_200, 'SEV3 database database-slow'],
  ] as const;
  const claims = [
    ...['latency breach', 'disk root usage', 'attack surface scanner', 'api-key-store', 'security breach'],
    ...[
      'data loss',
      'complete outage',
      'site down',
      'unauthorized',
      'root account usage',
      'ddos',
      'high cpu',
    ],
    ...['replication failed', 'scale app down', 'connection pool', 'memory high', 'availability', '4xx'],
  ];

  test.each(told)('%s at %d is %s under whatever name', (name, value, verdict) => {
    const words = fc.array(fc.constantFrom(...claims), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(words, (parts) => {
        const alarm = raised(
          { name: parts.join('-'), metrics: [metric(name)] },
          { value, threshold: 1, ...high },
        );
        expect(verdictOf(alarm)).toBe(verdict);
      }),
    );
  });

  test.each([
    'checkout-latency-breach',
    'backup of root volume',
    'attack-surface-report',
    'key rotation',
    'SLO breach',
  ])('"%s" names no security incident', (name) => {
    expect(verdictOf(raised({ name }))).toMatch(/^SEV3 generic /);
    expect(verdictOf(raised({ name, metrics: [metric('Shop/App Something')] }))).toMatch(/^SEV3 generic /);
  });

  test.each([
    ['AWS/S3 ReplicationLatency', 1_200, '1200 s'],
    ['AWS/Kinesis GetRecords.IteratorAgeMilliseconds', 60_000, '60 s'],
    ['AWS/Kinesis PutRecord.Latency', 7_000, '7 s'],
    ['AWS/Lambda Duration', 25_000, '25 s'],
    ['AWS/SQS ApproximateAgeOfOldestMessage', 3_600, '3600 s'],
    ['AWS/Firehose DeliveryToS3.DataFreshness', 3_600, '3600 s'],
    ['AWS/Events IngestionToInvocationStartLatency', 40_000, '40 s'],
    ['AWS/EBS BurstBalance', 99, '99 %'],
    ['AWS/EC2 CPUCreditBalance', 99, '99'],
  ])('%s is told as it is, whatever quantity its name claims', (name, value, shown) => {
    for (const claim of [
      'latency',
      'slow response',
      'high cpu',
      'disk full',
      'error rate',
      'availability',
      'high load',
    ]) {
      const alarm = raised({ name: claim, metrics: [metric(name)] }, { value, threshold: 1, ...high });
      expect(verdictOf(alarm)).toBe('SEV3 generic metric-without-limit');
      expect(reasonOf(alarm)).toBe(`${metric(name).name} is ${shown}`);
    }
  });

  test('a name counts where the metric says nothing of trouble', () => {
    const silent = raised(
      { name: 'shop site down', metrics: [metric('AWS/ApplicationELB RequestCount')] },
      { value: 0, threshold: 1, ...low },
    );
    expect(verdictOf(silent)).toBe('SEV2 outage unreachable-named');
  });
});

describe('units', () => {
  test.each([
    ['AWS/ElastiCache SuccessfulReadRequestLatency', 6_200, '0.0062 s'],
    ['AWS/MemoryDB SetTypeCmdsLatency', 900, '9e-4 s'],
    ['AWS/RDS ReadLatency', 0.4, '0.4 s'],
    ['AWS/RDS SelectLatency', 400, '0.4 s'],
    ['AWS/DynamoDB SuccessfulRequestLatency', 45, '0.045 s'],
    ['AWS/SageMaker ModelLatency', 250_000, '0.25 s'],
    ['AWS/ES SearchLatency', 800, '0.8 s'],
    ['AWS/ECS TargetResponseTime', 800, '0.8 s'],
    ['AWS/CloudFront OriginLatency', 800, '0.8 s'],
  ])('%s of %d is told as %s and passes no limit', (name, value, shown) => {
    const alarm = alarmOn(name, { value, threshold: value / 2, ...high });
    expect(verdictOf(alarm)).toMatch(/^SEV3 /);
    expect(reasonOf(alarm)).toContain(`${Number.parseFloat(shown)} s does not exceed 5 s`);
  });

  test.each([
    ['AWS/DMS CDCLatencyTarget', 1_200, '1200 s'],
    ['AWS/RDS AuroraReplicaLag', 1_200, '1.2 s'],
    ['AWS/RDS OldestReplicationSlotLag', 5_000_000, '5000000 Bytes'],
    ['AWS/DynamoDB ReplicationLatency', 90_000, '90 s'],
    ['AWS/ElastiCache ReplicationLag', 30, '30 s'],
    ['AWS/DocDB DBInstanceReplicaLag', 30_000, '30 s'],
  ])('%s of %d is replication that lags by %s, and no response time', (name, value, shown) => {
    const alarm = alarmOn(name, { value, threshold: 1, ...high });
    expect(verdictOf(alarm)).toBe('SEV3 database replication-lag');
    expect(reasonOf(alarm)).toBe(`a replica lags behind: ${shown}`);
  });

  test.each([
    ['ECS/ContainerInsights CpuUtilized', 480],
    ['ECS/ContainerInsights MemoryUtilized', 1_900],
    ['CWAgent mem_used', 8_000_000_000],
    ['CWAgent disk_used', 90_000_000_000],
    ['CWAgent procstat_cpu_usage', 350],
    ['/aws/sagemaker/Endpoints CPUUtilization', 180],
    ['AWS/RDS DBLoadCPU', 95],
  ])('%s of %d is no percentage of a whole', (name, value) => {
    const alarm = alarmOn(name, { value, threshold: 90, ...high });
    expect(verdictOf(alarm)).not.toMatch(/(?:cpu|memory|disk)-/);
    expect(reasonOf(alarm)).not.toContain('exceeds');
  });

  test("the alarm's own unit goes before the documented one", () => {
    const told = { ...metric('AWS/ApplicationELB TargetResponseTime'), unit: 'Milliseconds' };
    expect(reasonOf(raised({ metrics: [told] }, { value: 6_400, threshold: 5_000, ...high }))).toBe(
      'response time: 6.4 s exceeds 5 s',
    );
  });

  test("a team's own CPU passes a limit only in percent", () => {
    const cpu = (unit?: string) =>
      raised(
        { metrics: [{ ...metric('Shop/Hosts CPUUtilization'), ...(unit === undefined ? {} : { unit }) }] },
        { value: 97, threshold: 80, ...high },
      );
    expect(reasonOf(cpu('Percent'))).toBe('CPU: 97 % exceeds 90 %');
    expect(reasonOf(cpu())).toBe('CPU: 97, its unit is not known');
  });

  test('what is counted per second is no share', () => {
    const rate = { ...metric('Shop/App Failures'), unit: 'Count/Second' };
    const alarm = raised({ name: 'shop error rate', metrics: [rate] }, { value: 40, threshold: 10, ...high });
    expect(reasonOf(alarm)).not.toContain('%');
  });

  test('a metric without a documented limit is told with its unit', () => {
    const age = alarmOn('AWS/SQS ApproximateAgeOfOldestMessage', { value: 900, threshold: 600, ...high });
    expect(verdictOf(age)).toBe('SEV3 generic metric-without-limit');
    expect(reasonOf(age)).toBe('ApproximateAgeOfOldestMessage is 900 s');
  });
});

describe('statistics', () => {
  const cpu = (stat: string, value: number) =>
    raised({ metrics: [metric('AWS/EC2 CPUUtilization', {}, stat)] }, { value, threshold: 90, ...high });

  test.each(['Average', 'Maximum', 'Minimum', 'p99', 'p99.9', 'tm90', 'TM(10%:90%)', 'IQM', 'wm98'])(
    'the %s of percentages is one',
    (stat) => expect(reasonOf(cpu(stat, 95))).toBe('CPU: 95 % exceeds 90 %'),
  );

  test.each(['Sum', 'SampleCount', 'TC(:0.5)', 'tc90', 'ts99', 'TS(80%:)', 'PR(:90)'])(
    'the %s of percentages is none',
    (stat) => expect(reasonOf(cpu(stat, 480))).not.toContain('%'),
  );

  test('the number of samples of an error metric is no number of errors', () => {
    const samples = raised(
      { metrics: [metric('AWS/Lambda Errors', {}, 'SampleCount')] },
      { value: 900, ...high },
    );
    expect(verdictOf(samples)).toBe('SEV3 generic metric-without-limit');
  });

  test.each(['AWS/Lambda Errors', 'AWS/ApiGateway 5xx', 'AWS/S3 5xxErrors'])(
    'the average of %s is a share and its sum a count',
    (name) => {
      const of = (stat: string) =>
        raised({ metrics: [metric(name, {}, stat)] }, { value: 0.2, threshold: 0.1, ...high });
      expect(reasonOf(of('Average'))).toBe('error rate: 20 % exceeds 5 %');
      expect(verdictOf(of('Sum'))).toBe('SEV2 outage errors-spiking');
    },
  );
});

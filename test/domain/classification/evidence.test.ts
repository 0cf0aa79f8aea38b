import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Metric, Transition } from '../../../domain/signal/signal.ts';
import { alarmOn, metric, raised, reasonOf, verdictOf } from './sample-signals.ts';

const high = { comparison: 'greater' } as const;
const low = { comparison: 'less' } as const;
const group = {
  LoadBalancer: 'app/books/a1b2c3d4e5f60718',
  TargetGroup: 'targetgroup/books/18f7e6d5c4b3a291',
};

const math = (expressions: readonly string[], metrics: readonly Metric[], numbers: object = {}): Transition =>
  raised({ name: 'watch-42', expressions, metrics }, numbers);

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
    expect(verdictOf(samples)).toBe('SEV3 generic unknown-alarm');
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

describe('the direction of the comparison', () => {
  test.each([
    ['AWS/ApplicationELB HealthyHostCount', { value: 41, threshold: 40, ...high }],
    ['AWS/ApplicationELB HealthyHostCount', { value: 41, threshold: 40 }],
    ['AWS/NetworkELB UnHealthyHostCount', { value: 0, threshold: 1, ...low }],
    [
      'AWS/ApplicationELB UnHealthyHostCount',
      { value: 0, threshold: 0, comparison: 'greater-or-equal' as const },
    ],
    ['AWS/EC2 StatusCheckFailed', { value: 0, threshold: 1, ...low }],
    ['AWS/Route53 HealthCheckStatus', { value: 1, threshold: 0, ...high }],
    ['AWS/AutoScaling GroupInServiceInstances', { value: 60, threshold: 50, ...high }],
    ['ECS/ContainerInsights RunningTaskCount', { value: 60, threshold: 50, ...high }],
    ['AWS/CertificateManager DaysToExpiry', { value: 300, threshold: 100, ...high }],
    ['AWS/Lambda Errors', { value: 0, threshold: 1, ...low }],
    ['CloudWatchSynthetics SuccessPercent', { value: 100, threshold: 99, ...high }],
    ['AWS/ApplicationELB TargetResponseTime', { value: 0.001, threshold: 0.01, ...low }],
    ['AWS/ApplicationELB RequestCountPerTarget', { value: 2, threshold: 10, ...low }],
  ])('%s on its harmless side is the default severity and claims nothing', (name, numbers) => {
    expect(verdictOf(alarmOn(name, numbers, group))).toBe('SEV3 generic metric-without-limit');
  });

  test.each([
    ['AWS/EC2 CPUUtilization', 2, low],
    ['AWS/RDS CPUUtilization', 1, low],
    ['AWS/ECS MemoryUtilization', 4, low],
    ['AWS/ECS CPUReservation', 10, low],
    ['CWAgent disk_used_percent', 3, low],
    ['CWAgent cpu_usage_idle', 98, high],
    ['AWS/RDS FreeableMemory', 60_000_000_000, high],
    ['AWS/ES FreeStorageSpace', 900_000, high],
  ])('%s is low utilisation: SEV4, and the reason says so', (name, value, comparison) => {
    const alarm = alarmOn(name, { value, threshold: 50, ...comparison });
    expect(verdictOf(alarm)).toBe('SEV4 generic utilisation-low');
    expect(reasonOf(alarm)).toMatch(/^low utilisation: \S+ is \d/);
  });

  test('fewer healthy hosts than wanted is a failing health check', () => {
    const few = alarmOn('AWS/ApplicationELB HealthyHostCount', { value: 1, threshold: 3, ...low }, group);
    expect(verdictOf(few)).toBe('SEV2 outage targets-unhealthy');
  });

  test('outside its band a value counts by the documented limit alone', () => {
    const band = (value: number) =>
      raised(
        { metrics: [metric('AWS/EC2 CPUUtilization')], expressions: ['ANOMALY_DETECTION_BAND(m1, 2)'] },
        { value, comparison: 'outside-band' },
      );
    expect(verdictOf(band(95))).toBe('SEV3 generic cpu-high');
    expect(verdictOf(band(20))).toBe('SEV3 generic metric-without-limit');
    const hosts = raised(
      {
        metrics: [metric('AWS/ApplicationELB HealthyHostCount', group)],
        expressions: ['ANOMALY_DETECTION_BAND(m1)'],
      },
      { value: 41, comparison: 'outside-band' },
    );
    expect(verdictOf(hosts)).toBe('SEV3 generic metric-without-limit');
  });
});

describe('calculations are not taken for their inputs', () => {
  const cpus = ['a', 'b', 'c'].map((id) =>
    metric('AWS/EC2 CPUUtilization', { InstanceId: `i-${id}` }, 'Average'),
  );

  test.each([
    'SUM(METRICS())',
    'm1 + m2 + m3',
    'm1 * 1.5',
    'RATE(m1)',
    'm1 - m2',
    'IF(m1 > 90, 1, 0)',
    'STDDEV(METRICS())',
  ])('%s over CPU is no percentage', (expression) => {
    const alarm = math([expression], cpus, { value: 150, threshold: 120, ...high });
    expect(verdictOf(alarm)).toBe('SEV3 generic unknown-alarm');
    expect(reasonOf(alarm)).not.toContain('%');
  });

  test.each(['m1 * 1.5', 'DIFF(m1)', 'FILL(m1, 0) * 100', 'SELECT AVG(x) FROM "a"|m1 / 2'])(
    'one metric in a calculation (%s) is no more itself',
    (expression) => {
      const alarm = math(expression.split('|'), cpus.slice(0, 1), { value: 150, threshold: 120, ...high });
      expect(verdictOf(alarm)).toBe('SEV3 generic unknown-alarm');
    },
  );

  test.each([
    'FILL(m1, 0)',
    'FILL(m1, REPEAT)',
    'SELECT AVG(CPUUtilization) FROM SCHEMA("AWS/EC2", InstanceId)',
    'ANOMALY_DETECTION_BAND(m1, 2)',
  ])('%s leaves a metric what it is', (expression) => {
    const alarm = math([expression], cpus.slice(0, 1), { value: 95, threshold: 90, ...high });
    expect(verdictOf(alarm)).toBe('SEV3 generic cpu-high');
  });

  test('a sum of counts of one kind is a count of that kind', () => {
    const errors = ['HTTPCode_Target_5XX_Count', 'HTTPCode_ELB_5XX_Count'].map((name) =>
      metric(`AWS/ApplicationELB ${name}`, group, 'Sum'),
    );
    for (const expression of [
      'm1 + m2',
      'SUM(METRICS())',
      'SUM([FILL(m1, 0), FILL(m2, 0)])',
      'FILL(m1,0)+FILL(m2,0)',
    ])
      expect(verdictOf(math([expression], errors, { value: 70, threshold: 10, ...high }))).toBe(
        'SEV2 outage errors-spiking',
      );
    expect(verdictOf(math(['m1 - m2'], errors, { value: 70, threshold: 10, ...high }))).toBe(
      'SEV3 generic unknown-alarm',
    );
    const mixed = [...errors, metric('AWS/ApplicationELB HealthyHostCount', group)];
    expect(verdictOf(math(['m1 + m2 + m3'], mixed, { value: 70, threshold: 10, ...high }))).toBe(
      'SEV3 generic unknown-alarm',
    );
  });

  test('a share is read by its arithmetic', () => {
    const parts = [
      metric('AWS/ApplicationELB HTTPCode_Target_5XX_Count'),
      metric('AWS/ApplicationELB RequestCount'),
    ];
    expect(reasonOf(math(['100.0*m1/m2'], parts, { value: 0.8, threshold: 0.5, ...high }))).toBe(
      'error rate: 0.8 % does not exceed 5 %',
    );
    expect(reasonOf(math(['m1/m2'], parts, { value: 0.08, threshold: 0.05, ...high }))).toBe(
      'error rate: 8 % exceeds 5 %',
    );
  });
});

describe('missing data', () => {
  const gone = { threshold: 1, missingData: true } as const;

  test('no target is known to be healthy any more: a complete outage, and the reason says that data is missing', () => {
    const alarm = alarmOn('AWS/ApplicationELB HealthyHostCount', gone, group);
    expect(verdictOf(alarm)).toBe('SEV1 outage no-healthy-target');
    expect(reasonOf(alarm)).toBe('healthy targets: data is missing, none is known to be healthy any more');
    const zone = { ...group, AvailabilityZone: 'eu-west-1b' };
    expect(verdictOf(alarmOn('AWS/NetworkELB HealthyHostCount', { ...gone, ...low }, zone))).toBe(
      'SEV2 outage no-healthy-target',
    );
  });

  test('a cost alarm without data is no outage', () => {
    const alarm = alarmOn('AWS/ApplicationELB HealthyHostCount', { ...gone, ...high }, group);
    expect(verdictOf(alarm)).toBe('SEV3 generic unknown-alarm');
  });

  test.each([
    'AWS/EC2 CPUUtilization',
    'AWS/RDS FreeStorageSpace',
    'AWS/RDS DatabaseConnections',
    'AWS/RDS ReplicaLag',
    'AWS/ApplicationELB TargetResponseTime',
    'AWS/ApplicationELB UnHealthyHostCount',
    'AWS/Lambda Errors',
    'AWS/EC2 StatusCheckFailed',
    'AWS/AutoScaling GroupInServiceInstances',
    'AWS/WAFV2 BlockedRequests',
    'CloudWatchSynthetics SuccessPercent',
    'Shop/App Heartbeat',
  ])('%s without data is the default severity, and the reason says that data is missing', (name) => {
    for (const comparison of [high, low, {}]) {
      const alarm = alarmOn(name, { ...gone, ...comparison });
      expect(verdictOf(alarm)).toMatch(/^SEV3 /);
      expect(reasonOf(alarm)).toContain('data is missing');
    }
  });

  test('low utilisation is not told of data that is missing', () => {
    expect(verdictOf(alarmOn('AWS/EC2 CPUUtilization', { ...gone, ...low }))).not.toContain(
      'utilisation-low',
    );
  });

  test('a value that breached beside missing ones decides', () => {
    const alarm = alarmOn('AWS/EC2 CPUUtilization', { value: 97, threshold: 90, missingData: true, ...high });
    expect(reasonOf(alarm)).toBe('CPU: 97 % exceeds 90 %; a part of the data is missing');
  });
});

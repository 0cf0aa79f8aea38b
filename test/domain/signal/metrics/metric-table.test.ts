import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { agentMetrics, conventionalMetrics } from '../../../../domain/signal/metrics/agent.ts';
import { factsOfMetric, metricTable } from '../../../../domain/signal/metrics/metric-table.ts';

const folder = new URL('../../../../domain/signal/metrics/', import.meta.url);
const sources = readdirSync(folder).map((name) => readFileSync(new URL(name, folder), 'utf8'));

/** CloudWatch API Reference, `MetricDatum`, Unit; and what a metric counts that has none of these. */
const units = new Set([
  ...['Seconds', 'Milliseconds', 'Microseconds', 'Percent', 'Count', 'None'],
  ...['Bytes', 'Kilobytes', 'Megabytes', 'Gigabytes', 'Terabytes', 'Bits'],
  ...['Bytes/Second', 'Bits/Second', 'Count/Second'],
  ...['Ratio', 'Currency', 'US dollars'],
]);

const all = [...metricTable, ['CWAgent', agentMetrics], ['*', conventionalMetrics]] as const;

describe('the table of metrics', () => {
  test.each(all.map(([namespace, rows]) => ({ namespace, rows })))(
    '$namespace lists each metric once, with a unit that exists',
    ({ rows }) => {
      const names = rows.flatMap(([, , list]) => list.split(', '));
      expect(new Set(names).size).toBe(names.length);
      expect(names.filter((name) => name.trim() === '' || name !== name.trim())).toEqual([]);
      expect(rows.filter(([unit]) => !units.has(unit))).toEqual([]);
    },
  );

  test.each([...metricTable.keys()])('%s names the AWS document that it comes from', (namespace) => {
    const key = /^\w+$/.test(namespace) ? `  ${namespace}: [` : `  '${namespace}': [`;
    const holding = sources.find((text) => text.includes(`\n${key}`)) ?? '';
    const before = holding.slice(0, holding.indexOf(`\n${key}`)).split('\n');
    const comments = before.slice(before.findLastIndex((line) => !line.startsWith('  //')) + 1);
    expect(comments.join('\n')).toMatch(/https:\/\/docs\.aws\.amazon\.com\/|The same document/);
  });
});

describe('units that look like others', () => {
  test.each([
    ['AWS/ApplicationELB', 'TargetResponseTime', 'Seconds'],
    ['AWS/ECS', 'TargetResponseTime', 'Milliseconds'],
    ['AWS/ApiGateway', 'Latency', 'Milliseconds'],
    ['AWS/ELB', 'Latency', 'Seconds'],
    ['AWS/RDS', 'ReadLatency', 'Seconds'],
    ['AWS/RDS', 'CommitLatency', 'Milliseconds'],
    ['AWS/RDS', 'ReplicaLag', 'Seconds'],
    ['AWS/RDS', 'AuroraReplicaLag', 'Milliseconds'],
    ['AWS/RDS', 'OldestReplicationSlotLag', 'Bytes'],
    ['AWS/ElastiCache', 'SuccessfulWriteRequestLatency', 'Microseconds'],
    ['AWS/MemoryDB', 'StringBasedCmdsLatency', 'Microseconds'],
    ['AWS/DynamoDB', 'SuccessfulRequestLatency', 'Milliseconds'],
    ['AWS/DMS', 'CDCLatencySource', 'Seconds'],
    ['AWS/ES', 'SearchLatency', 'Milliseconds'],
    ['AWS/ES', 'FreeStorageSpace', 'Megabytes'],
    ['AWS/RDS', 'FreeStorageSpace', 'Bytes'],
    ['AWS/SageMaker', 'ModelLatency', 'Microseconds'],
    ['AWS/Lambda', 'Duration', 'Milliseconds'],
    ['AWS/SQS', 'ApproximateAgeOfOldestMessage', 'Seconds'],
    ['AWS/Kinesis', 'GetRecords.IteratorAgeMilliseconds', 'Milliseconds'],
    ['ECS/ContainerInsights', 'MemoryUtilized', 'Megabytes'],
    ['CWAgent', 'mem_used_percent', 'Percent'],
    ['CWAgent', 'mem_used', 'Bytes'],
    ['CWAgent', 'disk_free', 'Bytes'],
  ])('%s %s is in %s', (namespace, name, unit) => expect(factsOfMetric(namespace, name)?.unit).toBe(unit));

  test("the agent's metrics keep their unit in a namespace that a team chose", () => {
    expect(factsOfMetric('Shop/Hosts', 'disk_used_percent')).toEqual({
      unit: 'Percent',
      meaning: 'disk-used',
    });
  });

  test('a metric of AWS without a row means nothing to a rule, and its names are compared whole', () => {
    for (const name of ['ApproximateNumberOfMessagesVisible', 'CPUUtilizationOfOthers', 'TargetResponseTime'])
      expect(factsOfMetric('AWS/SQS', name)).toEqual({ meaning: 'other' });
  });

  test.each([
    ['AWS/ApplicationELB', 'HTTPCode_ELB_504_Count', 'failed-requests'],
    ['AWS/ApplicationELB', 'HTTPCode_ELB_4XX_Count', 'client-errors'],
    ['AWS/ElasticBeanstalk', 'ApplicationLatencyP99.9', 'response-time'],
    ['AWS/ElastiCache', 'HashBasedCmdsLatency', 'database-latency'],
  ])('%s %s means %s by a star in its row', (namespace, name, meaning) =>
    expect(factsOfMetric(namespace, name)?.meaning).toBe(meaning),
  );

  test("a team's own metric has no unit under AWS's names", () => {
    expect(factsOfMetric('Shop/Hosts', 'CPUUtilization')).toEqual({ meaning: 'cpu-used' });
    expect(factsOfMetric('Shop/App', 'Latency')).toBeUndefined();
  });

  test.each(['constructor', '__proto__', 'toString', ''])('%s is no namespace and no metric', (name) => {
    expect(factsOfMetric(name, name)).toBeUndefined();
    expect(factsOfMetric('AWS/EC2', name)).toEqual({ meaning: 'other' });
  });
});

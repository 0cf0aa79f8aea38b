import { expect, test } from 'vitest';
import { database } from '../../../../domain/triage/checks/database.ts';
import { databaseLoad } from '../../../../domain/triage/checks/database-load.ts';
import type { DatabaseFacts } from '../../../../domain/triage/facts/database.ts';
import type { MetricFacts } from '../../../../domain/triage/facts/metrics.ts';
import { around, MINUTE_MS, ONSET_MS, verdict } from '../sample-findings.ts';

const known = (changes: Partial<DatabaseFacts>): DatabaseFacts => ({
  ...{ name: 'orders', status: 'available', pendingMaintenance: [], events: [] },
  ...changes,
});

test.each<readonly [Partial<DatabaseFacts>, string]>([
  [{}, 'healthy database-available'],
  [{ status: 'backing-up' }, 'healthy database-available'],
  [{ status: 'modifying' }, 'healthy database-available'],
  [{ status: 'failing-over' }, 'failed database-in-transition'],
  [{ status: 'rebooting' }, 'failed database-in-transition'],
  [{ status: 'storage-full' }, 'failed database-unavailable'],
  [{ status: 'stopped' }, 'failed database-unavailable'],
  [{ status: 'a-status-of-next-year' }, 'failed database-unavailable'],
  [{ hasWriter: false }, 'failed no-writer'],
  [{ hasWriter: true }, 'healthy database-available'],
  [{ replicationError: 'Streaming has stopped' }, 'degraded replication-failed'],
])('a database is told as it is: %#', (changes, wanted) => {
  expect(verdict(database.interpret(known(changes), around))).toBe(wanted);
});

test('the newest event says why it does not answer', () => {
  const events = [
    { atMs: ONSET_MS, message: 'Multi-AZ instance failover started.' },
    { atMs: ONSET_MS - MINUTE_MS, message: 'Backing up DB instance' },
  ];
  expect(database.interpret(known({ status: 'failing-over', events }), around).text).toBe(
    'Database orders is failing-over (Multi-AZ instance failover started.)',
  );
});

const points = (before: number, since?: number) =>
  [-30, -20, -10, 0, 5].flatMap((minute) => {
    const value = minute < 0 ? before : since;
    return value === undefined ? [] : [{ atMs: ONSET_MS + minute * MINUTE_MS, value }];
  });

const load = (series: MetricFacts['series']) =>
  databaseLoad.interpret({ resource: 'orders', series }, around);

test.each<readonly [string, MetricFacts['series'], string]>([
  ['no metrics', {}, 'unknown not-found'],
  ['empty metrics', { cpu: [], connections: [] }, 'unknown not-found'],
  [
    'as usual',
    { cpu: points(30, 40), connections: points(80, 90), replicaLagS: points(0, 1) },
    'healthy database-load-normal',
  ],
  ['CPU of exactly 90 %', { cpu: points(30, 90) }, 'healthy database-load-normal'],
  ['CPU above 90 %', { cpu: points(30, 90.1) }, 'degraded database-cpu'],
  ['CPU that was high before onset', { cpu: points(99, 30) }, 'healthy database-load-normal'],
  ['CPU of which nothing is known since', { cpu: points(99) }, 'degraded database-cpu'],
  ['three times as many connections', { connections: points(80, 240) }, 'healthy database-load-normal'],
  ['more than three times as many', { connections: points(80, 241) }, 'degraded connections-grow'],
  ['more connections, but few', { connections: points(2, 20) }, 'healthy database-load-normal'],
  ['a replica a minute behind', { replicaLagS: points(0, 60) }, 'healthy database-load-normal'],
  ['a replica more than a minute behind', { replicaLagS: points(0, 61) }, 'degraded replica-lag'],
  ['a replica that was behind long before', { replicaLagS: points(300, 1) }, 'healthy database-load-normal'],
  ['Aurora tells its lag in milliseconds', { auroraLagMs: points(20, 61_000) }, 'degraded replica-lag'],
  ['less than a gigabyte left', { freeStorage: points(5e9, 9e8) }, 'failed storage-full'],
])('load: %s', (_, series, wanted) => {
  expect(verdict(load(series))).toBe(wanted);
});

test('what is not known stands in no evidence', () => {
  expect(load({ cpu: points(30, 40) }).evidence).toEqual({ cpuPercent: 40 });
});

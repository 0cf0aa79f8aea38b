import { describe, expect, test } from 'vitest';
import { defaults } from '../../../config/schema/defaults.ts';
import { alarmNamed, alarmOn, metric, raised, reasonOf, verdictOf } from './sample-signals.ts';

const orders = { DBInstanceIdentifier: 'orders-db' };
const gib = 1024 ** 3;
const sized = {
  ...defaults,
  databaseStorageBytes: { 'orders-db': 100 * gib },
  databaseMemoryBytes: { 'orders-db': 16 * gib },
};

describe('resources of a database', () => {
  test('CPU over 90 % on a database is SEV2', () => {
    expect(
      verdictOf(
        alarmOn('AWS/RDS CPUUtilization', { value: 93, threshold: 80, comparison: 'greater' }, orders),
      ),
    ).toBe('SEV2 database database-cpu-high');
    expect(
      verdictOf(
        alarmOn('AWS/RDS CPUUtilization', { value: 83, threshold: 80, comparison: 'greater' }, orders),
      ),
    ).toBe('SEV3 database database-cpu-high');
  });

  test('storage over 85 % is told from free bytes and the configured total', () => {
    const free = (value: number) =>
      alarmOn(
        'AWS/RDS FreeStorageSpace',
        { value: value * gib, threshold: 30 * gib, comparison: 'less' },
        orders,
      );
    expect(verdictOf(free(14), sized)).toBe('SEV2 database database-storage-low');
    expect(reasonOf(free(14), sized)).toBe('storage of the database in use: 86 % exceeds 85 %');
    expect(verdictOf(free(15), sized)).toBe('SEV3 database database-storage-low');
  });

  test('memory over 90 % is told from free bytes and the configured total', () => {
    const free = (value: number) =>
      alarmOn(
        'AWS/RDS FreeableMemory',
        { value: value * gib, threshold: 4 * gib, comparison: 'less' },
        orders,
      );
    expect(verdictOf(free(1), sized)).toBe('SEV2 database database-memory-low');
    expect(verdictOf(free(3), sized)).toBe('SEV3 database database-memory-low');
  });

  test('without a value, the threshold of free bytes is turned into used space', () => {
    const free = (comparison: 'less' | 'less-or-equal') =>
      verdictOf(alarmOn('AWS/RDS FreeStorageSpace', { threshold: 15 * gib, comparison }, orders), sized);
    expect(free('less')).toBe('SEV2 database database-storage-low');
    expect(free('less-or-equal')).toBe('SEV3 database database-storage-low');
  });

  test('without a configured total the metric alone decides, and the reason says so', () => {
    const alarm = alarmOn('AWS/RDS FreeStorageSpace', { value: gib, comparison: 'less' }, orders);
    expect(verdictOf(alarm)).toBe('SEV2 database database-storage-low');
    expect(reasonOf(alarm)).toContain('its total is not configured');
  });
});

describe('symptoms of a database', () => {
  test.each(['AWS/RDS DatabaseConnections', 'AWS/RDS ConnectionAttempts'])(
    'connections at their limit (%s) are SEV2',
    (name) => {
      expect(verdictOf(alarmOn(name, { value: 900, threshold: 800, comparison: 'greater' }, orders))).toBe(
        'SEV2 database database-connections',
      );
    },
  );

  test('database connection timeouts are recognised by name', () => {
    expect(verdictOf(alarmOn('Shop/App ConnectionTimeouts', { value: 12, threshold: 5 }))).toBe(
      'SEV2 database database-connections',
    );
  });

  test('slow reads and writes are a slow database, SEV2 above 5 seconds', () => {
    const read = (value: number) =>
      alarmOn('AWS/RDS ReadLatency', { value, threshold: 0.2, comparison: 'greater' }, orders);
    expect(verdictOf(read(5.5))).toBe('SEV2 database database-slow');
    expect(verdictOf(read(0.4))).toBe('SEV3 database database-slow');
    expect(verdictOf(alarmOn('AWS/RDS DiskQueueDepth', { value: 64, threshold: 20 }, orders))).toBe(
      'SEV3 database database-slow',
    );
    expect(verdictOf(alarmOn('AWS/RDS CommitLatency', { value: 6_000, threshold: 100 }, orders))).toBe(
      'SEV2 database database-slow',
    );
  });

  test('replication that does not run is SEV2', () => {
    expect(
      verdictOf(alarmOn('AWS/RDS ReplicaLag', { value: -1, threshold: 0, comparison: 'less' }, orders)),
    ).toBe('SEV2 database replication-failure');
    expect(verdictOf(alarmNamed('orders replication stopped'))).toBe('SEV2 database replication-failure');
  });

  test('a replica that lags is behind, not broken', () => {
    expect(verdictOf(alarmOn('AWS/RDS AuroraReplicaLag', { value: 90_000, threshold: 30_000 }, orders))).toBe(
      'SEV3 database replication-lag',
    );
  });

  test('any other alarm of a database is for its experts', () => {
    expect(verdictOf(alarmOn('AWS/RDS SwapUsage', { value: 9, threshold: 1 }, orders))).toBe(
      'SEV3 database database-alarm',
    );
  });
});

describe('data loss', () => {
  test.each(['orders-data-loss', 'LedgerDataCorruption', 'Table corruption in orders'])(
    'a signal named "%s" is SEV1',
    (name) => {
      expect(verdictOf(alarmNamed(name))).toBe('SEV1 database data-loss-named');
    },
  );

  test('a metric named after data loss is SEV1', () => {
    expect(verdictOf(alarmOn('Shop/Ledger DataLossCount', { value: 3, threshold: 0 }))).toBe(
      'SEV1 database data-loss-named',
    );
  });

  test.each(['Macie data loss prevention findings', 'no data loss in replay', 'data loss drill'])(
    'a signal named "%s" does not say that data is lost',
    (name) => expect(verdictOf(alarmNamed(name))).not.toContain('data-loss-named'),
  );
});

describe('RDS events', () => {
  const event = (topic: string, categories = topic) =>
    raised({
      kind: 'database-event',
      name: `orders-db: ${topic}`,
      facts: { database: 'orders-db', topic, categories, eventId: 'RDS-EVENT-0999' },
    });

  test.each(['availability', 'failure', 'storage', 'memory'])('an RDS event about %s is SEV2', (topic) => {
    expect(verdictOf(event(topic))).toBe('SEV2 database database-event');
  });

  test('a failover or a recovery is under way: SEV3', () => {
    expect(verdictOf(event('failover'))).toBe('SEV3 database database-event');
    expect(verdictOf(event('recovery'))).toBe('SEV3 database database-event');
  });

  test('an RDS event about replication is a replication failure', () => {
    expect(verdictOf(event('replication', 'read replica'))).toBe('SEV2 database database-event-replication');
  });

  test('an RDS event of a topic nobody foresaw still pages', () => {
    expect(verdictOf(raised({ kind: 'database-event', facts: {}, metrics: [metric('x y')] }))).toBe(
      'SEV3 database database-event',
    );
  });
});

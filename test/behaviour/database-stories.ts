import { expect } from 'vitest';
import type { Story } from './situation-story.ts';

/** Situations of the shop's database. */
export const databaseStories: readonly Story[] = [
  {
    situation: 'database-cpu',
    scenario: 'database',
    after: 6,
    wrong: [
      'database-load checkout-orders degraded database-cpu',
      'alarm-metric HTTPCode_Target_5XX_Count degraded alarm-metric-off',
      'service-graph checkout degraded began-below',
      'log-errors /shop/checkout degraded errors-logged',
    ],
    cause: 'high database: the database is overloaded (checkout-orders)',
    scope: 'none',
    first: expect.stringContaining('pg_stat_activity'),
  },
  {
    // The release before it opens a connection for each request. The graph says that it began in the database.
    situation: 'connections-exhausted',
    scenario: 'database',
    after: 5,
    wrong: [
      'health-url checkout failed wrong-status',
      'pipeline checkout-release degraded deployed-before-onset',
      'database-load checkout-orders degraded connections-grow',
      'alarm-metric HTTPCode_Target_5XX_Count degraded alarm-metric-off',
      'service-graph checkout degraded began-below',
      'log-errors /shop/checkout degraded errors-logged',
    ],
    cause: 'high database: connections to the database are exhausted (checkout-orders)',
    scope: 'unknown',
    first: expect.stringContaining('pg_stat_activity'),
  },
  {
    situation: 'replica-lag',
    scenario: 'database',
    after: 12,
    wrong: [
      'database checkout-orders-replica degraded replication-failed',
      'database-load checkout-orders-replica degraded replica-lag',
    ],
    cause: 'medium database: replication has stopped (checkout-orders-replica)',
    scope: 'none',
    first: 'aws rds reboot-db-instance --db-instance-identifier checkout-orders-replica',
    triggers: ['replication-failure'],
  },
  {
    // It ends by itself in minutes: nothing is proposed that would interrupt it. No whole minute has passed for a graph.
    situation: 'failover-in-progress',
    scenario: 'database',
    after: 1,
    wrong: [
      'health-url checkout failed wrong-status',
      'database checkout-orders failed database-in-transition',
      'alarm-metric HTTPCode_Target_5XX_Count degraded alarm-metric-off',
      'service-graph checkout unknown no-traces',
      'log-errors /shop/checkout degraded errors-logged',
    ],
    cause: 'high database: the database is restarting or failing over (checkout-orders)',
    scope: 'unknown',
  },
];

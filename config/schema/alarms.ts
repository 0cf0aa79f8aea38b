import * as z from 'zod';
import { duration, second } from './duration-field.ts';

/** The alarms that a deployment can make for a service, each for the resources that have its metric. */
export const alarmKinds = [
  'availability',
  'complete-outage',
  'error-rate',
  'response-time',
  'no-healthy-target',
  'cpu',
  'memory',
  'disk',
  'container-cpu',
  'container-memory',
  'function-errors',
  'database-cpu',
  'database-memory',
  'database-storage',
  'database-connections',
  'replica-lag',
  'replication-stopped',
] as const;
export type AlarmKind = (typeof alarmKinds)[number];

/** What the alarms of a service compare with. Percent, unless the name says otherwise. */
export interface AlarmLimits {
  readonly availability: number;
  readonly completeOutage: number;
  readonly errorRate: number;
  readonly responseTimeMs: number;
  readonly cpu: number;
  readonly memory: number;
  readonly disk: number;
  readonly connections: number;
  readonly replicaLagMs: number;
}

/**
 * docs/requirements.md, Severity. The documents name no limit for connections and for a replica's lag: those follow CPU and
 * memory, and what a reader of a replica notices.
 */
export const defaultLimits: AlarmLimits = {
  availability: 99.9,
  completeOutage: 50,
  errorRate: 5,
  responseTimeMs: 5 * second,
  cpu: 90,
  memory: 90,
  disk: 85,
  connections: 90,
  replicaLagMs: 60 * second,
};

const percent = (description: string) =>
  z
    .number()
    .positive('is not above zero: write percent')
    .max(100, 'is more than 100 %: write percent')
    .optional()
    .meta({ description });

/** A service's own limits and choices for its alarms. */
export const alarmSettings = z
  .strictObject({
    availability: percent('Percent of requests that do not fail; fewer alarm. Default 99.9.'),
    completeOutage: percent('Percent; fewer alarm as a complete outage. Default 50.'),
    errorRate: percent('Percent of requests that fail. Default 5.'),
    responseTime: duration(second, 'The 99th percentile. Default 5s.'),
    cpu: percent('Default 90.'),
    memory: percent('Default 90.'),
    disk: percent('Percent in use, also of the storage of databases. Default 85.'),
    connections: percent('Percent of the connections in databases. Default 90.'),
    replicaLag: duration(second, 'Default 60s.'),
    agent: z
      .boolean()
      .optional()
      .meta({ description: 'true: instances run the CloudWatch agent. docs/configuration.md' }),
    dashboard: z.boolean().optional().meta({ description: 'false: no dashboard. Default true.' }),
    without: z.array(z.enum(alarmKinds)).optional().meta({ description: 'Alarms that are not made.' }),
  })
  .meta({ description: 'Limits of the alarms that deploying makes, where alarms is true.' });

export type AlarmSettings = z.infer<typeof alarmSettings>;

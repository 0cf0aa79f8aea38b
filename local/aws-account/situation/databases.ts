import * as z from 'zod';
import { metrics } from './shape.ts';
import { byName, count, line, name, region, when, zone } from './words.ts';

const event = z.strictObject({
  at: when,
  text: line,
  categories: z.array(name).default([]),
});

const maintenance = z.strictObject({
  action: z.enum([
    'system-update',
    'db-upgrade',
    'hardware-maintenance',
    'ca-certificate-rotation',
    'os-upgrade',
  ]),
  text: line,
  applyAfter: when.optional(),
  /** When it is carried out without anybody's doing. */
  forced: when.optional(),
});

/** States are words of the Amazon RDS User Guide, "Viewing Amazon RDS DB instance status": the list grows. */
const status = z
  .string()
  .regex(/^[a-z][a-z-]{2,60}$/, 'is not a status of RDS: write one such as available or failing-over');

const database = z.strictObject({
  engine: name.default('postgres'),
  engineVersion: name.default('16.4'),
  class: name.default('db.r6g.large'),
  status,
  zone,
  /** Where the standby is; written only of a Multi-AZ instance. */
  standbyZone: zone.optional(),
  storageGiB: count.default(100),
  cluster: name.optional(),
  replicaOf: name.optional(),
  replication: z
    .strictObject({
      status: z.enum(['replicating', 'error', 'stopped', 'terminated', 'read replica replication error']),
      text: line.optional(),
    })
    .optional(),
  port: z.int().min(1).max(65_535).default(5432),
  logs: z.array(name).default([]),
  performanceInsights: z.boolean().default(false),
  events: z.array(event).default([]),
  maintenance: z.array(maintenance).default([]),
  created: when.default(-400 * 86_400_000),
  region: region.optional(),
  metrics,
});

const cluster = z.strictObject({
  engine: name.default('aurora-postgresql'),
  engineVersion: name.default('16.4'),
  status,
  writer: name,
  readers: z.array(name).default([]),
  zones: z.array(zone).min(1, 'stands in no zone: name at least one'),
  port: z.int().min(1).max(65_535).default(5432),
  events: z.array(event).default([]),
  maintenance: z.array(maintenance).default([]),
  created: when.default(-400 * 86_400_000),
  region: region.optional(),
  metrics,
});

export const databases = { databases: byName(database), clusters: byName(cluster) };
export type Database = z.infer<typeof database>;
export type Cluster = z.infer<typeof cluster>;
export type DatabaseEvent = z.infer<typeof event>;
export type Maintenance = z.infer<typeof maintenance>;

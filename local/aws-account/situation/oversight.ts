import * as z from 'zod';
import { byName, line, name, region, when, zone } from './words.ts';

/** What AWS itself says of its services. */
const healthEvent = z.strictObject({
  service: z.string().regex(/^[A-Z0-9_]+$/, 'is not a service of AWS Health: write one such as EC2 or RDS'),
  code: z
    .string()
    .regex(/^AWS_[A-Z0-9_]+$/, 'is not a type of AWS Health: write one such as AWS_EC2_OPERATIONAL_ISSUE'),
  category: z.enum(['issue', 'accountNotification', 'scheduledChange', 'investigation']),
  /** Where it is; "global" of a service that is everywhere. */
  region: z.union([region, z.literal('global')]).optional(),
  zone: zone.optional(),
  status: z.enum(['open', 'closed', 'upcoming']),
  at: when,
  ended: when.optional(),
  updated: when.optional(),
  text: line.optional(),
  scope: z.enum(['PUBLIC', 'ACCOUNT_SPECIFIC', 'NONE']).default('ACCOUNT_SPECIFIC'),
  /** What of the account it is about, and how it is. */
  entities: z.record(name, z.enum(['IMPAIRED', 'UNIMPAIRED', 'UNKNOWN', 'PENDING', 'RESOLVED'])).default({}),
});

const trail = z.strictObject({
  logging: z.boolean(),
  multiRegion: z.boolean().default(true),
  bucket: name,
  started: when.default(-400 * 86_400_000),
  stopped: when.optional(),
  delivered: when.optional(),
  deliveryError: line.optional(),
  region: region.optional(),
});

/** One call that CloudTrail noted. */
const call = z.strictObject({
  at: when,
  name,
  /** Such as iam.amazonaws.com. */
  source: z
    .string()
    .regex(/^[a-z0-9.-]+\.amazonaws\.com$/, 'is not a source of events: write one such as iam.amazonaws.com'),
  user: name,
  accessKey: name.optional(),
  ip: name.default('198.51.100.7'),
  agent: line.default('aws-cli/2'),
  readOnly: z.boolean().default(false),
  error: name.optional(),
  resources: z.array(z.strictObject({ type: name, name })).default([]),
  region: region.optional(),
});

const flowLog = z.strictObject({
  resource: name,
  status: z.enum(['ACTIVE']).default('ACTIVE'),
  delivered: z.enum(['SUCCESS', 'FAILED']).default('SUCCESS'),
  error: line.optional(),
  logGroup: name.optional(),
  bucket: name.optional(),
  traffic: z.enum(['ACCEPT', 'REJECT', 'ALL']).default('ALL'),
  created: when.default(-400 * 86_400_000),
  region: region.optional(),
});

const quota = z.strictObject({
  service: name,
  serviceName: line.optional(),
  name: line,
  value: z.number().min(0),
  unit: name.default('None'),
  adjustable: z.boolean().default(true),
  /** The metric that tells how much of it is used. */
  usage: z
    .strictObject({
      resource: name,
      class: name.default('Standard/OnDemand'),
      service: name,
      type: name.default('Resource'),
    })
    .optional(),
  region: region.optional(),
});

export const oversight = {
  /** AWS Health, by the last part of the event's ARN. */
  events: byName(healthEvent),
  trails: byName(trail),
  calls: z.array(call).max(10_000, 'holds more than 10000 calls: shorten it').optional(),
  flowLogs: byName(flowLog),
  /** By the quota's code, such as L-1216C47A. */
  quotas: byName(quota),
};
export type HealthEvent = z.infer<typeof healthEvent>;
export type Trail = z.infer<typeof trail>;
export type TrailCall = z.infer<typeof call>;
export type FlowLog = z.infer<typeof flowLog>;
export type Quota = z.infer<typeof quota>;

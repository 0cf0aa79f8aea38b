import * as z from 'zod';
import { shape } from './shape.ts';
import { byName, line, name, region, span, when } from './words.ts';

/** How much, how well and how fast: a second's requests, the shares that end in an error or a fault, and seconds. */
const traffic = {
  requests: shape,
  faults: shape.default(0),
  errors: shape.default(0),
  seconds: shape,
};

/** What a health check over HTTP meets. */
const health = z.union([
  z.strictObject({
    /** The status. */
    answers: z.int().min(200).max(599),
    body: line.default(''),
    /** Where a status of 3xx leads: a path of the same port, or an address. */
    location: line.optional(),
    after: span.optional(),
  }),
  z.strictObject({ hangs: z.literal(true) }),
  z.strictObject({ bytes: z.int().min(0).max(1_000_000_000) }),
  /** No answer comes: its name is not known, nobody listens, or its certificate is not valid. */
  z.strictObject({ fails: z.enum(['dns', 'refused', 'certificate']) }),
]);

/** A part of the system as X-Ray sees it. */
const part = z.strictObject({
  type: name.default('AWS::EC2::Instance'),
  /** At the edge: users call it. */
  root: z.boolean().default(false),
  traffic: z.strictObject(traffic).optional(),
  /** Other parts that it calls. */
  calls: z.record(name, z.strictObject(traffic)).default({}),
  health: health.optional(),
  /** The name under which users, and health URLs, reach it. */
  host: name.optional(),
  region: region.optional(),
});

const record = z.strictObject({
  type: z.enum(['A', 'AAAA', 'CNAME', 'TXT', 'MX', 'NS', 'SOA', 'SRV', 'CAA']),
  ttlSeconds: z.int().min(0).default(300),
  values: z.array(name).default([]),
  alias: z
    .strictObject({ to: name, zone: name.default('Z32O12XQLNTSW2'), evaluate: z.boolean().default(true) })
    .optional(),
  set: name.optional(),
  failover: z.enum(['PRIMARY', 'SECONDARY']).optional(),
  healthCheck: name.optional(),
});

const hostedZone = z.strictObject({
  /** The zone's name in the DNS, with its dot at the end. */
  name: z.string().regex(/\.$/, 'is not the name of a zone: end it with a dot'),
  private: z.boolean().default(false),
  /** By `name` or `name type`, where a name has several. */
  records: z.record(name, record).default({}),
});

const healthCheck = z.strictObject({
  host: name,
  path: z.string().default('/'),
  type: z.enum(['HTTP', 'HTTPS', 'TCP']).default('HTTPS'),
  /** What Route 53's checkers saw last. */
  checkers: z.array(z.strictObject({ region: name, status: line, at: when })).default([]),
});

const certificate = z.strictObject({
  domain: name,
  names: z.array(name).default([]),
  status: z.enum([
    'PENDING_VALIDATION',
    'ISSUED',
    'INACTIVE',
    'EXPIRED',
    'VALIDATION_TIMED_OUT',
    'REVOKED',
    'FAILED',
  ]),
  from: when,
  until: when,
  type: z.enum(['IMPORTED', 'AMAZON_ISSUED', 'PRIVATE']).default('AMAZON_ISSUED'),
  renewal: z
    .strictObject({
      status: z.enum(['PENDING_AUTO_RENEWAL', 'PENDING_VALIDATION', 'SUCCESS', 'FAILED']),
      reason: name.optional(),
      at: when,
    })
    .optional(),
  /** Names of load balancers of the situation. */
  usedBy: z.array(name).default([]),
  region: region.optional(),
});

export const parts = {
  services: byName(part),
  hostedZones: byName(hostedZone),
  healthChecks: byName(healthCheck),
  certificates: byName(certificate),
};
export type Part = z.infer<typeof part>;
export type PartHealth = z.infer<typeof health>;
export type HostedZone = z.infer<typeof hostedZone>;
export type HealthCheck = z.infer<typeof healthCheck>;
export type Certificate = z.infer<typeof certificate>;

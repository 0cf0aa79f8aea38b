import * as z from 'zod';
import { metric } from './shape.ts';
import { byName, count, line, name, region, span, when } from './words.ts';

const dimensions = z.record(name, name).default({});

/** A metric of no resource that the situation names, such as an application's own. */
const otherMetric = z.strictObject({
  namespace: name,
  metric: name,
  of: dimensions,
  value: metric,
  region: region.optional(),
});

const alarm = z.strictObject({
  state: z.enum(['OK', 'ALARM', 'INSUFFICIENT_DATA']),
  since: when,
  reason: line.default('Unchecked: Initial alarm creation'),
  namespace: name,
  metric: name,
  of: dimensions,
  statistic: z.enum(['SampleCount', 'Average', 'Sum', 'Minimum', 'Maximum']).default('Average'),
  period: span.default(60_000),
  periods: z.int().min(1).default(3),
  datapoints: z.int().min(1).optional(),
  comparison: z
    .enum([
      'GreaterThanOrEqualToThreshold',
      'GreaterThanThreshold',
      'LessThanThreshold',
      'LessThanOrEqualToThreshold',
    ])
    .default('GreaterThanThreshold'),
  threshold: z.number(),
  missing: z.enum(['breaching', 'notBreaching', 'ignore', 'missing']).default('missing'),
  actions: z.array(name).default([]),
  text: line.optional(),
  region: region.optional(),
});

const logLine = z.strictObject({
  at: when,
  /** It stands there again and again, this far apart, until now or `until`. */
  every: span.optional(),
  until: when.optional(),
  stream: name.default('app/1'),
  text: z
    .string()
    .min(1)
    .max(262_144, 'is longer than 256 KiB, the longest that CloudWatch Logs takes: shorten it'),
});

const logGroup = z.strictObject({
  retentionDays: count.optional(),
  created: when.default(-400 * 86_400_000),
  lines: z.array(logLine).default([]),
  region: region.optional(),
});

export const watching = {
  metrics: z.array(otherMetric).optional(),
  alarms: byName(alarm),
  logs: byName(logGroup),
};
export type Alarm = z.infer<typeof alarm>;
export type LogGroup = z.infer<typeof logGroup>;

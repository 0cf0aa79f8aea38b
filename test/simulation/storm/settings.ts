import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { defaults } from '../../../config/schema/defaults.ts';

/** What an operator may set, and what an account has. */
export interface StormSettings {
  readonly name: string;
  /** Of `ingest-alarm`, MB. */
  readonly memoryMb: number;
  /** `maximumConcurrency` of the event source; unset: Lambda's own limit. */
  readonly maximumConcurrency?: number;
  /** Functions that the account runs at once. */
  readonly accountConcurrency: number;
  /** What the table and each of its indexes take at once, units a second. */
  readonly table: { readonly writes: number; readonly reads: number };
  /** `pagesPerMinute` of tocsin.yml. */
  readonly pagesPerMinute: number;
  /** Publishes a second that SNS takes. */
  readonly publishes: number;
}

/**
 * DynamoDB, "Warm throughput for an on-demand table": what a new table takes at once. Each of its indexes has as much.
 * Burst and adaptive capacity, which AWS does not promise, are left out.
 */
const newTable = { writes: 4_000, reads: 12_000 };

const grownTable = { writes: 40_000, reads: 40_000 };

/** What stands in serverless.yml. */
const template = () => {
  const text = readFileSync(new URL('../../../serverless.yml', import.meta.url), 'utf8');
  const { custom, resources, functions } = parse(text, { logLevel: 'silent' });
  const queue = resources.Resources.IntakeQueue.Properties;
  return {
    memoryMb: Number(custom.settings.memory.ingestAlarm),
    visibilityMs: Number(queue.VisibilityTimeout) * 1_000,
    maxReceiveCount: Number(queue.RedrivePolicy.maxReceiveCount),
    timeoutMs: Number(functions.ingestAlarm.timeout) * 1_000,
    batchSize: Number(functions.ingestAlarm.events[0].sqs.batchSize),
  };
};

export const deployed = template();

/**
 * As deployed into an account that has been used: Lambda, "Quotas" (1,000 functions at once), SNS endpoints and quotas
 * (9,000 publishes a second in eu-west-1).
 */
export const asDeployed: StormSettings = {
  name: 'as deployed, a new table',
  pagesPerMinute: defaults.pagesPerMinute,
  memoryMb: deployed.memoryMb,
  accountConcurrency: 1_000,
  table: newTable,
  publishes: 9_000,
};

/** Every page by itself, so that the first one shows what the settings do to the way there. */
export const unbudgeted: StormSettings = {
  ...asDeployed,
  name: '`pagesPerMinute: 10000`; also in the rows below',
  pagesPerMinute: 10_000,
};

/** One setting changed at a time. */
export const compared: readonly StormSettings[] = [
  asDeployed,
  unbudgeted,
  { ...unbudgeted, name: 'a table that has grown (`WarmThroughput` 40,000)', table: grownTable },
  { ...unbudgeted, name: '`memory.ingestAlarm: 512`', memoryMb: 512 },
  { ...unbudgeted, name: '`memory.ingestAlarm: 1769` (a whole processor)', memoryMb: 1_769 },
  { ...unbudgeted, name: '`maximumConcurrency.ingestAlarm: 40`', maximumConcurrency: 40 },
  { ...unbudgeted, name: '`maximumConcurrency.ingestAlarm: 10`', maximumConcurrency: 10 },
  { ...unbudgeted, name: '`maximumConcurrency.ingestAlarm: 2`', maximumConcurrency: 2 },
  { ...unbudgeted, name: 'a new account: 10 functions at once', accountConcurrency: 10 },
  { ...unbudgeted, name: 'a region where SNS takes 300 publishes a second', publishes: 300 },
];

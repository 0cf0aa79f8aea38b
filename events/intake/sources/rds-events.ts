/**
 * What an RDS event means to a responder. Events of one topic of one database are one signal: the event that says it is
 * over ends what the other began. `informational` events are set aside (`rds-informational`).
 */
export type RdsMeaning = 'informational' | { readonly topic: RdsTopic; readonly state: 'ALARM' | 'OK' };

export type RdsTopic =
  | 'availability'
  | 'failover'
  | 'failure'
  | 'recovery'
  | 'storage'
  | 'replication'
  | 'encryption-key'
  | 'memory'
  | 'scaling';

type Numbers = readonly string[];

/** Topic, the events that begin trouble, the events that say it is over. */
const topics: readonly (readonly [RdsTopic, Numbers, Numbers])[] = [
  // 0004 shut down, 0022 error restarting; 0006 restarted, 0088 and 0151 (cluster) started.
  ['availability', ['0004', '0022'], ['0006', '0088', '0151']],
  // 0013 started, 0034 abandoned, 0050 activation started, cluster: 0069 failed, 0070 previous primary promoted again,
  // 0072/0073 started; global: 0187/0239 failed, 0391 write block timed out (data may need recovering).
  // 0015/0049 complete, 0051 activation complete, 0065 recovered, 0071 complete (cluster), 0185/0238/0241 (global).
  [
    'failover',
    ['0013', '0034', '0050', '0069', '0070', '0072', '0073', '0187', '0239', '0391'],
    ['0015', '0049', '0051', '0065', '0071', '0185', '0238', '0241'],
  ],
  // 0020 and 0052 (Multi-AZ), 0361 (standby) started, 0066 degraded while mirroring; 0021, 0053, 0362 complete.
  ['recovery', ['0020', '0052', '0066', '0361'], ['0021', '0053', '0362']],
  // 0007 exhausted, 0089 low, 0221 full and shut down, 0222 low and will be shut down, 0227 Aurora volume low,
  // 0223/0224/0254 autoscaling cannot grow it, 0330/0331 log volume low; 0017/0218 grown.
  [
    'storage',
    ['0007', '0089', '0221', '0222', '0223', '0224', '0227', '0254', '0330', '0331'],
    ['0017', '0218'],
  ],
  // 0045 error, 0057 terminated, 0358 channel stopped; 0046 resumed, 0357 channel started, 0415 resumed after upgrade.
  ['replication', ['0045', '0057', '0358'], ['0046', '0357', '0415']],
  // 0418 key not reachable, 0419 database becomes inaccessible; 0420 reachable again.
  ['encryption-key', ['0418', '0419'], ['0420']],
  // 0403/0404 workload makes the system run critically low on memory.
  ['memory', ['0403', '0404'], []],
  // 0143 serverless cluster failed to scale; 0142/0149 scaled.
  ['scaling', ['0143'], ['0142', '0149']],
  // 0031 failed state, 0035 incompatible parameters, 0036/0315 incompatible network, 0165 outside support perimeter;
  // 0166 inside it again.
  ['failure', ['0031', '0035', '0036', '0165', '0315'], ['0166']],
];

/**
 * Events of troubling categories that are no trouble: failed requests that left the database as it was, planned
 * steps.
 */
const informational: Numbers = [
  '0023', // snapshot requested while another is made
  '0039', // authorisation of a security group that is gone
  '0058', // Statspack could not be installed
  '0062', // replication stopped by a person
  '0063', // replication reset by a person
  '0079', // enhanced monitoring could not be set up
  '0080',
  '0081', // a role for S3 is not set up
  '0082',
  '0083',
  '0181', // planned switchover of a global database: started,
  '0182', // its steps,
  '0183',
  '0184',
  '0186', // or cancelled
  '0202', // a read replica could not be created
  '0219', // storage autoscaling retries by itself
  '0220',
  '0233', // switchover to a read replica started
  '0237',
  '0240', // members of a global database resynchronise
  '0278', // an instance or cluster could not be created, changed or converted
  '0279',
  '0280',
  '0281',
  '0282',
  '0283',
  '0284',
  '0285',
  '0353',
  '0354',
  '0355',
  '0359', // replication channel stopped by a person
  '0360', // or reset
  '0396', // reboot planned for the maintenance window
  '0397', // global writer endpoint moved
  '0411', // upgrade check finished
  '0416', // an upgrade stopped replication for its time
  '0421',
  '0423',
];

const meanings: ReadonlyMap<string, RdsMeaning> = new Map<string, RdsMeaning>([
  ...topics.flatMap(([topic, begin, end]) => [
    ...begin.map((id) => [id, { topic, state: 'ALARM' }] as const),
    ...end.map((id) => [id, { topic, state: 'OK' }] as const),
  ]),
  ...informational.map((id) => [id, 'informational'] as const),
]);

/** Categories whose events are trouble unless the table says otherwise: an unknown event id pages. */
const categoryTopics: ReadonlyMap<string, RdsTopic> = new Map([
  ['availability', 'availability'],
  ['failover', 'failover'],
  ['global failover', 'failover'],
  ['failure', 'failure'],
  ['low storage', 'storage'],
  ['recovery', 'recovery'],
  ['read replica', 'replication'],
]);

/** Words of trouble in the message of an event that has neither a known id nor categories. */
const troubled =
  /\b(?:fail(?:ed|ing|ure|ures)?|errors?|unable|cannot|could not|can't|couldn't|unavailable|not available|inaccessible|unreachable|unhealthy|incompatible|exhausted|insufficient|low|out of|degraded|corrupt(?:ed|ion)?|shut ?down|throttled|crash(?:ed)?|halted|hung|lost|timed out|stopped responding|critically)\b/i;

/**
 * The meaning of an event by its id (`RDS-EVENT-0049`), else by its categories, else, where it came without any, by the
 * words of its message. Source: Amazon RDS and Aurora User Guides, "Amazon RDS event categories and event messages",
 * tables for DB instances and DB clusters.
 */
export const meaningOf = (
  eventId: string | undefined,
  categories: readonly string[],
  message = '',
): RdsMeaning => {
  const known = meanings.get(/^RDS-EVENT-(\d+)$/.exec(eventId ?? '')?.[1] ?? '');
  if (known !== undefined) return known;
  const topic = categories
    .map((category) => categoryTopics.get(category.trim().toLowerCase()))
    .find((found) => found !== undefined);
  if (topic !== undefined) return { topic, state: 'ALARM' };
  return categories.length === 0 && troubled.test(message)
    ? { topic: 'failure', state: 'ALARM' }
    : 'informational';
};

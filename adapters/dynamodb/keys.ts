import { createHash } from 'node:crypto';

/** Where an item is: docs/architecture.md, Data. */
export interface ItemKey {
  readonly pk: string;
  readonly sk: string;
}

/** Every index is spread over so many partitions: a throttled index would reject writes to the table. */
export const SHARDS = 8;

export const shards: readonly number[] = Array.from({ length: SHARDS }, (_, shard) => shard);

/** Sort keys hold at most 1,024 bytes, partition keys 2,048 (DynamoDB, "Quotas"): prefix and id fit in both. */
const MAX_ID_BYTES = 960;
const HASHED = 'sha256~';

/** An id as part of a key: itself, or its hash where it is too long or cannot be written in UTF-8. */
export const keyPart = (id: string): string => {
  const isWritable = id.isWellFormed() && Buffer.byteLength(id) <= MAX_ID_BYTES;
  return isWritable && !id.startsWith(HASHED) ? id : `${HASHED}${sha256(id).toString('hex')}`;
};

/** Whether a key part is a hash, whose id only the item itself holds. */
export const isHashed = (part: string): boolean => part.startsWith(HASHED);

const sha256 = (text: string): Buffer => createHash('sha256').update(Buffer.from(text, 'utf16le')).digest();

/** Short, deterministic name of a content. */
const digest = (text: string): string => sha256(text).toString('hex').slice(0, 24);

/** 0 to 7, by a hash of the partition key. */
export const shardOf = (pk: string): number => (sha256(pk)[0] ?? 0) % SHARDS;

export const INCIDENT_PREFIX = 'INC#';
export const ALARM_PREFIX = 'ALARM#';
export const SIGNAL_PREFIX = 'SIGNAL#';
export const ENTRY_PREFIX = 'ENTRY#';

export const incidentPk = (incidentId: string): string => `${INCIDENT_PREFIX}${keyPart(incidentId)}`;

export const stateKey = (incidentId: string): ItemKey => ({ pk: incidentPk(incidentId), sk: 'STATE' });

export const signalKey = (incidentId: string, signalId: string): ItemKey => ({
  pk: incidentPk(incidentId),
  sk: `${SIGNAL_PREFIX}${keyPart(signalId)}`,
});

/** Version and position are padded so that text order is the order of the timeline. */
export const entryKey = (incidentId: string, version: number, position: number): ItemKey => ({
  pk: incidentPk(incidentId),
  sk: `${ENTRY_PREFIX}${String(version).padStart(10, '0')}#${String(position).padStart(3, '0')}`,
});

const runPart = (run: number): string => String(run).padStart(6, '0');

/** What the findings of one run begin with. */
export const findingPrefix = (run: number): string => `FINDING#${runPart(run)}#`;

export const findingKey = (incidentId: string, run: number, findingId: string): ItemKey => ({
  pk: incidentPk(incidentId),
  sk: `${findingPrefix(run)}${keyPart(findingId)}`,
});

export const judgementKey = (incidentId: string, run: number): ItemKey => ({
  pk: incidentPk(incidentId),
  sk: `JUDGEMENT#${runPart(run)}`,
});

export const alarmKey = (signalId: string): ItemKey => ({
  pk: `${ALARM_PREFIX}${keyPart(signalId)}`,
  sk: 'LATEST',
});

export const slotKey = (key: string): ItemKey => ({ pk: `KEY#${keyPart(key)}`, sk: 'SLOT' });

export const tokenKey = (hash: string): ItemKey => ({ pk: `TOKEN#${keyPart(hash)}`, sk: 'TOKEN' });

export const cursorSecretKey: ItemKey = { pk: 'SECRET#cursor', sk: 'SECRET' };

/** The last test page of an audience. */
export const testPageKey = (audience: string): ItemKey => ({
  pk: `TESTPAGE#${keyPart(audience)}`,
  sk: 'LAST',
});

/** How many pages each audience got in the minute that began then. */
export const pageCountKey = (minuteMs: number): ItemKey => ({ pk: `PAGES#${minuteMs}`, sk: 'COUNT' });

/** Ignored events lie by UTC day, and by shard within it. `content` makes a repeat the same item. */
export const ignoredKey = (atMs: number, content: string): ItemKey => {
  const name = digest(content);
  const day = new Date(atMs).toISOString().slice(0, 10);
  return { pk: `IGNORED#${day}#${shardOf(name)}`, sk: `${String(atMs).padStart(15, '0')}#${name}` };
};

const LATER = 'later#';

/** Partition of the index `due`. What can wait has its own, so that however much it is, it hides nothing else. */
export const dueShard = (shard: number, canWait = false): string => `${canWait ? LATER : ''}${shard}`;

/** Whether what lies in this partition of the index `due` can wait. */
export const canWaitIn = (partition: unknown): boolean => String(partition).startsWith(LATER);

/** `yyyy-mm` in UTC. */
export const monthOf = (atMs: number): string => new Date(atMs).toISOString().slice(0, 7);

export const historyShard = (month: string, shard: number): string => `${month}#${shard}`;

export const serviceShard = (service: string, shard: number): string => `${keyPart(service)}#${shard}`;

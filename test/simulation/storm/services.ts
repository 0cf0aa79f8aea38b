import { createHash } from 'node:crypto';
import { createMemoryEventBus } from '../../../adapters/memory/event-bus.ts';
import { createMemoryIncidentStore } from '../../../adapters/memory/incident-store.ts';
import { createMemoryNoticePublisher } from '../../../adapters/memory/notice-publisher.ts';
import { createMemoryRecords, type MemoryRecords } from '../../../adapters/memory/records.ts';
import { createMemoryTimerQueue, type MemoryTimerQueue } from '../../../adapters/memory/timer-queue.ts';
import type { Notice } from '../../../domain/incident/notice.ts';
import { pauseMs } from '../../../functions/wiring/pause.ts';
import type { Shell } from '../../../protocol/shell.ts';
import { configured } from '../../behaviour/world.ts';
import type { PortCall } from '../../faults/port-calls.ts';
import { type Mutation, mutate } from '../mutations.ts';
import type { Random } from '../random.ts';
import { createRate } from './rate.ts';
import { chargesOf } from './request-units.ts';
import type { StormSettings } from './settings.ts';
import { createTableCapacity } from './table-capacity.ts';
import type { VirtualTime } from './virtual-time.ts';

/** What SNS took, and when. */
export interface Published {
  readonly atMs: number;
  readonly notice: Notice;
  readonly service: string;
  /** The digest that told it. */
  readonly digest?: string;
}

/** DynamoDB, SNS, SQS and EventBridge with their limits, around the record in memory. */
export interface Services {
  readonly records: MemoryRecords;
  readonly timers: MemoryTimerQueue;
  readonly published: readonly Published[];
  readonly throttled: { table: number; sns: number };
  readonly used: { readonly writes: number; readonly reads: number };
  readonly sent: { timers: number; events: number };
  /** Whether the service takes the call; what it takes counts. */
  admits(call: PortCall): boolean;
  readonly shell: Shell;
}

export const createServices = (
  time: VirtualTime,
  random: Random,
  settings: StormSettings,
  mutation?: Mutation,
): Services => {
  const records = createMemoryRecords();
  const timers = createMemoryTimerQueue();
  const capacity = createTableCapacity(settings.table);
  const publishes = createRate(settings.publishes);
  const published: Published[] = [];
  const throttled = { table: 0, sns: 0 };
  const sent = { timers: 0, events: 0 };
  const memoryPublisher = createMemoryNoticePublisher();
  let ids = 0;
  const shell: Shell = {
    store: createMemoryIncidentStore(records),
    publisher: {
      publish: (outgoing) => {
        published.push({ atMs: time.now(), notice: outgoing.notice, service: outgoing.incident.service });
        return memoryPublisher.publish(outgoing);
      },
      publishDigest: (digest) => {
        const { atMs, id } = { atMs: time.now(), id: digest.id };
        for (const { notice, incident } of digest.pages)
          published.push({ atMs, notice, service: incident.service, digest: id });
        return memoryPublisher.publishDigest(digest);
      },
    },
    timers,
    bus: createMemoryEventBus(),
    journal: { note: () => undefined },
    configuration: { ...configured(), pagesPerMinute: settings.pagesPerMinute },
    now: time.now,
    newId: () => `c${++ids}`,
    hash: (text) => createHash('sha256').update(text).digest('hex').slice(0, 12),
    pause: (tries) => time.sleep(pauseMs(tries, random.next())),
    leaseMs: 12_000,
  };
  return {
    ...{ records, timers, published, throttled, sent, used: capacity.used },
    admits: (call) => {
      if (call.name.startsWith('timers.')) sent.timers++;
      if (call.name.startsWith('bus.')) sent.events++;
      if (call.name.startsWith('publisher.')) {
        const isTaken = publishes.has(1, time.now());
        if (isTaken) publishes.take(1, time.now());
        else throttled.sns++;
        return isTaken;
      }
      const charges = chargesOf(call, (id) => records.incidents.get(id));
      const isTaken = capacity.take(charges, time.now());
      if (!isTaken) throttled.table++;
      return isTaken;
    },
    shell: mutation === undefined ? shell : mutate(shell, mutation),
  };
};

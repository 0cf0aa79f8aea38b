import { createMemoryEventBus } from '../../adapters/memory/event-bus.ts';
import { createMemoryIncidentQueries } from '../../adapters/memory/incident-queries.ts';
import { createMemoryIncidentStore } from '../../adapters/memory/incident-store.ts';
import { createMemoryJournal } from '../../adapters/memory/journal.ts';
import { createMemoryNoticePublisher } from '../../adapters/memory/notice-publisher.ts';
import { createMemoryRecords } from '../../adapters/memory/records.ts';
import { createMemoryTimerQueue } from '../../adapters/memory/timer-queue.ts';
import type { Configuration } from '../../domain/kernel/configuration.ts';
import type { Delivery, NoticePublisher, Outgoing } from '../../protocol/ports/channel.ts';
import type { Shell } from '../../protocol/shell.ts';
import { tapPorts } from '../faults/port-calls.ts';
import { type Mutation, mutate, refusalWith } from './mutations.ts';
import { createOutages } from './outages.ts';
import { configurationsOf, hurried, START } from './plan.ts';
import { createRandom } from './random.ts';
import { createIndexes } from './rejecting-index.ts';
import { keptFor, retentionsOf, watchRetirement } from './retirement.ts';
import { createScheduler, type Fault, type Worker } from './scheduler.ts';
import { watchStanding } from './standing.ts';
import { UnavailableError } from './unavailable.ts';
import { createWatch, watchPublisher, watchStore } from './watch.ts';
import { type Inner, workerShell } from './worker-shell.ts';

export const FUNCTION_TIMEOUT_MS = 10_000;

const faults: readonly Fault[] = ['crash-before', 'crash-after', 'lost-answer', 'throttle', 'timeout'];

/** Everything of one history: the record, the queues, the clock, and what is observed. */
export const createHistory = (seed: number, mutation?: Mutation) => {
  const random = createRandom(seed);
  let nowMs = START;
  let ids = 0;
  const records = createMemoryRecords();
  const trace: string[] = [];
  const indexes = createIndexes(random, (line) => trace.push(line));
  const outages = createOutages(random, (line) => trace.push(line));
  const watch = createWatch();
  const refuses = random.chance(0.15) ? random.pick(['primary', 'secondary', 'stakeholders']) : undefined;
  const publisher = refusing(createMemoryNoticePublisher(), refuses, (outgoing) => {
    watch.refused.push(outgoing);
    return refusalWith(mutation);
  });
  const timers = createMemoryTimerQueue();
  const budget = { faults: random.below(6) };
  const kinds = random.chance(0.3) ? (['lost-answer'] as const) : faults;
  const chanceOfFault = random.pick([0, 0.02, 0.05, 0.1]);
  const faultOf = (label: string): Fault => {
    if (budget.faults === 0 || !random.chance(chanceOfFault)) return 'none';
    budget.faults--;
    const fault = random.pick(kinds);
    return fault === 'lost-answer' && !/create|commit|putAlarm|putSignal/.test(label) ? 'none' : fault;
  };
  const scheduler = createScheduler(random, () => nowMs, faultOf, trace);
  const inMemory = createMemoryIncidentStore(records, indexes.admit);
  const observed = watchRetirement(
    watchStanding(inMemory, records, watch.standing, () => nowMs),
    records,
    watch.retirement,
  );
  const store = watchStore(observed, watch, scheduler.steps);
  const [before, after] = configurationsOf(random);
  const [keptBefore, keptAfter] = retentionsOf(seed);
  const deploysAt = random.chance(0.2) ? random.below(100) : Number.POSITIVE_INFINITY;
  const isLong = random.chance(0.25);
  const isHurried = random.chance(0.4);
  const pagesPerMinute = random.chance(0.4) ? 1 + random.below(3) : undefined;
  const hasLaterRelease = random.chance(0.05);
  const isMerging = random.chance(0.15);
  const configuration = (): Configuration => {
    const current = scheduler.steps() >= deploysAt ? keptFor(after, keptAfter) : keptFor(before, keptBefore);
    const paced = isHurried ? hurried(current) : current;
    return pagesPerMinute === undefined ? paced : { ...paced, pagesPerMinute };
  };
  const bus = createMemoryEventBus();
  const inner: Inner = outages.through({ store, publisher, timers, bus });
  const publisherOf = (worker: Worker) => watchPublisher(watch, inner.publisher, worker, () => nowMs);
  const queries = createMemoryIncidentQueries(records);
  const base = (skewMs: number): Shell => ({
    ...inner,
    journal: createMemoryJournal(),
    configuration: configuration(),
    now: () => nowMs + skewMs,
    newId: () => `c${++ids}`,
    hash: (text) => `k${[...text].reduce((sum, c) => (sum * 31 + (c.codePointAt(0) ?? 0)) % 1_000_003, 7)}`,
    pause: async () => {},
    leaseMs: FUNCTION_TIMEOUT_MS + 2_000,
  });
  const buggy = (skewMs: number): Shell =>
    mutation === undefined ? base(skewMs) : mutate(base(skewMs), mutation);
  const shellOf = (worker: Worker): Shell => {
    const shell = buggy(random.chance(0.1) ? random.below(2_000) - 1_000 : 0);
    const ports = { ...inner, store: shell.store, publisher: publisherOf(worker) };
    return workerShell(scheduler, worker, ports, shell);
  };
  return {
    seed,
    random,
    records,
    store,
    queries,
    timers,
    publisher,
    scheduler,
    watch,
    budget,
    shellOf,
    now: () => nowMs,
    advance: (ms: number) => {
      nowMs += ms;
    },
    indexes,
    outages,
    calmShellOf: (worker: Worker): Shell =>
      tracing({ ...buggy(0), publisher: publisherOf(worker) }, trace, (name) =>
        scheduler.noteRefused(worker, name),
      ),
    configuration,
    triage: { emitted: bus.emitted, handedOut: { count: 0 } },
    isLong,
    hasLaterRelease,
    isMerging,
  };
};

/** A topic that is not there any more, or that may not be published to: nothing of its audience is ever taken. */
const refusing = (
  inner: NoticePublisher,
  audience: string | undefined,
  refuse: (outgoing: Outgoing) => Delivery,
): NoticePublisher => ({
  publish: async (outgoing) =>
    outgoing.notice.audience === audience ? refuse(outgoing) : inner.publish(outgoing),
  publishDigest: async (digest) => {
    if (digest.audience !== audience) return inner.publishDigest(digest);
    const [first, ...others] = digest.pages.map((page) => refuse({ ...page, nowMs: digest.atMs }));
    return first ?? others[0] ?? inner.publishDigest(digest);
  },
});

/** At rest calls are made at once, and what they write or send is still written down. */
const tracing = (shell: Shell, trace: string[], refused: (name: string) => void): Shell =>
  tapPorts(shell, async ({ name, args }, effect) => {
    if (/^store\.(create|commit|finish|put)|^publisher/.test(name))
      trace.push(`rest ${name} ${JSON.stringify(args).slice(0, 120)}`);
    try {
      return await effect();
    } catch (error) {
      if (error instanceof UnavailableError) refused(name);
      throw error;
    }
  });

export type History = ReturnType<typeof createHistory>;

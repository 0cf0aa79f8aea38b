import type { Random } from '../random.ts';
import { createEnvironment, type Environment } from './environment.ts';
import { queueDelivery, sampleOf } from './latency.ts';
import type { Services } from './services.ts';
import { deployed, type StormSettings } from './settings.ts';
import type { VirtualTime } from './virtual-time.ts';

/** Lambda, "Configuring scaling behavior for SQS event source mappings": batches at once. */
const FIRST = 5;
const MORE_A_SECOND = 300 / 60;
const MOST = 1_250;

/** A cold start, taken as docs/performance.md takes it ("How cost is computed"), ms. */
const COLD_MS = 400;

/** How long a poller waits before it asks an empty queue again. The long poll answers as soon as something is there. */
const IDLE_MS = 100;

/** A message of a queue. */
export interface Message<T> {
  readonly body: T;
  visibleAtMs: number;
  receives: number;
}

/** What became of the queue's messages. */
export interface SourceCounts {
  invocations: number;
  /** ms, summed up. */
  durationMs: number;
  mostAtOnce: number;
  requests: number;
  redelivered: number;
}

interface Source<T> {
  readonly messages: Message<T>[];
  readonly dead: Message<T>[];
  /** Bodies that failed come again. */
  readonly handle: (environment: Environment, bodies: readonly T[]) => Promise<ReadonlySet<T>>;
}

/** Polls a queue as Lambda does, from its first message on, until it is stopped. */
export const startEventSource = <T>(
  { messages, dead, handle }: Source<T>,
  time: VirtualTime,
  random: Random,
  settings: StormSettings,
  services: Services,
) => {
  const counts: SourceCounts = { invocations: 0, durationMs: 0, mostAtOnce: 0, requests: 0, redelivered: 0 };
  const most = Math.min(settings.maximumConcurrency ?? MOST, settings.accountConcurrency, MOST);
  let running = true;
  let atOnce = 0;

  const receive = (): readonly Message<T>[] => {
    const nowMs = time.now();
    const batch: Message<T>[] = [];
    for (let at = messages.length - 1; at >= 0 && batch.length < deployed.batchSize; at--) {
      const message = messages[at];
      if (message === undefined || message.visibleAtMs > nowMs) continue;
      messages.splice(at, 1);
      batch.push(message);
    }
    return batch;
  };

  const giveBack = (message: Message<T>, visibleAtMs: number): void => {
    if (message.receives >= deployed.maxReceiveCount) {
      dead.push(message);
      return;
    }
    counts.redelivered++;
    message.visibleAtMs = visibleAtMs;
    messages.unshift(message);
  };

  const invoke = async (environment: Environment, batch: readonly Message<T>[]): Promise<Environment> => {
    const beganMs = time.now();
    for (const message of batch) message.receives++;
    counts.invocations++;
    atOnce++;
    counts.mostAtOnce = Math.max(counts.mostAtOnce, atOnce);
    const overdue = time.sleep(deployed.timeoutMs).then(() => undefined);
    const work = handle(
      environment,
      batch.map(({ body }) => body),
    );
    const failed = await Promise.race([work, overdue]);
    atOnce--;
    counts.durationMs += time.now() - beganMs;
    const isOver = failed === undefined;
    if (isOver) environment.alive = false;
    for (const message of batch) {
      if (isOver || failed.has(message.body)) giveBack(message, beganMs + deployed.visibilityMs);
    }
    counts.requests++;
    return isOver ? coldEnvironment() : environment;
  };

  const coldEnvironment = () => createEnvironment(time, random, settings.memoryMb, services);

  const poll = async (): Promise<void> => {
    let environment = coldEnvironment();
    let isCold = true;
    while (running) {
      const batch = receive();
      if (batch.length === 0) {
        await time.sleep(IDLE_MS);
        continue;
      }
      counts.requests++;
      await time.sleep(sampleOf(random, queueDelivery));
      if (isCold) await time.sleep(COLD_MS);
      isCold = false;
      const next = await invoke(environment, batch);
      isCold = next !== environment;
      environment = next;
    }
  };

  /** More pollers each second while something waits; the first ones at once. */
  const scale = async (): Promise<void> => {
    let pollers = 0;
    for (let wanted = FIRST; running; wanted += MORE_A_SECOND) {
      while (pollers < Math.min(most, wanted)) {
        pollers++;
        void poll();
      }
      await time.sleep(1_000);
      const nowMs = time.now();
      while (running && !messages.some(({ visibleAtMs }) => visibleAtMs <= nowMs)) {
        await time.sleep(1_000);
        if (messages.some(({ visibleAtMs }) => visibleAtMs <= time.now())) break;
      }
    }
  };
  void scale();
  return {
    counts,
    isIdle: (): boolean => atOnce === 0,
    stop: (): void => {
      running = false;
    },
  };
};

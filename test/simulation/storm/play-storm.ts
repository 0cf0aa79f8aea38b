import type { Transition } from '../../../domain/signal/signal.ts';
import { ingest } from '../../../protocol/intake/ingest.ts';
import { runTimer } from '../../../protocol/wake/run-timer.ts';
import { sweepDue } from '../../../protocol/wake/sweep.ts';
import { transitionOf } from '../../behaviour/world.ts';
import type { Mutation } from '../mutations.ts';
import { START } from '../plan.ts';
import { createRandom, type Random } from '../random.ts';
import { ALARM_MS, createEnvironment } from './environment.ts';
import { type Message, type SourceCounts, startEventSource } from './event-source.ts';
import { busDelivery, sampleOf } from './latency.ts';
import { createServices, type Services } from './services.ts';
import type { StormSettings } from './settings.ts';
import { createVirtualTime, type VirtualTime } from './virtual-time.ts';

export interface Storm {
  readonly alarms: number;
  readonly services: number;
  readonly seed: number;
}

export interface StormResult {
  readonly settings: StormSettings;
  /** From the alarms to SNS taking the first page, a service each, ms. */
  readonly firstPagesMs: readonly number[];
  /** From the alarms to the last one taken in, ms. */
  readonly doneMs: number;
  readonly intake: SourceCounts;
  readonly services: Services;
  /** What must not be: empty where the storm went well. */
  readonly violations: readonly string[];
}

/** What fails of a service: a batch of its alarms names several components. */
const COMPONENTS = 4;
const LONGEST_MS = 15 * 60_000;
const MINUTE = 60_000;

/** All alarms at once, in the order in which a standard queue may hand them out: any. */
const messagesOf = (random: Random, { alarms, services }: Storm): Message<Transition>[] => {
  const messages = Array.from({ length: alarms }, (_, n) => ({
    body: transitionOf(`alarm-${n}`, START, {
      service: `service-${n % services}`,
      severity: 'SEV2',
      resource: `component-${Math.floor(n / services) % COMPONENTS}`,
    }),
    visibleAtMs: START + sampleOf(random, busDelivery),
    receives: 0,
  }));
  for (let i = messages.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    const [a, b] = [messages[i], messages[j]];
    if (a !== undefined && b !== undefined) [messages[i], messages[j]] = [b, a];
  }
  return messages;
};

/** Plays a storm through the protocol on services that are as slow and as limited as AWS says. */
export const playStorm = async (
  storm: Storm,
  settings: StormSettings,
  mutation?: Mutation,
): Promise<StormResult> => {
  const random = createRandom(storm.seed);
  const time = createVirtualTime(START);
  const services = createServices(time, random, settings, mutation);
  const messages = messagesOf(random, storm);
  const dead: Message<Transition>[] = [];
  let taken = 0;
  let doneMs = 0;
  const source = startEventSource<Transition>(
    {
      messages,
      dead,
      handle: async (environment, bodies) => {
        await environment.compute(ALARM_MS * bodies.length);
        const results = await ingest(environment.shell(), bodies);
        const failed = new Set(bodies.filter((_, n) => results[n]?.kind === 'failed'));
        taken += bodies.length - failed.size;
        doneMs = time.now() - START;
        return failed;
      },
    },
    ...([time, random, settings, services] as const),
  );
  const background = startBackground(time, random, settings, services);
  const isOver = (): boolean =>
    taken + dead.length >= storm.alarms && source.isIdle() && firstPagesOf(services).size >= storm.services;
  await time.runUntil(isOver, START + LONGEST_MS);
  source.stop();
  background.stop();
  const firstPagesMs = [...firstPagesOf(services).values()].map((atMs) => atMs - START);
  const violations = violationsOf(storm, services, dead.length);
  return { settings, firstPagesMs, doneMs, intake: source.counts, services, violations };
};

/** Timers to the second and the sweep each minute: what a throttled call has left is done by them. */
const startBackground = (time: VirtualTime, random: Random, settings: StormSettings, services: Services) => {
  let running = true;
  const environment = () => createEnvironment(time, random, 512, services);
  const wake = async (): Promise<void> => {
    while (running) {
      await time.sleep(1_000);
      const due = services.timers.takeArrived(time.now()).slice(0, settings.accountConcurrency * 10);
      // A timer that fails is only a hint: the sweep does its work.
      await Promise.allSettled(due.map((timer) => runTimer(environment().shell(), timer)));
    }
  };
  const sweep = async (): Promise<void> => {
    while (running) {
      await time.sleep(MINUTE);
      await Promise.allSettled([sweepDue(environment().shell(), time.now() + MINUTE)]);
    }
  };
  void wake();
  void sweep();
  return {
    stop: (): void => {
      running = false;
    },
  };
};

/** When SNS took the first page of each service, to `primary` or, after its last try, to `fallback` in its place. */
const firstPagesOf = ({ published }: Services): ReadonlyMap<string, number> => {
  const first = new Map<string, number>();
  for (const { atMs, notice, service } of published) {
    const isFirst = notice.audience === 'primary' || notice.insteadOf === 'primary';
    if (notice.kind === 'page' && isFirst && !first.has(service)) first.set(service, atMs);
  }
  return first;
};

/** I1, I2 and I7, as the services saw it. */
const violationsOf = (storm: Storm, services: Services, dead: number): readonly string[] => {
  const { records, published } = services;
  const ids = [...records.incidents.keys()];
  const recorded = ids.reduce((sum, id) => sum + records.signalsOf(id).size, 0);
  const pages = published.filter(({ notice }) => notice.kind === 'page').map(({ notice }) => notice.id);
  const openings = published.filter(({ notice }) => notice.kind === 'page' && notice.reason === 'opened');
  const unpaged = storm.services - firstPagesOf(services).size;
  return [
    ...(recorded + dead < storm.alarms
      ? [`${storm.alarms - dead - recorded} alarms stand nowhere (I1)`]
      : []),
    ...(ids.length > storm.services ? [`${ids.length - storm.services} incidents too many (I2)`] : []),
    ...(unpaged > 0 ? [`${unpaged} services were not paged (I4)`] : []),
    ...(openings.length > storm.services
      ? [`${openings.length - storm.services} openings paged twice (I7)`]
      : []),
    ...(new Set(pages).size < pages.length
      ? [`${pages.length - new Set(pages).size} pages went twice (I7)`]
      : []),
  ];
};

import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { ServiceUrls } from '../kernel/clients.ts';
import { nameInArn, type Place, queueUrl } from '../kernel/place.ts';
import { startNoticeCollector } from '../phones/notice-collector.ts';
import type { NoticeStore } from '../phones/notice-store.ts';
import { makeEventRouter } from '../runtime/event-router.ts';
import { functionEnvironment, type LocalWorld } from '../runtime/function-environment.ts';
import { type FunctionLog, makeFunctionLog } from '../runtime/function-log.ts';
import { type FunctionPool, makeFunctionPool } from '../runtime/function-pool.ts';
import { dropFormerCode, unpackFunction } from '../runtime/packaged-function.ts';
import { type Loop, startPoller } from '../runtime/queue-poller.ts';
import { startSchedule } from '../runtime/schedule.ts';
import type { BusEvents } from '../services/bus-events.ts';
import { type EmbeddedServices, noticeQueueName } from '../services/embedded-services.ts';
import { startEventBridge } from '../services/eventbridge.ts';
import type { Stack } from '../template/stack.ts';
import type { HostOptions } from './host-options.ts';

export interface RunOptions extends HostOptions {
  readonly stack: Stack;
  readonly place: Place;
  readonly services: EmbeddedServices;
  readonly notices: NoticeStore;
  readonly busEvents: BusEvents;
  /** The SDK's variables for the stand-in AWS account. */
  readonly awsAccount: Readonly<Record<string, string>>;
}

/** The stack at work: functions, event sources, schedules, EventBridge, and the host's own collector of notices. */
export interface RunningStack {
  readonly urls: ServiceUrls & { readonly eventbridge: string };
  readonly pools: ReadonlyMap<string, FunctionPool>;
  stop(): Promise<void>;
}

/** Execution environments of one function at once: more than cores would only wait for each other. */
const maxWorkers = Math.min(4, Math.max(2, availableParallelism()));

/** So long a stopping host waits for invocations before it ends them; they are redelivered at the next start. */
const patienceMs = 1000;

interface PooledFunctions {
  readonly pools: ReadonlyMap<string, FunctionPool>;
  readonly logs: readonly FunctionLog[];
}

const makePools = (
  { stack, settings, packageDir, print }: RunOptions,
  worldOf: () => LocalWorld,
): PooledFunctions => {
  const unpackDir = join(settings.stateDir, 'functions');
  const functions = stack.functions.map((spec) => {
    const code = unpackFunction(spec, packageDir, unpackDir);
    const log = makeFunctionLog(spec.name, join(settings.stateDir, 'logs', `${spec.name}.log`), print);
    return { spec, code, log };
  });
  dropFormerCode(
    functions.map(({ code }) => code),
    unpackDir,
  );
  const pools = functions.map(({ spec, code, log }) => {
    const workers = Math.min(maxWorkers, Math.max(1, spec.reservedConcurrency ?? maxWorkers));
    const environment = () => functionEnvironment(spec, worldOf());
    return [spec.name, makeFunctionPool({ spec, code, environment, log, maxWorkers: workers })] as const;
  });
  return { pools: new Map(pools), logs: functions.map(({ log }) => log) };
};

const startPollers = (
  { stack, place, services, print }: RunOptions,
  pools: PooledFunctions['pools'],
): readonly Loop[] =>
  stack.eventSources.flatMap((source) => {
    const pool = pools.get(source.functionName);
    if (pool === undefined) return [];
    const url = queueUrl(place, nameInArn(source.queueArn));
    return startPoller(
      { source, queueUrl: url, region: place.region, queues: services.queues, pool, print },
      maxWorkers,
    );
  });

const startCollector = ({ place, services, notices, showNotice, print }: RunOptions): Loop =>
  startNoticeCollector({
    queues: services.queues,
    queueUrl: queueUrl(place, noticeQueueName),
    topicPrefix: `${place.stackName}-`,
    store: notices,
    show: showNotice,
    print,
  });

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** Starts everything that moves. */
export const runStack = async (options: RunOptions): Promise<RunningStack> => {
  const { stack, place, services, settings, busEvents, print } = options;
  let eventbridge = '';
  const { credentials } = services;
  const urlsNow = () => ({ ...services.urls, eventbridge });
  const { pools, logs } = makePools(options, () => ({
    urls: urlsNow(),
    credentials,
    place,
    timeScale: settings.timeScale,
    awsAccount: options.awsAccount,
  }));
  const router = makeEventRouter({ rules: stack.rules, pools, queues: services.queues, place });
  const bridge = await startEventBridge({ router, buses: stack.buses, place, credentials, busEvents, print });
  eventbridge = bridge.url;
  const loops = [...startPollers(options, pools), startCollector(options)];
  for (const rule of stack.rules) {
    if (rule.everyMs === undefined || !rule.enabled) continue;
    loops.push(
      startSchedule({
        rule,
        everyMs: rule.everyMs,
        place,
        fire: (event) => router.deliver(rule, event),
        print,
      }),
    );
  }
  const stop = async (): Promise<void> => {
    const stopping = Promise.all(loops.map((loop) => loop.stop()));
    await Promise.race([stopping, pause(patienceMs)]);
    await Promise.all([...pools.values()].map((pool) => pool.stop()));
    await stopping;
    await bridge.stop();
    await Promise.all(logs.map((log) => log.close()));
  };
  return { urls: urlsNow(), pools, stop };
};

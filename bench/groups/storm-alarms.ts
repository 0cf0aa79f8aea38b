import type { Size } from '../figures/figure.ts';
import { percentile } from '../meters/percentile.ts';
import type { BenchAlarm } from '../system/alarm-records.ts';
import { shuffled } from './shuffled.ts';

/** A storm's size. */
export interface StormSize {
  readonly alarms: number;
  readonly services: number;
}

export const stormSizes: Readonly<Record<Size, StormSize>> = {
  full: { alarms: 10_000, services: 200 },
  quick: { alarms: 200, services: 20 },
};

const A_CALL = 10;
const CALLS_AT_ONCE = 4;

const serviceName = (n: number): string => `storm-${String(n).padStart(3, '0')}`;

/** When a storm began, when all was put, and when the first alarm of each service was. */
export interface StormPut {
  /** By `performance.now()`. */
  readonly beganMs: number;
  readonly putMs: number;
  /** Epoch ms, by service. */
  readonly firstPutAtMs: ReadonlyMap<string, number>;
}

/**
 * Puts all alarms of a storm, in the same order each time, ten a call and four calls at once, as fast as they are taken.
 * @param first says of an alarm whether it is its service's first
 */
export const putStorm = async (
  { alarms, services }: StormSize,
  put: (alarms: readonly BenchAlarm[], first: (alarm: BenchAlarm) => boolean) => Promise<void>,
): Promise<StormPut> => {
  const numbers = shuffled(
    Array.from({ length: alarms }, (_, n) => n),
    1,
  );
  const firstPutAtMs = new Map<string, number>();
  const firsts = new Set<BenchAlarm>();
  const beganMs = performance.now();
  const putSome = async (): Promise<void> => {
    for (;;) {
      const atMs = Date.now();
      const batch = numbers.splice(0, A_CALL).map((n) => {
        const alarm: BenchAlarm = { service: serviceName(n % services), name: `cpu-${n}`, atMs };
        if (!firstPutAtMs.has(alarm.service)) firsts.add(alarm);
        if (!firstPutAtMs.has(alarm.service)) firstPutAtMs.set(alarm.service, atMs);
        return alarm;
      });
      if (batch.length === 0) return;
      await put(batch, (alarm) => firsts.has(alarm));
    }
  };
  await Promise.all(Array.from({ length: CALLS_AT_ONCE }, putSome));
  return { beganMs, putMs: performance.now() - beganMs, firstPutAtMs };
};

/** How long each service waited for its first message, in ms; throws where one got none. */
export const waitsOf = (
  messages: readonly { readonly service: string; readonly atMs: number }[],
  firstPutAtMs: ReadonlyMap<string, number>,
): readonly number[] => {
  const first = new Map<string, number>();
  for (const { service, atMs } of messages) {
    first.set(service, Math.min(first.get(service) ?? Number.POSITIVE_INFINITY, atMs));
  }
  const unheard = [...firstPutAtMs.keys()].filter((service) => !first.has(service));
  if (unheard.length > 0) throw new Error(`nobody was paged about ${unheard.join(', ')}`);
  return [...firstPutAtMs].map(([service, putAtMs]) => (first.get(service) ?? 0) - putAtMs);
};

/** How a storm went through one system. */
export interface StormTimes {
  /** Until all was taken in, from the first call. */
  readonly doneMs: number;
  /** From the put of a service's first alarm to its first message. */
  readonly firstP50Ms: number;
  readonly firstP99Ms: number;
}

export const stormTimes = (doneMs: number, waits: readonly number[]): StormTimes => ({
  doneMs,
  firstP50Ms: percentile(waits, 0.5),
  firstP99Ms: percentile(waits, 0.99),
});

/** Waits until so many are there, for ten seconds at most: what is missing shows in the figures. */
export const waitForMany = async (count: () => number, wanted: number): Promise<void> => {
  const deadline = Date.now() + 10_000;
  while (count() < wanted && Date.now() < deadline) await new Promise((done) => setTimeout(done, 50));
};

import type { Random } from '../random.ts';

/** Of a call or a delivery, ms. */
interface Latency {
  readonly p50: number;
  readonly p99: number;
}

/**
 * AWS publishes no percentiles. DynamoDB: "single-digit millisecond". What is assumed of the others, and what others
 * measured: docs/performance.md, A storm on AWS, by simulation.
 */
const calls: Readonly<Record<string, Latency>> = {
  store: { p50: 5, p99: 20 },
  publisher: { p50: 20, p99: 80 },
  timers: { p50: 8, p99: 50 },
  bus: { p50: 20, p99: 80 },
};

/** From an alarm's change of state to its message on the queue. */
export const busDelivery: Latency = { p50: 148, p99: 387 };

/** From a message on the queue to a poller that asks for it. */
export const queueDelivery: Latency = { p50: 16, p99: 105 };

/** z of the 99th percentile of a normal distribution. */
const Z99 = 2.326;

/** Log-normal, which latencies resemble, through both percentiles. */
export const sampleOf = (random: Random, { p50, p99 }: Latency): number => {
  const normal = Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
  return p50 * Math.exp((Math.log(p99 / p50) / Z99) * normal);
};

export const latencyOfCall = (random: Random, name: string): number => {
  const [port = ''] = name.split('.');
  const latency = calls[port];
  if (latency === undefined) throw new RangeError(`no latency is known of ${name}`);
  return sampleOf(random, latency);
};

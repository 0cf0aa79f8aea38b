import { paginateGetServiceGraph, type Service, type XRayClient } from '@aws-sdk/client-xray';
import { graphSlots } from '../../domain/triage/graph-slots.ts';
import type { Looker, Seen } from '../../protocol/ports/check.ts';
import { type ObservedSlot, observedGraph } from './observed-graph.ts';

/** Calls that wait at once: some thirty come through in the time of a check, and other triage of the account goes on. */
const AT_ONCE = 8;

/** Fewer slots than this share of those asked for are no picture of before and since. */
const ENOUGH = 0.5;

interface Slots {
  readonly seen: ReadonlyMap<number, ObservedSlot>;
  /** Why a slot is missing. */
  readonly throttled: unknown;
}

/**
 * X-Ray's service graph around onset, a call and its pages for each slot. A slot that is throttled is left out, as if
 * nobody had looked at it; where most are, the check is.
 */
export const createServiceGraphLooker =
  (client: XRayClient): Looker<'service-graph'> =>
  async ({ subjects, onsetMs, nowMs, signal }) => {
    const { slotMs, normal, suspect } = graphSlots({ onsetMs, nowMs });
    const wanted = [...normal, ...suspect];
    const { seen, throttled } = await slotsOf(client, wanted, slotMs, signal);
    const found = (slots: readonly number[]) => slots.flatMap((startMs) => seen.get(startMs) ?? []);
    const isEnough = seen.size >= wanted.length * ENOUGH;
    const observed = observedGraph(slotMs, found(normal), found(suspect));
    return subjects.map(
      ({ service, names, measures }): Seen<'service-graph'> =>
        isEnough
          ? { resource: service, facts: { service, names, measures, source: 'traces', ...observed } }
          : { resource: service, error: throttled },
    );
  };

/** The newest first: where X-Ray answers nothing, the first calls tell. */
const slotsOf = async (
  client: XRayClient,
  wanted: readonly number[],
  slotMs: number,
  signal: AbortSignal,
): Promise<Slots> => {
  const seen = new Map<number, ObservedSlot>();
  const waiting = wanted.toSorted((a, b) => b - a);
  let throttled: unknown;
  const work = async () => {
    for (let startMs = waiting.shift(); startMs !== undefined; startMs = waiting.shift())
      try {
        seen.set(startMs, { startMs, services: await servicesIn(client, startMs, slotMs, signal) });
      } catch (error) {
        throttled = error;
        if (isThrottle(error)) continue;
        waiting.length = 0;
        throw error;
      }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { seen, throttled };
};

/** X-Ray API, "GetServiceGraph": Errors. */
const isThrottle = (error: unknown): boolean => error instanceof Error && error.name === 'ThrottledException';

const servicesIn = async (client: XRayClient, startMs: number, slotMs: number, abortSignal: AbortSignal) => {
  const input = { StartTime: new Date(startMs), EndTime: new Date(startMs + slotMs) };
  const services: Service[] = [];
  for await (const page of paginateGetServiceGraph({ client }, input, { abortSignal }))
    services.push(...(page.Services ?? []));
  return services;
};

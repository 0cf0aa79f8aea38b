import type { Edge, Service } from '@aws-sdk/client-xray';
import type { Call, CallGraph, Figures, Stretch } from '../../domain/triage/observations.ts';

/** What GetServiceGraph answered for one slot, all pages of it: references hold within one answer only. */
export interface ObservedSlot {
  readonly startMs: number;
  readonly services: readonly Service[];
}

export interface ObservedGraph {
  readonly graph: CallGraph;
  readonly normal: Stretch;
  readonly suspect: Stretch;
}

/** A caller outside of the traces: it has the name of what it calls, and nothing of its own. */
const isClient = ({ Type }: Service): boolean => Type === 'client';

const nameOf = ({ Name, Names = [] }: Service): string | undefined =>
  [Name, ...Names].find((name) => name !== undefined && name !== '');

const typesByName = (slots: readonly ObservedSlot[]): ReadonlyMap<string, ReadonlySet<string>> => {
  const found = new Map<string, Set<string>>();
  for (const service of slots.flatMap(({ services }) => services)) {
    const name = nameOf(service);
    if (name === undefined || isClient(service)) continue;
    found.set(name, (found.get(name) ?? new Set()).add(service.Type ?? ''));
  }
  return found;
};

/** A name that holds from answer to answer: with its type where several have the name. One without any is no part. */
const partNamer = (slots: readonly ObservedSlot[]) => {
  const types = typesByName(slots);
  return (service: Service): string | undefined => {
    const name = nameOf(service);
    if (name === undefined || isClient(service)) return undefined;
    return (types.get(name)?.size ?? 0) > 1 ? `${name} (${service.Type ?? 'no type'})` : name;
  };
};

interface Sum {
  requests: number;
  faults: number;
  seconds: number;
}

/** Who throttles has failed for its caller: X-Ray counts it among the caller's errors (`ErrorStatistics`). */
const add = (sum: Sum | undefined, statistics: Edge['SummaryStatistics']): Sum | undefined => {
  if (statistics?.TotalCount === undefined) return sum;
  const { TotalCount, FaultStatistics, ErrorStatistics, TotalResponseTime = 0 } = statistics;
  const failed = (FaultStatistics?.TotalCount ?? 0) + (ErrorStatistics?.ThrottleCount ?? 0);
  return {
    requests: (sum?.requests ?? 0) + TotalCount,
    faults: (sum?.faults ?? 0) + failed,
    seconds: (sum?.seconds ?? 0) + TotalResponseTime,
  };
};

const figuresOf = ({ requests, faults, seconds }: Sum): Figures => ({
  requests,
  faults,
  ...(requests === 0 ? {} : { latencyMs: (seconds / requests) * 1_000 }),
});

/** Callers that made so much of a part's requests tell of all of them. */
const MOST = 0.5;

/**
 * What a part says of itself, and what its callers saw of it. The worse counts: a part that is not reached, or that ends in
 * the middle, tells nothing of it itself; a database tells nothing at all. Callers that made the least of the requests
 * tell nothing of the rest.
 */
const eitherOf = (itself: Sum | undefined, callers: Sum | undefined): Figures | undefined => {
  if (callers === undefined || callers.requests < (itself?.requests ?? 0) * MOST)
    return itself === undefined ? undefined : figuresOf(itself);
  const seen = figuresOf(callers);
  if (itself === undefined) return seen;
  const said = figuresOf(itself);
  const latencyMs = Math.max(seen.latencyMs ?? 0, said.latencyMs ?? 0);
  return {
    requests: Math.max(callers.requests, itself.requests),
    faults: Math.max(callers.faults, itself.faults),
    ...(seen.latencyMs === undefined && said.latencyMs === undefined ? {} : { latencyMs }),
  };
};

interface Seen {
  readonly startMs: number;
  readonly figures: ReadonlyMap<string, Figures>;
  readonly calls: readonly Call[];
}

const seenIn = (
  { startMs, services }: ObservedSlot,
  partOf: (service: Service) => string | undefined,
): Seen => {
  const byReference = new Map(services.map((service) => [service.ReferenceId, service]));
  const itself = new Map<string, Sum>();
  const callers = new Map<string, Sum>();
  const calls: Call[] = [];
  const put = (sums: Map<string, Sum>, part: string, statistics: Edge['SummaryStatistics']) => {
    const sum = add(sums.get(part), statistics);
    if (sum !== undefined) sums.set(part, sum);
  };
  for (const service of services) {
    const caller = partOf(service);
    if (caller !== undefined) put(itself, caller, service.SummaryStatistics);
    for (const { ReferenceId, SummaryStatistics } of service.Edges ?? []) {
      const called = ReferenceId === undefined ? undefined : byReference.get(ReferenceId);
      const callee = called === undefined ? undefined : partOf(called);
      if (callee === undefined) continue;
      put(callers, callee, SummaryStatistics);
      if (caller !== undefined) calls.push({ caller, callee });
    }
  }
  const parts = new Set([...itself.keys(), ...callers.keys()]);
  const figures = [...parts].flatMap((part): readonly (readonly [string, Figures])[] => {
    const either = eitherOf(itself.get(part), callers.get(part));
    return either === undefined ? [] : [[part, either]];
  });
  return { startMs, figures: new Map(figures), calls };
};

const stretchOf = (slotMs: number, seen: readonly Seen[]): Stretch => {
  const parts = new Set(seen.flatMap(({ figures }) => [...figures.keys()]));
  return {
    slotMs,
    slots: seen.map(({ startMs }) => startMs),
    parts: new Map([...parts].map((part) => [part, seen.map(({ figures }) => figures.get(part))])),
  };
};

/** Answers of GetServiceGraph, a slot each, as one graph with what was seen of each part before onset and since. */
export const observedGraph = (
  slotMs: number,
  normal: readonly ObservedSlot[],
  suspect: readonly ObservedSlot[],
): ObservedGraph => {
  const partOf = partNamer([...normal, ...suspect]);
  const [before, since] = [normal, suspect].map((slots) => slots.map((slot) => seenIn(slot, partOf)));
  const calls = [...(before ?? []), ...(since ?? [])].flatMap((slot) => slot.calls);
  const once = new Map(calls.map((call) => [JSON.stringify([call.caller, call.callee]), call]));
  return {
    graph: { calls: [...once.values()] },
    normal: stretchOf(slotMs, before ?? []),
    suspect: stretchOf(slotMs, since ?? []),
  };
};

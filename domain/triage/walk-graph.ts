import type { CallGraph } from './observations.ts';

/** A part and whom it calls, as far as figures tell. */
export interface Step {
  readonly part: string;
  readonly callees: readonly string[];
  /** Calls between the target and it, on the shortest way. */
  readonly depth: number;
}

const calleesByCaller = ({ calls }: CallGraph): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, Set<string>>();
  for (const { caller, callee } of calls) {
    if (caller === callee) continue;
    const callees = found.get(caller) ?? new Set();
    found.set(caller, callees.add(callee));
  }
  // By name, so that the order in which a source lists parts and calls decides nothing.
  return new Map([...found].map(([caller, callees]) => [caller, [...callees].sort()]));
};

/** Whom a part calls; those without figures (a load balancer, a part that is not traced) are seen through. */
const seenThrough = (
  graph: ReadonlyMap<string, readonly string[]>,
  part: string,
  hasFigures: (part: string) => boolean,
): readonly string[] => {
  const seen = new Set([part]);
  const found: string[] = [];
  const todo = [...(graph.get(part) ?? [])];
  for (let at = 0; at < todo.length; at++) {
    const callee = todo[at] ?? '';
    if (seen.has(callee)) continue;
    seen.add(callee);
    if (hasFigures(callee)) found.push(callee);
    else todo.push(...(graph.get(callee) ?? []));
  }
  return found.sort();
};

/**
 * The target and all that it calls, directly or not, each after those that call it. A call that closes a circle is left
 * out. Takes time in proportion to parts and calls.
 */
export const walkGraph = (
  graph: CallGraph,
  target: string,
  hasFigures: (part: string) => boolean,
): readonly Step[] => {
  const known = calleesByCaller(graph);
  const callees = new Map<string, readonly string[]>();
  const calleesOf = (part: string): readonly string[] => {
    const found = callees.get(part) ?? seenThrough(known, part, hasFigures);
    callees.set(part, found);
    return found;
  };
  const depths = new Map([[target, 0]]);
  for (const [part, depth] of depths)
    for (const callee of calleesOf(part)) if (!depths.has(callee)) depths.set(callee, depth + 1);

  const state = new Map<string, 'open' | 'done'>();
  const steps: Step[] = [];
  // By hand instead of by recursion: a long chain of parts must not exhaust the stack.
  const path: { readonly part: string; next: number; readonly kept: string[] }[] = [];
  const enter = (part: string) => {
    state.set(part, 'open');
    path.push({ part, next: 0, kept: [] });
  };
  enter(target);
  for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
    const callee = calleesOf(top.part)[top.next++];
    if (callee === undefined) {
      steps.push({ part: top.part, callees: top.kept, depth: depths.get(top.part) ?? 0 });
      state.set(top.part, 'done');
      path.pop();
    } else if (state.get(callee) !== 'open') {
      top.kept.push(callee);
      if (state.get(callee) === undefined) enter(callee);
    }
  }
  return steps.reverse();
};

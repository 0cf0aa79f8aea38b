interface Waiting {
  readonly atMs: number;
  readonly order: number;
  readonly wake: () => void;
}

const isBefore = (a: Waiting, b: Waiting): boolean =>
  a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order);

/** A clock that jumps to the next moment for which somebody waits, once nobody has anything left to do. */
export const createVirtualTime = (startMs: number) => {
  const heap: Waiting[] = [];
  let nowMs = startMs;
  let order = 0;

  const push = (waiting: Waiting): void => {
    let at = heap.push(waiting) - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      const [child, parent] = [heap[at], heap[above]];
      if (child === undefined || parent === undefined || !isBefore(child, parent)) return;
      heap[at] = parent;
      heap[above] = child;
      at = above;
    }
  };

  const pop = (): Waiting | undefined => {
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined || heap.length === 0) return first;
    heap[0] = last;
    for (let at = 0; ; ) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      const least = [at, left, right].reduce((best, each) => {
        const [one, other] = [heap[each], heap[best]];
        return one !== undefined && other !== undefined && isBefore(one, other) ? each : best;
      });
      const [here, there] = [heap[at], heap[least]];
      if (least === at || here === undefined || there === undefined) return first;
      heap[at] = there;
      heap[least] = here;
      at = least;
    }
  };

  /** Lets everything run that can run without time passing. */
  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

  return {
    now: (): number => nowMs,
    sleep: (ms: number): Promise<void> =>
      new Promise((wake) => push({ atMs: nowMs + Math.max(0, ms), order: order++, wake })),
    /** Until it is so, nobody waits any more, or `lastMs` has come. */
    runUntil: async (isSo: () => boolean, lastMs: number): Promise<void> => {
      for (await settle(); !isSo(); await settle()) {
        const next = pop();
        if (next === undefined || next.atMs > lastMs) return;
        nowMs = Math.max(nowMs, next.atMs);
        next.wake();
        while (heap[0] !== undefined && heap[0].atMs <= nowMs) pop()?.wake();
      }
    },
  };
};

export type VirtualTime = ReturnType<typeof createVirtualTime>;

/** The most memory that this process has used since it is watched. */
export interface Peak {
  readonly heapMb: number;
  readonly rssMb: number;
}

export interface MemoryWatch {
  look(): Peak;
  stop(): Peak;
}

const BYTES_A_MB = 2 ** 20;
const EVERY_MS = 50;

export const watchMemory = (): MemoryWatch => {
  let heap = 0;
  let rss = 0;
  const look = (): Peak => {
    const now = process.memoryUsage();
    heap = Math.max(heap, now.heapUsed);
    rss = Math.max(rss, now.rss);
    return { heapMb: heap / BYTES_A_MB, rssMb: rss / BYTES_A_MB };
  };
  const timer = setInterval(look, EVERY_MS);
  timer.unref();
  return {
    look,
    stop: () => {
      clearInterval(timer);
      return look();
    },
  };
};

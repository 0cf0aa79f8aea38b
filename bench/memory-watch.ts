/** The most memory that this process used while it was watched. */
export interface MemoryWatch {
  stop(): { readonly heapMb: number; readonly rssMb: number };
}

const BYTES_A_MB = 2 ** 20;
const EVERY_MS = 50;

export const watchMemory = (): MemoryWatch => {
  let heap = 0;
  let rss = 0;
  const look = (): void => {
    const now = process.memoryUsage();
    heap = Math.max(heap, now.heapUsed);
    rss = Math.max(rss, now.rss);
  };
  const timer = setInterval(look, EVERY_MS);
  return {
    stop: () => {
      clearInterval(timer);
      look();
      return { heapMb: heap / BYTES_A_MB, rssMb: rss / BYTES_A_MB };
    },
  };
};

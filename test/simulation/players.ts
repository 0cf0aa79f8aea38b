import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Violation } from './play-history.ts';
import type { Seeds } from './player.ts';

/** Few enough that a violation ends the run soon and that no thread is left alone with a long rest. */
const STRETCH = 200;

/**
 * Plays seeds on `jobs` threads, in order, until one of them is violated. The violation of the lowest seed is the
 * answer, however many threads there are: what was begun before it is played to its end.
 *
 * @param onProgress told how many seeds have been played so far
 */
export const playSeeds = async (
  { from, seeds, mutation }: Seeds,
  jobs: number,
  onProgress: (played: number) => void = () => {},
): Promise<Violation | undefined> => {
  const end = from + seeds;
  let next = from;
  let played = 0;
  const violations: Violation[] = [];
  const work = async (): Promise<void> => {
    const thread = new Worker(new URL('player.ts', import.meta.url));
    try {
      while (next < end && violations.length === 0) {
        const stretch = { from: next, seeds: Math.min(STRETCH, end - next), mutation };
        next += stretch.seeds;
        thread.postMessage(stretch);
        const [violation]: (Violation | undefined)[] = await once(thread, 'message');
        played += stretch.seeds;
        onProgress(played);
        if (violation) violations.push(violation);
      }
    } finally {
      await thread.terminate();
    }
  };
  await Promise.all(Array.from({ length: Math.min(jobs, Math.ceil(seeds / STRETCH)) }, work));
  return violations.sort((a, b) => a.seed - b.seed)[0];
};

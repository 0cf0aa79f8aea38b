import { parentPort } from 'node:worker_threads';
import type { Mutation } from './mutations.ts';
import { playHistory, type Violation } from './play-history.ts';

/** Some seeds, played one after another until the first violation. A thread gets one at a time (`players.ts`). */
export interface Stretch {
  readonly from: number;
  readonly seeds: number;
  readonly mutation?: Mutation | undefined;
}

export type Played = Violation | undefined;

export const playStretch = async ({ from, seeds, mutation }: Stretch): Promise<Played> => {
  for (let seed = from; seed < from + seeds; seed++) {
    const violation = await playHistory(seed, mutation);
    if (violation) return violation;
  }
  return undefined;
};

parentPort?.on('message', async (stretch: Stretch) => {
  parentPort?.postMessage(await playStretch(stretch));
});

import { parentPort } from 'node:worker_threads';
import type { Mutation } from './mutations.ts';
import { playHistory, type Violation } from './play-history.ts';

/** Seeds to be played one after another, until the first violation. */
export interface Seeds {
  readonly from: number;
  readonly seeds: number;
  readonly mutation?: Mutation | undefined;
}

const play = async ({ from, seeds, mutation }: Seeds): Promise<Violation | undefined> => {
  for (let seed = from; seed < from + seeds; seed++) {
    const violation = await playHistory(seed, mutation);
    if (violation) return violation;
  }
  return undefined;
};

/** A thread of `players.ts`: one message, one answer. */
parentPort?.on('message', async (seeds: Seeds) => parentPort?.postMessage(await play(seeds)));

import { shardOf, stateKey } from '../../adapters/dynamodb/keys.ts';
import type { Admit } from '../../adapters/memory/incident-store.ts';
import { type Index, indexes, shardsTouched } from './index-entries.ts';
import type { Random } from './random.ts';
import { isWithin, type Stretch, stretchesOf, UnavailableError } from './unavailable.ts';

/** A throttled index rejects the writes to the table that would change it. */
export class IndexRejectedError extends UnavailableError {
  override readonly name = 'IndexRejectedError';
}

interface Rejection {
  readonly index: Index;
  readonly shard: string | 'every';
}

/** The indexes of a history: one of them may reject writes for a stretch while workers run, or at rest, or both. */
export const createIndexes = (random: Random, note: (line: string) => void) => {
  let rejection: Rejection | undefined;
  const { storm, rest } = stretchesOf(random, 0.25);
  const index = random.pick(indexes);

  const turn = (stretch: Stretch, count: number, known: readonly string[]): void => {
    const isOn = isWithin(stretch, count);
    if (isOn === (rejection !== undefined)) return;
    if (!isOn) {
      note(`index ${index.name} takes writes again`);
      rejection = undefined;
      return;
    }
    const isWhole = known.length === 0 || random.chance(0.4);
    const shard = isWhole ? 'every' : String(shardOf(stateKey(random.pick(known)).pk));
    rejection = { index, shard };
    note(`index ${index.name} rejects writes, shard: ${shard}`);
  };

  const admit: Admit = (write) => {
    if (rejection === undefined) return;
    const { shard } = rejection;
    if (shardsTouched(index, write).some((touched) => shard === 'every' || touched === shard))
      throw new IndexRejectedError(`index ${index.name} is throttled`);
  };

  return {
    admit,
    /** `known`: incidents, of which one's shard may be hit. */
    atStep: (step: number, known: readonly string[]): void => turn(storm, step, known),
    atMinute: (minute: number, known: readonly string[]): void => turn(rest, minute, known),
    /** Minutes at rest after which every index takes writes. */
    restEndsAt: rest.until,
    /** The index that rejects what is written of this incident now, if one does. */
    rejecting: (incidentId: string): string | undefined => {
      if (rejection === undefined) return undefined;
      const { shard } = rejection;
      const isHit = shard === 'every' || shard === String(shardOf(stateKey(incidentId).pk));
      return isHit ? index.name : undefined;
    },
  };
};

export type Indexes = ReturnType<typeof createIndexes>;

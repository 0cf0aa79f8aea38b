import { createHash } from 'node:crypto';
import { createRate, type Rate } from './rate.ts';
import type { Charge } from './request-units.ts';

/** DynamoDB, "Best practices for partition keys": what one partition takes, units a second. */
const PARTITION = { writes: 1_000, reads: 3_000 };

type Rates = { readonly writes: Rate; readonly reads: Rate };

/** Refuses what the table, one of its indexes or one of their partitions cannot take. */
export interface TableCapacity {
  /** Takes the units; false, and nothing taken, where one of them is refused. */
  take(charges: readonly Charge[], nowMs: number): boolean;
  readonly used: { writes: number; reads: number };
}

/** A table has as many partitions as its throughput needs. A throttled index refuses the write to the table. */
export const createTableCapacity = (limits: {
  readonly writes: number;
  readonly reads: number;
}): TableCapacity => {
  const partitions = Math.max(1, Math.ceil(limits.writes / PARTITION.writes));
  const rates = new Map<string, Rates>();
  const rateOf = (name: string, perSecond: { readonly writes: number; readonly reads: number }): Rates => {
    const known = rates.get(name);
    if (known !== undefined) return known;
    const made = { writes: createRate(perSecond.writes), reads: createRate(perSecond.reads) };
    rates.set(name, made);
    return made;
  };
  const used = { writes: 0, reads: 0 };
  const concerned = ({ of, key }: Charge): readonly Rates[] => [
    rateOf(of, limits),
    rateOf(`${of}/${partitionOf(key, partitions)}`, PARTITION),
  ];
  return {
    used,
    take: (charges, nowMs) => {
      const all = charges.map((charge) => ({ charge, rates: concerned(charge) }));
      const isTaken = all.every(({ charge, rates: each }) =>
        each.every(
          (rate) =>
            (charge.writes === 0 || rate.writes.has(charge.writes, nowMs)) &&
            (charge.reads === 0 || rate.reads.has(charge.reads, nowMs)),
        ),
      );
      if (!isTaken) return false;
      for (const { charge, rates: each } of all) {
        for (const rate of each) {
          rate.writes.take(charge.writes, nowMs);
          rate.reads.take(charge.reads, nowMs);
        }
        used.writes += charge.writes;
        used.reads += charge.reads;
      }
      return true;
    },
  };
};

const partitionOf = (key: string, partitions: number): number =>
  createHash('sha256').update(key).digest().readUInt32BE(0) % partitions;

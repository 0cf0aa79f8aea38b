import type { MemoryRecords } from '../../adapters/memory/records.ts';
import type { Entry } from '../../domain/incident/entry.ts';
import { type Incident, isOpen } from '../../domain/incident/incident.ts';
import type { Configuration } from '../../domain/kernel/configuration.ts';
import type { IncidentStore } from '../../protocol/ports/record.ts';
import { createRandom } from './random.ts';

const MINUTE = 60_000;

/** What was removed of retired incidents, and what must not have happened to them. */
export interface Retirement {
  /** Incident id → signal ids. */
  readonly signals: Map<string, Set<string>>;
  /** Incident id → place → entry. */
  readonly entries: Map<string, Map<string, Entry>>;
  readonly wrong: string[];
}

export const createRetirement = (): Retirement => ({ signals: new Map(), entries: new Map(), wrong: [] });

/**
 * In some histories what is resolved is retired within minutes, so that it meets what arrives; a deployment may change that. Drawn
 * apart, so that all other histories are as they would be without.
 */
export const retentionsOf = (seed: number): readonly [number | undefined, number | undefined] => {
  const random = createRandom(seed ^ 0x5eed);
  if (!random.chance(0.3)) return [undefined, undefined];
  const draw = () => random.pick([MINUTE, 2 * MINUTE, 5 * MINUTE, 20 * MINUTE]);
  const first = draw();
  return [first, random.chance(0.8) ? first : draw()];
};

export const keptFor = (configuration: Configuration, retentionMs: number | undefined): Configuration =>
  retentionMs === undefined ? configuration : { ...configuration, retentionMs };

/** A store that notes what is removed, and which commits and removals are wrong. */
export const watchRetirement = (
  inner: IncidentStore,
  records: MemoryRecords,
  retirement: Retirement,
): IncidentStore => ({
  ...inner,
  commit: async (before, after) => {
    const stored = records.incidents.get(after.id);
    const committed = await inner.commit(before, after);
    if (committed && stored) noteCommit(retirement, stored, after);
    return committed;
  },
  remove: async (id, remains) => {
    const { signals, entries, wrong } = retirement;
    if (records.incidents.get(id)?.retiredAtMs === undefined)
      wrong.push(`${id}: removed before it was retired`);
    const ofSignals = signals.get(id) ?? new Set();
    const ofEntries = entries.get(id) ?? new Map<string, Entry>();
    signals.set(id, ofSignals);
    entries.set(id, ofEntries);
    for (const { place, signalId } of remains) {
      const entry = records.entriesOf(id).get(place);
      if (signalId !== undefined) ofSignals.add(signalId);
      else if (entry !== undefined) ofEntries.set(place, entry);
    }
    await inner.remove(id, remains);
  },
});

const noteCommit = ({ wrong }: Retirement, before: Incident, after: Incident): void => {
  const { id } = after;
  if (before.retiredAtMs !== undefined && after.retiredAtMs === undefined)
    wrong.push(`${id} was retired, and its id is used again (I2)`);
  if (before.retiredAtMs !== undefined || after.retiredAtMs === undefined) return;
  if (isOpen(before)) wrong.push(`${id} was retired while it was open`);
  const owed = Object.keys(before.outbox);
  if (owed.length > 0) wrong.push(`${id} was retired while it owed ${owed.join(', ')}`);
};

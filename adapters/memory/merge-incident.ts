import { isDeepStrictEqual } from 'node:util';
import type { Effect } from '../../domain/incident/effect.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import { copy } from './copy.ts';

/** `finishEffects` moves them without raising the version. */
const alwaysWritten: ReadonlySet<string> = new Set(['dueAtMs', 'dueCanWait']);

type Outbox = Readonly<Record<string, Effect>>;

/**
 * The stored incident after a commit. Only what differs between `before` and `after` is written, the outbox id by id,
 * so that an effect cleared since `before` was read stays cleared. When it is due is always written. `undefined`: an
 * effect that the commit changes has been cleared meanwhile, so the commit must fail.
 */
export const mergeIncident = (stored: Incident, before: Incident, after: Incident): Incident | undefined => {
  const outbox = mergeOutbox(stored.outbox, before.outbox, after.outbox);
  if (outbox === undefined) return undefined;
  const merged = new Map(Object.entries(stored));
  const [old, fresh] = [new Map(Object.entries(before)), new Map(Object.entries(after))];
  for (const name of new Set([...old.keys(), ...fresh.keys(), ...alwaysWritten])) {
    const isWritten = alwaysWritten.has(name) || !isDeepStrictEqual(old.get(name), fresh.get(name));
    if (isWritten) merged.set(name, fresh.get(name));
  }
  merged.set('outbox', outbox);
  const members: object = Object.fromEntries(merged);
  return copy(members as Incident);
};

const mergeOutbox = (stored: Outbox, before: Outbox, after: Outbox): Outbox | undefined => {
  const outbox = new Map(Object.entries(stored));
  for (const [id, effect] of Object.entries(after)) {
    const earlier = before[id];
    if (isDeepStrictEqual(earlier, effect)) continue;
    if (earlier !== undefined && !outbox.has(id)) return undefined;
    outbox.set(id, effect);
  }
  for (const id of Object.keys(before)) if (!(id in after)) outbox.delete(id);
  return Object.fromEntries(outbox);
};

import { isDeepStrictEqual } from 'node:util';
import type { Incident } from '../../domain/incident/incident.ts';
import { itemOfIncident } from './incident-item.ts';
import { createUpdateBuilder, type UpdateBuilder } from './update-expression.ts';

/**
 * Written by every commit, changed or not. `finishEffects` moves them without raising the version, so their values in
 * `before` may be out of date. And a commit that owes something must never be left without its wake-up.
 */
const alwaysWritten: ReadonlySet<string> = new Set(['dueAt', 'dueShard']);

const keys: ReadonlySet<string> = new Set(['pk', 'sk']);

/**
 * The update that turns `before` into `after` on condition of `before.version`: attribute by attribute, the outbox id
 * by id. An effect that it changes must still be there: otherwise an effect cleared meanwhile would come back.
 */
export const differenceOf = (before: Incident, after: Incident): ReturnType<UpdateBuilder['build']> => {
  const update = createUpdateBuilder();
  const { outbox: _before, ...old } = itemOfIncident(before);
  const { outbox: _after, ...fresh } = itemOfIncident(after);
  // An item of an older release is written whole, once: `before` is its upgraded shape, not what is stored.
  const isUpgraded = before.schema !== after.schema;
  for (const attribute of new Set([...Object.keys(old), ...Object.keys(fresh), ...alwaysWritten])) {
    if (keys.has(attribute)) continue;
    const isSame = !isUpgraded && isDeepStrictEqual(old[attribute], fresh[attribute]);
    if (isSame && !alwaysWritten.has(attribute)) continue;
    const path = update.name(attribute);
    if (fresh[attribute] === undefined) update.remove(path);
    else update.set(path, fresh[attribute]);
  }
  const versionIsSame = `${update.name('version')}=${update.value(before.version)}`;
  return update.build([versionIsSame, ...writeOutbox(update, before.outbox, after.outbox)]);
};

/** Writes the outbox's difference; answers the conditions that it needs. */
const writeOutbox = (
  update: UpdateBuilder,
  before: Incident['outbox'],
  after: Incident['outbox'],
): readonly string[] => {
  const conditions: string[] = [];
  for (const id of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (isDeepStrictEqual(before[id], after[id])) continue;
    const path = `${update.name('outbox')}.${update.name(id)}`;
    const effectIsStillOwed = `attribute_exists(${path})`;
    if (after[id] === undefined) update.remove(path);
    else update.set(path, after[id]);
    if (before[id] !== undefined && after[id] !== undefined) conditions.push(effectIsStillOwed);
  }
  return conditions;
};

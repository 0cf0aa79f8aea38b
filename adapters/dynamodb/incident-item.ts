import { type DueTime, dueOf, withDue } from '../../domain/incident/due-time.ts';
import { type Incident, isOpen } from '../../domain/incident/incident.ts';
import { type Claim, claimOf, tombstoneOf } from '../../domain/retention/tombstone.ts';
import type { Item } from './item.ts';
import { canWaitIn, dueShard, historyShard, monthOf, serviceShard, shardOf, stateKey } from './keys.ts';
import { upgradeState } from './upgrade-state.ts';

/**
 * Index attributes: `dueShard` and `dueAt` while something is due, `openShard` while it is open, the others for good.
 * What an index sorts or projects is stored once, under the index's name (`dueAt`, `openedAt`, `serviceName`).
 */
export const itemOfIncident = (incident: Incident): Item => {
  if (incident.retiredAtMs !== undefined) return itemOfRetired(incident);
  const { openedAtMs, service, ...members } = withDue(incident, undefined);
  const key = stateKey(incident.id);
  const shard = shardOf(key.pk);
  return {
    ...key,
    ...members,
    openedAt: openedAtMs,
    serviceName: service,
    historyShard: historyShard(monthOf(openedAtMs), shard),
    serviceShard: serviceShard(service, shard),
    ...(isOpen(incident) ? { openShard: String(shard) } : {}),
    ...dueAttributes(key.pk, dueOf(incident)),
  };
};

/** A retired incident is in no index but `due`, as long as something is left to be removed. */
const itemOfRetired = (incident: Incident): Item => {
  const key = stateKey(incident.id);
  return { ...key, ...claimOf(incident), ...dueAttributes(key.pk, dueOf(incident)) };
};

/** Attributes of the `due` index; none when nothing is due. */
export const dueAttributes = (pk: string, due: DueTime | undefined): Item =>
  due === undefined ? {} : { dueAt: due.atMs, dueShard: dueShard(shardOf(pk), due.canWait) };

/** The incident that `itemOfIncident` stored, or that an older release did. */
export const incidentOfItem = (item: Item): Incident => {
  const { pk, sk, openShard, dueShard: shard, ...attributes } = upgradeState(item);
  const {
    dueAt,
    openedAt,
    serviceName,
    historyShard: _month,
    serviceShard: _service,
    ...members
  } = attributes;
  const due = {
    ...(dueAt === undefined ? {} : { dueAtMs: dueAt }),
    ...(canWaitIn(shard) ? { dueCanWait: true } : {}),
  };
  const claim: object = { ...members, ...due };
  if (members['retiredAtMs'] !== undefined) return tombstoneOf(claim as Claim);
  const incident: object = { ...claim, openedAtMs: openedAt, service: serviceName };
  return incident as Incident;
};

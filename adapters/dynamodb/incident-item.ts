import { type Incident, isOpen } from '../../domain/incident/incident.ts';
import type { Item } from './item.ts';
import { historyShard, monthOf, serviceShard, shardOf, stateKey } from './keys.ts';
import { upgradeState } from './upgrade-state.ts';

/**
 * Index attributes: `dueShard` and `dueAt` while something is due, `openShard` while it is open, the others for good.
 * What an index sorts or projects is stored once, under the index's name (`dueAt`, `openedAt`, `serviceName`).
 */
export const itemOfIncident = (incident: Incident): Item => {
  const { dueAtMs, openedAtMs, service, ...members } = incident;
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
    ...dueAttributes(key.pk, dueAtMs),
  };
};

/** Attributes of the `due` index; none when nothing is due. */
export const dueAttributes = (pk: string, dueAtMs: number | undefined): Item =>
  dueAtMs === undefined ? {} : { dueAt: dueAtMs, dueShard: String(shardOf(pk)) };

/** The incident that `itemOfIncident` stored, or that an older release did. */
export const incidentOfItem = (item: Item): Incident => {
  const { pk, sk, openShard, dueShard, ...attributes } = upgradeState(item);
  const {
    dueAt,
    openedAt,
    serviceName,
    historyShard: _month,
    serviceShard: _service,
    ...members
  } = attributes;
  const incident: object = {
    ...members,
    openedAtMs: openedAt,
    service: serviceName,
    ...(dueAt === undefined ? {} : { dueAtMs: dueAt }),
  };
  return incident as Incident;
};

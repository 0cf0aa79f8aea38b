import { type CommandRow, type Refusal, refuse, refuseNotOpen } from '../../incident/command.ts';
import type { Draft } from '../../incident/draft.ts';
import { type Incident, isOpen } from '../../incident/incident.ts';
import { MAX_MERGED } from '../../incident/related.ts';
import { mergingInto, oweMerger } from '../merge.ts';

/**
 * The later of two incidents becomes a part of the earlier one. That one commits the merger first, and owes the rest:
 * protocol/intake/merge.ts carries it out, on both. docs/adr/0029.
 */
export const merge: CommandRow<{
  readonly kind: 'merge';
  readonly into: string;
  /** Given where the command is carried out on the earlier incident: the later one, as it was read. */
  readonly source?: Incident;
}> = {
  wantsOpen: false,
  refuses: [
    'unknown-incident',
    'same-incident',
    'opened-earlier',
    'already-resolved',
    'already-closed',
    'merged-already',
    'too-many-merged',
  ],
  counterpart: ({ into }, here) => ({ incidentId: into, command: { kind: 'merge', into, source: here } }),
  decide: (draft, { into, source }, by) => {
    const { id } = draft.incident;
    if (id !== into) return mayGo(draft.incident, into);
    if (source === undefined)
      return refuse('same-incident', `Incident ${id} cannot be merged into itself: name another one`);
    return takeIn(draft, source, by);
  },
};

/** Whether the later one may be merged. Nothing is decided on it here. */
const mayGo = (here: Incident, into: string): Refusal | undefined =>
  isOpen(here) || here.mergedInto?.incidentId === into ? undefined : refuseNotOpen(here);

const takeIn = (draft: Draft, source: Incident, by: string): Refusal | undefined => {
  const { incident } = draft;
  const merging = mergingInto(incident);
  if (merging.includes(source.id)) return undefined;
  if (!isOpen(incident)) return refuseNotOpen(incident);
  if (!isLater(source, incident))
    return refuse(
      'opened-earlier',
      `Incident ${source.id} was opened before ${incident.id}: merge ${incident.id} into ${source.id}`,
    );
  if (merging.length >= MAX_MERGED)
    return refuse(
      'too-many-merged',
      `${MAX_MERGED} incidents have been merged into ${incident.id} already: link ${source.id} with it instead`,
    );
  oweMerger(draft, source.id, by);
  return undefined;
};

/** Of two opened at one moment the greater id is the later: no two can ever be merged into each other. */
const isLater = (a: Incident, b: Incident): boolean =>
  a.openedAtMs === b.openedAtMs ? a.id > b.id : a.openedAtMs > b.openedAtMs;

import { startDraft } from '../../domain/incident/draft.ts';
import { type Incident, isOpen } from '../../domain/incident/incident.ts';
import { owesSignals } from '../../domain/lifecycle/clear.ts';
import { closeMerged, dropMerger, mergerOf, takeOver } from '../../domain/lifecycle/merge.ts';
import { commitDraft, contextOf, ownEffects, untilDone } from '../commit.ts';
import type { FollowUp, Unfinished } from '../outbox/carrier.ts';
import { drain } from '../outbox/drain.ts';
import type { Shell } from '../shell.ts';
import { anyStands } from '../standing.ts';
import { moveSignals } from './move-signals.ts';

type Merger = Extract<FollowUp, { kind: 'merge' }>;

/** Signals of the later incident are still to be written: once they are, the merger is tried again. */
class SignalsOwedError extends Error {
  override readonly name = 'SignalsOwedError';
  constructor(incidentId: string) {
    super(`incident ${incidentId} owes signals: it is merged when they are written`);
  }
}

/**
 * Carries out a merger that the earlier incident owes: the later one is closed, then the earlier one decides on what it
 * takes over and pages, then the signals move. Whatever has been done already is found done. docs/adr/0029.
 */
export const mergeIncidents = async (shell: Shell, merger: Merger): Promise<readonly Unfinished[]> => {
  const closed = await closeLater(shell, merger);
  const after = await decideEarlier(shell, merger, closed.source, closed.whyNot);
  if (closed.source !== undefined) await moveSignals(shell, closed.source, merger.into);
  return [...closed.unfinished, ...after];
};

/** `whyNot`: it was over, or the earlier one was, before it could be closed. */
interface Closed {
  readonly source?: Incident;
  readonly whyNot?: string;
  readonly unfinished: readonly Unfinished[];
}

const closeLater = (shell: Shell, { into, from, by }: Merger): Promise<Closed> =>
  untilDone(shell, from, async () => {
    const source = await shell.store.read(from);
    if (source?.mergedInto?.incidentId === into) return { source, unfinished: [] };
    if (source === undefined || !isOpen(source)) return { whyNot: 'it was over before', unfinished: [] };
    const target = await shell.store.read(into);
    if (target === undefined || !isOpen(target)) return { whyNot: 'this one was over', unfinished: [] };
    if (owesSignals(source)) throw new SignalsOwedError(from);
    const draft = startDraft(source, contextOf(shell));
    closeMerged(draft, into, by);
    const after = await commitDraft(shell, source, draft);
    if (after === undefined) return undefined;
    const { incident, unfinished } = await drain(shell, after, ownEffects(source, after));
    return { source: incident, unfinished };
  });

/** Once: what it has taken over stands in its record, and what it drops it owes no more. */
const decideEarlier = (
  shell: Shell,
  { into, from, by }: Merger,
  source: Incident | undefined,
  whyNot = '',
): Promise<readonly Unfinished[]> =>
  untilDone(shell, into, async () => {
    const target = await shell.store.read(into);
    const effectId = target && mergerOf(target, from);
    if (target === undefined || effectId === undefined) return [];
    if (target.mergedFrom?.some(({ incidentId }) => incidentId === from)) return [];
    const draft = startDraft(target, contextOf(shell));
    if (source === undefined) dropMerger(draft, effectId, from, whyNot);
    else takeOver(draft, source, { by, stands: await anyStands(shell, from) });
    const after = await commitDraft(shell, target, draft);
    return after && (await drain(shell, after, ownEffects(target, after))).unfinished;
  });

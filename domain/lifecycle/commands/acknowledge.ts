import type { CommandRow } from '../../incident/command.ts';
import { addEntry, announce, change, turn } from '../../incident/draft.ts';

/** Somebody is on it: the no-response pages of this episode stop (I5). */
export const acknowledge: CommandRow<{ readonly kind: 'acknowledge' }> = {
  wantsOpen: true,
  refuses: [],
  decide: (draft, _command, by) => {
    const { episode, firstAcknowledgedAtMs } = draft.incident;
    if (episode.acknowledgedAtMs !== undefined) {
      const first = episode.acknowledgedBy ?? 'somebody';
      addEntry(draft, 'note', `Acknowledged again: ${first} was first`, {
        by,
        reason: 'acknowledged-before',
      });
      return undefined;
    }
    const { nowMs } = draft.context;
    turn(draft, 'acknowledged');
    change(draft, {
      episode: { ...episode, acknowledgedAtMs: nowMs, acknowledgedBy: by },
      firstAcknowledgedAtMs: firstAcknowledgedAtMs ?? nowMs,
    });
    addEntry(draft, 'acknowledged', 'Acknowledged', { by });
    announce(draft, 'incident.acknowledged', by);
    return undefined;
  },
};

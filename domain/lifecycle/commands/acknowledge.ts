import type { CommandRow } from '../../incident/command.ts';
import { addEntry, announce, change, turn } from '../../incident/draft.ts';
import type { Episode } from '../../incident/incident.ts';
import { momentText } from '../../kernel/duration-text.ts';

/**
 * Somebody is on it: the no-response pages of this episode stop (I5), for good or for `forMs`. A later
 * acknowledgement can make the time longer, never shorter.
 */
export const acknowledge: CommandRow<{ readonly kind: 'acknowledge'; readonly forMs?: number }> = {
  wantsOpen: true,
  refuses: [],
  decide: (draft, { forMs }, by) => {
    const { episode, firstAcknowledgedAtMs } = draft.incident;
    const { nowMs, configuration } = draft.context;
    const untilMs = forMs === undefined ? undefined : nowMs + forMs / (configuration.timeScale ?? 1);
    if (holdsAsLong(episode, untilMs)) {
      const first = episode.acknowledgedBy ?? 'somebody';
      addEntry(draft, 'note', `Acknowledged again: ${first} was first`, {
        by,
        reason: 'acknowledged-before',
      });
      return undefined;
    }
    turn(draft, 'acknowledged');
    const { acknowledgedUntilMs: _, ...rest } = episode;
    change(draft, {
      episode: {
        ...rest,
        acknowledgedAtMs: nowMs,
        acknowledgedBy: by,
        ...(untilMs === undefined ? {} : { acknowledgedUntilMs: untilMs }),
      },
      firstAcknowledgedAtMs: firstAcknowledgedAtMs ?? nowMs,
    });
    const text = untilMs === undefined ? 'Acknowledged' : `Acknowledged until ${momentText(untilMs)}`;
    addEntry(draft, 'acknowledged', text, { by });
    announce(draft, 'incident.acknowledged', by);
    return undefined;
  },
};

/** Whether the episode is acknowledged for good, or until then at least. */
const holdsAsLong = ({ acknowledgedAtMs, acknowledgedUntilMs }: Episode, untilMs?: number): boolean =>
  acknowledgedAtMs !== undefined &&
  (acknowledgedUntilMs === undefined || (untilMs !== undefined && untilMs <= acknowledgedUntilMs));

import { type CommandRow, refuse } from '../../incident/command.ts';
import { change } from '../../incident/draft.ts';
import { type Incident, isOpen } from '../../incident/incident.ts';
import { reopen as again } from '../reopen.ts';

/**
 * It is not over after all. Where nothing stands, it stays open until a person resolves it, or a signal has stood and
 * cleared: no alarm watches what that person sees.
 */
export const reopen: CommandRow<{ readonly kind: 'reopen' }> = {
  wantsOpen: false,
  needsStanding: true,
  refuses: ['superseded', 'not-resolved'],
  decide: (draft, _command, by) => {
    const { incident } = draft;
    if (incident.sealed !== undefined) return refuse('superseded', supersededText(incident));
    if (isOpen(incident))
      return refuse(
        'not-resolved',
        `Incident ${incident.id} is ${incident.status}: there is nothing to reopen`,
      );
    again(draft, { reason: 'reopened-by-person', text: 'Reopened', by });
    return undefined;
  },
  conclude: (draft, { standing }) => {
    if (standing === false) change(draft, { keptOpenSinceMs: draft.context.nowMs });
  },
};

const supersededText = ({ id, sealed, mergedInto }: Incident): string => {
  if (mergedInto !== undefined)
    return `Incident ${id} was merged into ${mergedInto.incidentId}: reopen that one`;
  return sealed === 'closed'
    ? `Incident ${id} is closed for good: declare a new one`
    : `A later incident of the same service has taken the place of ${id}`;
};

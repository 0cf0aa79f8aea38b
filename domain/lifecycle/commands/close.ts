import { type CommandRow, refuse } from '../../incident/command.ts';
import { addEntry, announce, change } from '../../incident/draft.ts';
import { isOpen } from '../../incident/incident.ts';

/** A resolved incident is closed for good: it never reopens. */
export const close: CommandRow<{ readonly kind: 'close' }> = {
  wantsOpen: false,
  refuses: ['not-resolved', 'already-closed'],
  decide: (draft, _command, by) => {
    const { incident, context } = draft;
    if (isOpen(incident))
      return refuse('not-resolved', `Incident ${incident.id} is ${incident.status}: resolve it first`);
    if (incident.status === 'closed')
      return refuse('already-closed', `Incident ${incident.id} is closed already`);
    change(draft, { status: 'closed', sealed: incident.sealed ?? 'closed', closedAtMs: context.nowMs });
    addEntry(draft, 'closed', 'Closed', { by });
    announce(draft, 'incident.closed', by);
    return undefined;
  },
};

import type { CommandRow } from '../../incident/command.ts';
import { addEntry, change } from '../../incident/draft.ts';
import { serviceText } from '../../kernel/service-text.ts';

/** A note alone. Every command may carry one, so there is nothing more to decide. */
export const addNote: CommandRow<{ readonly kind: 'note' }> = {
  wantsOpen: false,
  refuses: [],
  decide: () => undefined,
};

/**
 * Facts, which every command may carry, and what the incident is called. Its key stays: the alarms that have joined it
 * go on joining it, whatever its service is called now.
 */
export const sayFacts: CommandRow<{
  readonly kind: 'say';
  readonly title?: string;
  readonly service?: string;
}> = {
  wantsOpen: false,
  refuses: [],
  decide: (draft, { title, service }, by) => {
    const { incident } = draft;
    if (title !== undefined && title !== incident.title) {
      change(draft, { title });
      addEntry(draft, 'renamed', `Title: ${incident.title} → ${title}`, { by, reason: 'title' });
    }
    const named = service === undefined ? incident.service : serviceText(service);
    if (named !== incident.service) {
      change(draft, { service: named });
      addEntry(draft, 'renamed', `Service: ${incident.service} → ${named}`, { by, reason: 'service' });
    }
    return undefined;
  },
};

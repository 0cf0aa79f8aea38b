import { type CommandRow, refuse } from '../../incident/command.ts';
import { addEntry, change } from '../../incident/draft.ts';
import { MAX_LINKS } from '../../incident/related.ts';

/** Two incidents belong together: each has the other among its links. Linking twice changes nothing. */
export const link: CommandRow<{ readonly kind: 'link'; readonly to: string }> = {
  wantsOpen: false,
  refuses: ['unknown-incident', 'same-incident', 'too-many-links'],
  counterpart: ({ to }, { id }) => ({ incidentId: to, command: { kind: 'link', to: id } }),
  decide: (draft, { to }, by) => {
    const { id, links = [] } = draft.incident;
    if (to === id)
      return refuse('same-incident', `Incident ${id} cannot be linked with itself: name another one`);
    if (links.some(({ incidentId }) => incidentId === to)) return undefined;
    if (links.length >= MAX_LINKS)
      return refuse(
        'too-many-links',
        `Incident ${id} has ${MAX_LINKS} links already: link one of those instead`,
      );
    change(draft, { links: [...links, { incidentId: to, by, atMs: draft.context.nowMs }] });
    addEntry(draft, 'linked', `Linked with ${to}`, { by, reason: to });
    return undefined;
  },
};

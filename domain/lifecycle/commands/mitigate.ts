import type { CommandRow } from '../../incident/command.ts';
import { mitigate as begin } from '../clear.ts';

/** The effect on users has ended. */
export const mitigate: CommandRow<{ readonly kind: 'mitigate' }> = {
  wantsOpen: true,
  refuses: [],
  decide: (draft, _command, by) => {
    if (draft.incident.status !== 'mitigated') begin(draft, by, 'said-by-person');
    return undefined;
  },
};

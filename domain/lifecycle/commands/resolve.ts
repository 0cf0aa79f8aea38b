import type { CommandRow } from '../../incident/command.ts';
import { resolve as end } from '../clear.ts';

/** It is over. */
export const resolve: CommandRow<{ readonly kind: 'resolve' }> = {
  wantsOpen: true,
  refuses: [],
  decide: (draft, _command, by) => {
    end(draft, by, 'resolved-by-person');
    return undefined;
  },
};

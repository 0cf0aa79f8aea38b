import type { CommandRow } from '../../incident/command.ts';

/** A note alone. Every command may carry one, so there is nothing more to decide. */
export const addNote: CommandRow<{ readonly kind: 'note' }> = {
  wantsOpen: false,
  refuses: [],
  decide: () => undefined,
};

/** Facts alone. Every command may carry them, so there is nothing more to decide. */
export const sayFacts: CommandRow<{ readonly kind: 'say' }> = {
  wantsOpen: false,
  refuses: [],
  decide: () => undefined,
};

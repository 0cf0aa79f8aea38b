import type { CommandRow } from '../../incident/command.ts';

/** Only what stands beside every command is written down: a note. */
export const addNote: CommandRow<{ readonly kind: 'note' }> = {
  wantsOpen: false,
  refuses: [],
  decide: () => undefined,
};

/** Only what stands beside every command is written down: facts. */
export const sayFacts: CommandRow<{ readonly kind: 'say' }> = {
  wantsOpen: false,
  refuses: [],
  decide: () => undefined,
};

import type { CommandRow } from '../../incident/command.ts';
import type { Severity } from '../../kernel/severity.ts';
import { setSeverity as set } from '../set-severity.ts';

/** A person may lower the severity, too. docs/requirements.md, Clocks. */
export const setSeverity: CommandRow<{ readonly kind: 'set-severity'; readonly severity: Severity }> = {
  wantsOpen: true,
  refuses: [],
  decide: (draft, { severity }, by) => {
    if (severity !== draft.incident.severity) set(draft, severity, 'set-by-person', 'set by a person', by);
    return undefined;
  },
};

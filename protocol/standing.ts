import type { Shell } from './shell.ts';

/** Whether any signal stands in an incident, by a strong read. */
export const anyStands = async (shell: Shell, incidentId: string): Promise<boolean> =>
  (await shell.store.standing(incidentId, 1)).length > 0;

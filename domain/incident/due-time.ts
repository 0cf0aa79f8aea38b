import type { Incident } from './incident.ts';

/** When something must happen next. */
export interface DueTime {
  /** Epoch milliseconds. */
  readonly atMs: number;
  /** Nobody waits for it. */
  readonly canWait?: true;
}

/** When something must happen next for this incident; undefined: nothing. */
export const dueOf = ({ dueAtMs, dueCanWait }: Incident): DueTime | undefined => {
  if (dueAtMs === undefined) return undefined;
  return dueCanWait ? { atMs: dueAtMs, canWait: dueCanWait } : { atMs: dueAtMs };
};

/** Sets when it is due, or takes that away. */
export const withDue = (incident: Incident, due: DueTime | undefined): Incident => {
  const { dueAtMs: _, dueCanWait: __, ...rest } = incident;
  if (due === undefined) return rest;
  return { ...rest, dueAtMs: due.atMs, ...(due.canWait ? { dueCanWait: true } : {}) };
};

import * as z from 'zod/mini';
import type { Timer } from '../../domain/clocks/timer.ts';

/** The body of a timer message: `dueAtMs` is the moment it was made for, epoch milliseconds. */
const timerSchema = z.object({ incidentId: z.string().check(z.minLength(1)), dueAtMs: z.number() });

/** Undefined for what is no timer. */
export const parseTimer = (body: string): Timer | undefined => {
  try {
    return timerSchema.parse(JSON.parse(body));
  } catch {
    return undefined; // All mistakes are alike here: the caller logs them, and the sweep does the work.
  }
};

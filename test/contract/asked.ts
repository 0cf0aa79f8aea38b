import type { CheckName, Looks } from '../../domain/triage/looks.ts';
import type { Asked } from '../../protocol/ports/check.ts';
import { MINUTE, T0 } from './sample-records.ts';

/** What a look is asked three minutes after onset, which was at `T0`. */
export const asked = <K extends CheckName>(
  subjects: readonly Looks[K]['subject'][],
  signal: AbortSignal = new AbortController().signal,
): Asked<K> => ({ subjects, onsetMs: T0, nowMs: T0 + 3 * MINUTE, signal });

/** An error as the SDK throws it. */
export const awsError = (name: string): Error => Object.assign(new Error(`${name}: refused`), { name });

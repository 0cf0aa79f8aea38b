import { type Deviation, type Examined, isOff, measureOf, OFF, type Volume } from './deviation.ts';
import type { Measure } from './observations.ts';

/** How much of its caller's deviation a callee explains, 0 to 1, and what of it is off. */
export interface Explanation {
  readonly callee: string;
  readonly deviation: Deviation;
  readonly share: number;
}

/** A caller with the deviation that is to be explained, and one of its callees. */
interface Pair {
  readonly own: Deviation;
  readonly caller: Examined;
  readonly callee: string;
  readonly examined: Examined;
}

const clamped = (value: number): number => Math.min(1, Math.max(0, value));

/** How many times its normal requests a part has. */
const growthOf = (volume: Volume | undefined): number =>
  volume !== undefined && volume.normal.centre > 0 ? volume.now / volume.normal.centre : 1;

/** Requests missing, of what the normal would be at `growth` times the load; `undefined` while that is within the normal. */
export const missingCalls = (
  volume: Volume | undefined,
  sinceMs: number,
  growth = 1,
): Deviation | undefined => {
  if (volume === undefined) return undefined;
  const normal = volume.normal.centre * growth;
  const harm = normal - volume.now;
  const distance = harm / Math.sqrt(normal + volume.normal.below ** 2);
  if (!(distance >= OFF)) return undefined;
  return { sign: 'fewer-calls', distance, harm, normal, now: volume.now, degraded: harm / normal, sinceMs };
};

/** Requests beyond the normal. At twice the load, the half of it. */
export const moreCalls = (volume: Volume | undefined, sinceMs: number): Deviation | undefined => {
  if (volume === undefined) return undefined;
  const { now, normal } = volume;
  const harm = now - normal.centre;
  const distance = harm / Math.sqrt(normal.centre + normal.above ** 2);
  if (!(distance >= OFF)) return undefined;
  return { sign: 'load', distance, harm, normal: normal.centre, now, degraded: harm / now, sinceMs };
};

/** Lateness explains lateness, failures explain failures: of what a caller lost, at most what its callee lost. */
const byLike = ({ own, caller, callee, examined }: Pair): Explanation | undefined => {
  const deviation = examined.answers(measureOf(own));
  if (!isOff(deviation) || !(own.harm > 0)) return undefined;
  // Calls beyond the usual are the caller's doing, or strayed here because something else did not answer.
  const usual = clamped(growthOf(caller.volume()) / growthOf(examined.volume()));
  return { callee, deviation, share: clamped((deviation.harm * usual) / own.harm) };
};

/**
 * Calls that do not arrive may mean that a part is down, or that nobody has a reason to call it. Where it is down, each
 * request that needs it fails: it explains the best when as many fail. Of lateness it explains a half at most.
 */
const bySilence = (own: Deviation, caller: Examined, missing: Deviation): number => {
  if (own.sign === 'slow') return missing.degraded / 2;
  const requests = caller.volume()?.now ?? missing.harm;
  const failures = Math.min(missing.harm, missing.degraded * requests);
  return clamped(Math.min(failures, own.harm) / Math.max(failures, own.harm));
};

/**
 * Late callees make their callers fail, failing ones make them late, and one that is down is not heard of. Nothing can be
 * added up there, so the caller has to be off for certain.
 */
const byUnlike = ({ own, caller, callee, examined }: Pair): Explanation | undefined => {
  if (!isOff(own)) return undefined;
  const measure: Measure = own.sign === 'slow' ? 'faults' : 'latency';
  const other = examined.answers(measure);
  const missing = missingCalls(examined.volume(), own.sinceMs, growthOf(caller.volume()));
  const found: Explanation[] = [];
  if (isOff(other)) found.push({ callee, deviation: other, share: clamped(other.degraded) });
  if (missing !== undefined)
    found.push({ callee, deviation: missing, share: bySilence(own, caller, missing) });
  return found.sort((a, b) => b.share - a.share)[0];
};

/** Less than this is the noise of adding up. */
export const NOTHING = 1e-6;

const isFound = (explanation: Explanation | undefined): explanation is Explanation =>
  explanation !== undefined && explanation.share > NOTHING;

/** What callees explain of their caller's lateness by lateness, or of its failures by failures. */
export const likeExplanations = (pairs: readonly Pair[]): readonly Explanation[] =>
  pairs.map(byLike).filter(isFound);

/** What callees explain otherwise. */
export const unlikeExplanations = (pairs: readonly Pair[]): readonly Explanation[] =>
  pairs.map(byUnlike).filter(isFound);

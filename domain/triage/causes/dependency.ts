import type { Confidence } from '../../incident/triage-summary.ts';
import type { CauseRule } from '../cause-rule.ts';
import type { Finding } from '../finding.ts';
import { isNamed } from '../part-names.ts';
import { isDeployed, isOverload } from './overload.ts';

/** An origin that accounts for so much of the trouble leaves little to others. */
const NEARLY_ALL = 0.8;
/** One that accounts for less is one of several. */
const MOST = 0.5;

/** A part below the service began it. */
export const beganBelow = (findings: readonly Finding[]): readonly Finding[] =>
  findings.filter(({ reason }) => reason === 'began-below');

/** Whether a finding is about this part of the graph. */
export const isOf = (part: unknown, { resource }: Finding): boolean =>
  typeof part === 'string' && resource !== undefined && isNamed(part, resource);

const confidenceOf = ({ evidence }: Finding, isContradicted: boolean): Confidence => {
  const share = Number(evidence['share'] ?? 0);
  // The metrics of a database are those of its disk, and load balancers tell nothing of a call: it is the better guess.
  const isSure = share >= NEARLY_ALL && evidence['source'] === 'traces';
  if (isContradicted || share <= MOST) return 'low';
  return isSure ? 'high' : 'medium';
};

/**
 * Something that the service calls began it. What looks at that part itself and finds it well contradicts it, all but its
 * state alone: a database that is `available` may take no connections.
 */
export const dependency: CauseRule = {
  kind: 'dependency',
  explain: (findings) => {
    const [origin] = beganBelow(findings);
    if (origin === undefined) return undefined;
    const about = findings.filter((finding) => finding !== origin && isOf(origin.evidence['part'], finding));
    const against = about.filter(
      ({ state, reason }) => state === 'healthy' && reason !== 'database-available',
    );
    const speaking = about.filter(({ state }) => state === 'degraded' || state === 'failed');
    const confidence = confidenceOf(origin, against.length > 0 && speaking.length === 0);
    // A release above it may ask too much of it: then that is the cause, and this is where it shows.
    const isAsked = speaking.some(isOverload) && findings.some(isDeployed);
    return {
      confidence: isAsked && confidence === 'high' ? 'medium' : confidence,
      text: String(origin.evidence['line']),
      for: [origin, ...speaking].map(({ id }) => id),
      against: against.map(({ id }) => id),
    };
  },
};

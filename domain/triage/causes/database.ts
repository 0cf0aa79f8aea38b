import type { Confidence } from '../../incident/triage-summary.ts';
import type { CauseRule } from '../cause-rule.ts';
import type { Finding } from '../finding.ts';
import { beganBelow, isOf } from './dependency.ts';
import { isDeployed, isOverload } from './overload.ts';

/** How sure each reason of a database's finding makes, and what it says. */
const reasons: Readonly<Record<string, readonly [Confidence, string]>> = {
  'database-unavailable': ['high', 'the database is unavailable'],
  'no-writer': ['high', 'the database cluster has no writer'],
  'storage-full': ['high', 'the database has run out of storage'],
  'database-in-transition': ['high', 'the database is restarting or failing over'],
  'connections-grow': ['medium', 'connections to the database are exhausted'],
  'database-cpu': ['medium', 'the database is overloaded'],
  'replication-failed': ['medium', 'replication has stopped'],
  'replica-lag': ['medium', 'a replica lags behind'],
};

/** The database does not answer, or is overloaded. Emergency Response Procedures, "Database Performance Issues". */
export const database: CauseRule = {
  kind: 'database',
  explain: (findings) => {
    const known = Object.keys(reasons);
    const found = findings
      .filter(({ reason }) => known.includes(reason))
      .toSorted((a, b) => known.indexOf(a.reason) - known.indexOf(b.reason));
    const [worst] = found;
    const [confidence, text] = reasons[worst?.reason ?? ''] ?? [];
    if (worst === undefined || confidence === undefined || text === undefined) return undefined;
    // Traces that lead to it make sure that what is wrong with it is what is wrong.
    const traced = beganBelow(findings).filter(({ evidence }) => isOf(evidence['part'], worst));
    // Unless something was deployed above it, which may ask too much of it.
    const isAsked = isOverload(worst) && findings.some(isDeployed);
    return {
      confidence: traced.length > 0 && !isAsked ? 'high' : confidence,
      text: `${text} (${worst.resource ?? 'database'})`,
      for: [...found, ...traced].map(({ id }) => id),
      against: findings
        .filter(
          (finding) =>
            (finding.check === 'database' && finding.state === 'healthy' && confidence !== 'medium') ||
            beganElsewhere(finding, worst),
        )
        .map(({ id }) => id),
    };
  },
};

/** Traces have the database in them, and it began in the service that calls it. Metrics see no more of it than its disk. */
const beganElsewhere = ({ reason, evidence }: Finding, database: Finding): boolean => {
  const { parts, source } = evidence;
  return (
    reason === 'began-here' &&
    source === 'traces' &&
    Array.isArray(parts) &&
    parts.some((part) => isOf(part, database))
  );
};

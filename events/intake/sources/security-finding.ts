import * as z from 'zod/mini';
import { parseArn } from '../arn.ts';
import { type DetailParser, detailOf, type EventEnvelope } from '../event-envelope.ts';
import { transitionOf } from '../event-signal.ts';
import { type IntakeContext, ignored, missingField, type Reading } from '../reading.ts';
import { momentOf, parseTimestamp } from '../timestamp.ts';

export type SeverityLabel = 'INFORMATIONAL' | 'LOW' | 'MEDIUM' | 'HIGH' | 'CRITICAL';

/** A finding of Security Hub, from either of its formats. */
export interface SecurityFinding {
  readonly id: string | undefined;
  readonly title: string | undefined;
  readonly description: string | undefined;
  readonly types: readonly string[];
  readonly product: string | undefined;
  readonly account: string | undefined;
  readonly region: string | undefined;
  readonly resources: readonly string[];
  readonly isSample: boolean;
  /** The severity's label in capitals; one that nobody foresaw is kept as it is. */
  readonly label: SeverityLabel | string | undefined;
  readonly normalized?: number | undefined;
  /** GuardDuty's own 0.1 to 10, so that a finding has the same severity over both ways. */
  readonly nativeSeverity?: number | undefined;
  /** Status of a control check; undefined for findings of other kinds. */
  readonly compliance: string | undefined;
  readonly workflow: string | undefined;
  /** Why the finding is over, or undefined while it stands. */
  readonly over: string | undefined;
  readonly updatedAt: string | undefined;
  readonly firstSeenAt: string | undefined;
}

/**
 * Standing findings that are set aside on purpose. INFORMATIONAL asks for nothing. A control check (it has a
 * compliance status) reports posture, not an attack, and is none of the documents' security symptoms. Security Hub
 * repeats checks for every resource each day, so below CRITICAL they are work for the day. Findings that are over are
 * never set aside, so that they clear.
 */
const setAside = ({
  label,
  compliance,
}: SecurityFinding): 'finding-informational' | 'compliance-check' | undefined => {
  if (label === 'INFORMATIONAL') return 'finding-informational';
  return compliance !== undefined && label !== 'CRITICAL' ? 'compliance-check' : undefined;
};

/** Whose ARNs are ids of signals of another kind. */
const otherKinds: ReadonlySet<string> = new Set([
  'cloudwatch',
  'health',
  'acm',
  'rds',
  'ecs',
  'codedeploy',
  'codepipeline',
  'lambda',
]);

/**
 * The finding's own id where it is an ARN of the finding's account. Products choose ids freely, and each account may
 * import findings, so any other id counts within its account alone: a finding of one account cannot end the finding of
 * another, nor an alarm.
 */
const signalIdOf = (id: string, { account, product }: SecurityFinding): string => {
  const arn = parseArn(id);
  const isOwn = arn !== undefined && !otherKinds.has(arn.service) && arn.accountId === (account ?? '');
  return isOwn ? id : `finding:${account ?? ''}:${product ?? ''}:${id}`;
};

const findingsSchema = z.object({ findings: z.optional(z.array(z.unknown())) });

/**
 * The parser of an event that lists findings of one format. Each is decided on by itself, so that an unreadable one
 * never costs the others.
 * @param read a finding from its JSON; undefined where that is no object
 * @param idPath where a finding has its id
 */
export const findingsParser =
  (read: (found: unknown) => SecurityFinding | undefined, idPath: string): DetailParser =>
  (event, context) => {
    const findings = detailOf(findingsSchema, event)?.findings ?? [];
    if (findings.length === 0) return [missingField('detail.findings', 'a list of findings')];
    return findings.map((found, index) => {
      const path = `detail.findings[${index}]`;
      const finding = read(found);
      if (finding === undefined) return missingField(path, 'an object');
      return findingReading(finding, `${path}.${idPath}`, event, context);
    });
  };

/** What one finding comes to; `path` is where it stands in the event. */
const findingReading = (
  finding: SecurityFinding,
  path: string,
  event: EventEnvelope,
  context: IntakeContext,
): Reading => {
  const { id, title, over, types } = finding;
  if (finding.isSample) return ignored('sample-finding', title ?? id);
  if (id === undefined) return missingField(path, "the finding's id");
  const aside = over === undefined ? setAside(finding) : undefined;
  if (aside !== undefined) return ignored(aside, title ?? id);
  return transitionOf(
    {
      id: signalIdOf(id, finding),
      kind: 'finding',
      name: title ?? types[0] ?? id,
      description: finding.description,
      state: over === undefined ? 'ALARM' : 'OK',
      atMs: momentOf(context, finding.updatedAt, event.time),
      onsetAtMs: parseTimestamp(finding.firstSeenAt),
      reason: over ?? types[0],
      account: finding.account,
      region: finding.region,
      resources: finding.resources,
      facts: {
        findingType: types[0]?.split('/').at(-1),
        findingSeverity: finding.nativeSeverity,
        severityLabel: finding.label,
        severityNormalized: finding.normalized,
        types: types.join(', '),
        product: finding.product,
        workflow: finding.workflow,
        compliance: finding.compliance,
      },
    },
    event,
  );
};

import * as z from 'zod/mini';
import { lateObject, list, number, object, text, textOrNumber } from '../lenient-fields.ts';
import { findingsParser, type SecurityFinding, type SeverityLabel } from './security-finding.ts';

const findingSchema = lateObject(() => ({
  activity_id: number,
  class_uid: number,
  cloud: object({ account: object({ uid: textOrNumber }), region: text }),
  compliance: object({ status: text, status_id: number }),
  finding_info: object({
    uid: text,
    title: text,
    desc: text,
    types: list(z.string()),
    first_seen_time: number,
    modified_time: number,
  }),
  metadata: object({ product: object({ name: text, uid: text }) }),
  resources: list(z.object({ uid: text })),
  severity: text,
  severity_id: number,
  status: text,
  status_id: number,
  time: number,
}));

type Finding = z.infer<typeof findingSchema>;

/** `severity_id`: 6 is Fatal, which Security Hub's own scale has not. */
const labels: ReadonlyMap<number, SeverityLabel> = new Map([
  [1, 'INFORMATIONAL'],
  [2, 'LOW'],
  [3, 'MEDIUM'],
  [4, 'HIGH'],
  [5, 'CRITICAL'],
  [6, 'CRITICAL'],
]);

const closedStatuses: ReadonlyMap<number, string> = new Map([
  [3, 'SUPPRESSED'],
  [4, 'RESOLVED'],
  [5, 'ARCHIVED'],
]);

const CLOSED_ACTIVITY = 3;
const PASSED = 1;

const overBecause = (finding: Finding): string | undefined => {
  const closed = closedStatuses.get(finding.status_id ?? -1);
  if (closed !== undefined) return `Status ${closed}.`;
  if (finding.activity_id === CLOSED_ACTIVITY) return 'The finding was closed.';
  return finding.compliance?.status_id === PASSED ? 'The control passed.' : undefined;
};

/** Times are epoch milliseconds. Those that no date can hold read as absent. */
const isoTime = (epochMs: number | undefined): string | undefined => {
  const date = new Date(epochMs ?? Number.NaN);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
};

const compliance = ({ compliance: check }: Finding): string | undefined =>
  check === undefined ? undefined : (check.status?.toUpperCase() ?? 'UNKNOWN');

const securityFinding = (finding: Finding): SecurityFinding => {
  const info = finding.finding_info;
  return {
    id: info?.uid,
    title: info?.title,
    description: info?.desc,
    types: info?.types ?? [],
    product: finding.metadata?.product?.name ?? finding.metadata?.product?.uid,
    account: finding.cloud?.account?.uid,
    region: finding.cloud?.region,
    resources: finding.resources.flatMap((resource) => resource.uid ?? []),
    isSample: info?.title?.trimStart().toUpperCase().startsWith('[SAMPLE]') === true,
    label: labels.get(finding.severity_id ?? -1) ?? finding.severity?.toUpperCase(),
    compliance: compliance(finding),
    workflow: finding.status,
    over: overBecause(finding),
    updatedAt: isoTime(info?.modified_time ?? finding.time),
    firstSeenAt: isoTime(info?.first_seen_time),
  };
};

/**
 * `Findings Imported V2`: Security Hub's findings in the Open Cybersecurity Schema Framework. Sources: AWS Security Hub User
 * Guide, "EventBridge event formats" (https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-v2-cwe-event-formats.html);
 * OCSF schema 1.5, classes of the category Findings (https://schema.ocsf.io). A finding that comes in both formats has
 * one id.
 */
export const parseOcsfFindings = findingsParser((found) => {
  const { success, data } = z.safeParse(findingSchema, found);
  return success ? securityFinding(data) : undefined;
}, 'finding_info.uid');

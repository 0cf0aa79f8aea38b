import * as z from 'zod/mini';
import { type DetailParser, detailOf, type EventEnvelope } from '../event-envelope.ts';
import { transitionOf } from '../event-signal.ts';
import { flag, lateObject, list, number, object, text, textMap, textOrNumber } from '../lenient-fields.ts';
import { type IntakeContext, ignored, missingField, type Reading } from '../reading.ts';
import { momentOf, parseTimestamp } from '../timestamp.ts';

const findingSchema = lateObject(() => ({
  Id: text,
  ProductArn: text,
  ProductName: text,
  AwsAccountId: textOrNumber,
  Region: text,
  Title: text,
  Description: text,
  Types: list(z.string()),
  Sample: flag,
  Severity: object({ Label: text, Normalized: number, Original: textOrNumber, Product: number }),
  Workflow: object({ Status: text }),
  RecordState: text,
  Compliance: object({ Status: text }),
  ProductFields: textMap,
  Resources: list(z.object({ Id: text })),
  FirstObservedAt: text,
  UpdatedAt: text,
}));

const securityHubSchema = z.object({ findings: z.optional(z.array(z.unknown())) });

type Finding = z.infer<typeof findingSchema>;

/** The product's name: `aws/guardduty`, or what it calls itself. */
const productOf = (finding: Finding): string | undefined =>
  /::product\/(.+)$/.exec(finding.ProductArn ?? '')?.[1] ??
  finding.ProductName ??
  finding.ProductFields['aws/securityhub/ProductName'];

const isSample = (finding: Finding): boolean =>
  finding.Sample === true ||
  finding.ProductFields['aws/guardduty/service/additionalInfo/sample'] === 'true' ||
  finding.Title?.trimStart().toUpperCase().startsWith('[SAMPLE]') === true;

/** Why the finding is over, or undefined while it stands. */
const overBecause = (finding: Finding): string | undefined => {
  const workflow = finding.Workflow?.Status;
  if (workflow === 'RESOLVED' || workflow === 'SUPPRESSED') return `Workflow status ${workflow}.`;
  if (finding.RecordState === 'ARCHIVED') return 'The finding was archived.';
  return finding.Compliance?.Status === 'PASSED' ? 'The control passed.' : undefined;
};

/**
 * Standing findings that are set aside on purpose. INFORMATIONAL asks for nothing. A control check (it has a
 * `Compliance` status) reports posture, not an attack, and is none of the documents' security symptoms. Security Hub
 * repeats checks for every resource each day, so below CRITICAL they are work for the day. Findings that are over are
 * never set aside, so that they clear.
 */
const setAside = (finding: Finding): 'finding-informational' | 'compliance-check' | undefined => {
  if (finding.Severity?.Label === 'INFORMATIONAL') return 'finding-informational';
  const isCheck = finding.Compliance?.Status !== undefined;
  return isCheck && finding.Severity?.Label !== 'CRITICAL' ? 'compliance-check' : undefined;
};

/** GuardDuty's own 0.1 to 10, so that a finding has the same severity over both ways. */
const nativeSeverity = (finding: Finding): number | undefined => {
  if (productOf(finding) !== 'aws/guardduty') return undefined;
  const original = Number(finding.Severity?.Original ?? Number.NaN);
  return Number.isFinite(original) ? original : finding.Severity?.Product;
};

const findingReading = (
  found: unknown,
  path: string,
  event: EventEnvelope,
  context: IntakeContext,
): Reading => {
  const parsed = z.safeParse(findingSchema, found);
  if (!parsed.success) return missingField(path, 'an object');
  const finding = parsed.data;
  if (isSample(finding)) return ignored('sample-finding', finding.Title ?? finding.Id);
  if (finding.Id === undefined) return missingField(`${path}.Id`, "the finding's id");
  const over = overBecause(finding);
  const aside = over === undefined ? setAside(finding) : undefined;
  if (aside !== undefined) return ignored(aside, finding.Title ?? finding.Id);
  return transitionOf(
    {
      id: finding.Id,
      kind: 'finding',
      name: finding.Title ?? finding.Types[0] ?? finding.Id,
      description: finding.Description,
      state: over === undefined ? 'ALARM' : 'OK',
      atMs: momentOf(context, finding.UpdatedAt, event.time),
      onsetAtMs: parseTimestamp(finding.FirstObservedAt),
      reason: over ?? finding.Types[0],
      account: finding.AwsAccountId,
      region: finding.Region,
      resources: finding.Resources.map((resource) => resource.Id),
      facts: {
        findingType: finding.Types[0]?.split('/').at(-1),
        findingSeverity: nativeSeverity(finding),
        severityLabel: finding.Severity?.Label,
        severityNormalized: finding.Severity?.Normalized,
        types: finding.Types.join(', '),
        product: productOf(finding),
        workflow: finding.Workflow?.Status,
        compliance: finding.Compliance?.Status,
      },
    },
    event,
  );
};

/**
 * `Security Hub Findings - Imported`: each finding is decided on by itself, so that an unreadable one never costs the
 * others. A GuardDuty finding keeps its own ARN as id here, so it is the same signal as GuardDuty's event.
 */
export const parseSecurityHubFindings: DetailParser = (event, context) => {
  const findings = detailOf(securityHubSchema, event)?.findings ?? [];
  if (findings.length === 0) return [missingField('detail.findings', 'a list of findings')];
  return findings.map((finding, index) =>
    findingReading(finding, `detail.findings[${index}]`, event, context),
  );
};

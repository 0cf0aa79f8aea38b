import * as z from 'zod/mini';
import { flag, lateObject, list, number, object, text, textMap, textOrNumber } from '../lenient-fields.ts';
import { findingsParser, type SecurityFinding } from './security-finding.ts';

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

type Finding = z.infer<typeof findingSchema>;

const PRODUCT = '::product/';

/** What follows `::product/` in an ARN such as `arn:aws:securityhub:eu-west-1::product/aws/guardduty`. */
const productInArn = (arn: string): string | undefined => {
  const at = arn.indexOf(PRODUCT);
  const product = at === -1 ? '' : arn.slice(at + PRODUCT.length);
  return product === '' ? undefined : product;
};

/** The product's name: `aws/guardduty`, or what it calls itself. */
const productOf = (finding: Finding): string | undefined =>
  productInArn(finding.ProductArn ?? '') ??
  finding.ProductName ??
  finding.ProductFields['aws/securityhub/ProductName'];

const isSample = (finding: Finding): boolean =>
  finding.Sample === true ||
  finding.ProductFields['aws/guardduty/service/additionalInfo/sample'] === 'true' ||
  finding.Title?.trimStart().toUpperCase().startsWith('[SAMPLE]') === true;

const overBecause = (finding: Finding): string | undefined => {
  const workflow = finding.Workflow?.Status;
  if (workflow === 'RESOLVED' || workflow === 'SUPPRESSED') return `Workflow status ${workflow}.`;
  if (finding.RecordState === 'ARCHIVED') return 'The finding was archived.';
  return finding.Compliance?.Status === 'PASSED' ? 'The control passed.' : undefined;
};

const nativeSeverity = (finding: Finding): number | undefined => {
  if (productOf(finding) !== 'aws/guardduty') return undefined;
  const original = Number(finding.Severity?.Original ?? Number.NaN);
  return Number.isFinite(original) ? original : finding.Severity?.Product;
};

const securityFinding = (finding: Finding): SecurityFinding => ({
  id: finding.Id,
  title: finding.Title,
  description: finding.Description,
  types: finding.Types,
  product: productOf(finding),
  account: finding.AwsAccountId,
  region: finding.Region,
  resources: finding.Resources.flatMap((resource) => resource.Id ?? []),
  isSample: isSample(finding),
  label: finding.Severity?.Label,
  normalized: finding.Severity?.Normalized,
  nativeSeverity: nativeSeverity(finding),
  compliance: finding.Compliance?.Status,
  workflow: finding.Workflow?.Status,
  over: overBecause(finding),
  updatedAt: finding.UpdatedAt,
  firstSeenAt: finding.FirstObservedAt,
});

/**
 * `Security Hub Findings - Imported`, in the AWS Security Finding Format. A GuardDuty finding keeps its own ARN as id here, so it is the same signal as
 * GuardDuty's event.
 */
export const parseSecurityHubFindings = findingsParser((found) => {
  const { success, data } = z.safeParse(findingSchema, found);
  return success ? securityFinding(data) : undefined;
}, 'Id');

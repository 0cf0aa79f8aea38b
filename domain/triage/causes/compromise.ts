import type { CauseRule } from '../cause-rule.ts';
import type { Finding } from '../finding.ts';

const typeOf = ({ check, evidence }: Finding): string =>
  check === 'finding' && typeof evidence['type'] === 'string' ? evidence['type'] : '';

/** Amazon GuardDuty User Guide, "IAM finding types", "Attack sequence finding types". */
const aboutCredentials =
  /:IAMUser\/|IAM\/CompromisedCredentials|InstanceCredentialExfiltration|RootCredentialUsage|:IAM\//;

/** The same guide, "EC2 finding types", "Runtime Monitoring finding types". */
const aboutInstances =
  /^(Backdoor|CryptoCurrency|Trojan|Impact|Execution|Behavior|DefenseEvasion|PrivilegeEscalation):(EC2|Runtime)\//;

/** What a principal does whose credentials somebody else has. */
const suspicious: ReadonlySet<string> = new Set([
  'hides-its-traces',
  'widens-its-access',
  'calls-from-new-addresses',
  'calls-denied',
]);

const activity = (findings: readonly Finding[]) =>
  findings.filter(({ check }) => check === 'principal-activity');

/**
 * Somebody else uses credentials of the account. Emergency Response Procedures, "Security Incident". What the principal
 * did itself makes it sure; a finding alone may be a false alarm.
 */
const credentials: CauseRule = {
  kind: 'credential-compromise',
  explain: (findings) => {
    const found = findings.filter((finding) => aboutCredentials.test(typeOf(finding)));
    const acted = activity(findings).filter(({ reason }) => suspicious.has(reason));
    if (found.length === 0 && acted.length === 0) return undefined;
    const stopped = findings.filter(({ reason }) => reason === 'trail-stopped');
    const against = activity(findings).filter(({ reason }) => reason === 'nothing-unusual');
    const [worst] = acted.toSorted((a, b) => Number(b.state === 'failed') - Number(a.state === 'failed'));
    const who = worst?.resource ?? principalOf(found) ?? 'a principal that the finding does not name';
    return {
      confidence: confidenceOf(found.length > 0, worst, against.length > 0),
      text: `credentials of ${who} are used by somebody else`,
      for: [...found, ...acted, ...(acted.length > 0 ? stopped : [])].map(({ id }) => id),
      against: against.map(({ id }) => id),
    };
  },
};

const principalOf = (found: readonly Finding[]): string | undefined => {
  const [name] = found.flatMap(({ evidence }) => evidence['principal'] ?? []);
  return typeof name === 'string' ? name : undefined;
};

const confidenceOf = (isFound: boolean, acted: Finding | undefined, isUsual: boolean) => {
  if (
    isFound &&
    acted !== undefined &&
    (acted.state === 'failed' || acted.reason === 'calls-from-new-addresses')
  )
    return 'high';
  if (isFound && isUsual && acted === undefined) return 'low';
  return isFound || acted?.state === 'failed' ? 'medium' : 'low';
};

/** An instance does what its owner did not tell it to. */
const instance: CauseRule = {
  kind: 'instance-compromise',
  explain: (findings) => {
    const found = findings.filter((finding) => aboutInstances.test(typeOf(finding)));
    const [first] = found;
    if (first === undefined) return undefined;
    const { resources } = first.evidence;
    const which = Array.isArray(resources)
      ? resources.find((name) => /(^|\/)i-[0-9a-f]+$/.test(name))
      : undefined;
    return {
      confidence: first.state === 'failed' ? 'medium' : 'low',
      text: `${which?.split('/').at(-1) ?? 'an instance'} is under somebody else's control`,
      for: found.map(({ id }) => id),
      against: [],
    };
  },
};

export const compromise: readonly CauseRule[] = [credentials, instance];

import type { Finding } from '../finding.ts';
import { type Ground, known, type Propose, type Step, word } from './step.ts';

const texts = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);

const ofCheck = ({ findings }: Ground, check: string): readonly Finding[] =>
  findings.filter((finding) => finding.check === check && finding.state !== 'unknown');

/** GuardDuty names a finding by detector and id in its ARN. Amazon GuardDuty User Guide, "Finding details". */
const guardDutyArn = /^arn:[^:]+:guardduty:([^:]+):\d*:detector\/([0-9a-f]+)\/finding\/([0-9a-f]+)$/;

/** docs/requirements.md, Where they disagree: evidence first where it can be kept at once, then isolate. */
const keepFinding: Propose = (ground) =>
  ofCheck(ground, 'finding').flatMap(({ id, evidence, text }): readonly Step[] => {
    const [, region, detector, finding] = guardDutyArn.exec(String(evidence['findingId'])) ?? [];
    if (region === undefined || detector === undefined || finding === undefined) return [];
    return [
      {
        action: 'preserve-evidence',
        text: 'Keep the whole finding: GuardDuty deletes it after 90 days',
        why: text,
        risk: 'None: nothing of it is changed',
        command: `aws guardduty get-findings --region ${word(region)} --detector-id ${detector} --finding-ids ${finding} > finding-${finding}.json`,
        from: id,
      },
    ];
  });

const keepActivity: Propose = (ground) =>
  ofCheck(ground, 'principal-activity').flatMap(({ id, resource = '', evidence, text }): readonly Step[] => {
    const name = evidence['lookedUp'];
    if (typeof name !== 'string') return [];
    return [
      {
        action: 'preserve-evidence',
        text: `Keep what ${resource} did: CloudTrail's history ends after 90 days`,
        why: text,
        risk: 'None: nothing of it is changed',
        command: `aws cloudtrail lookup-events --lookup-attributes ${word(`AttributeKey=Username,AttributeValue=${name}`)} > activity.json`,
        from: id,
      },
    ];
  });

const keepDisks: Propose = ({ estate }) =>
  orSome(estate.instances, 'instance').map((instance) => ({
    action: 'preserve-evidence',
    text: `Keep a snapshot of ${instance} before anything is changed`,
    why: 'Evidence comes first where it can be kept at once',
    risk: 'None: nothing of it is changed',
    command: `aws ec2 create-snapshots --instance-specification InstanceId=${instance} --description "evidence"`,
  }));

const isolate: Propose = ({ estate }) =>
  orSome(estate.instances, 'instance').map((instance) => ({
    action: 'isolate',
    text: `Put ${instance} into a security group that lets nothing in or out`,
    why: 'Emergency Response Procedures: isolate affected systems',
    risk: 'What it serves is down; connections that are open may stay open until they are idle',
    command: `aws ec2 modify-instance-attribute --instance-id ${instance} --groups <quarantine group>`,
  }));

/**
 * A user's keys are deactivated; keys that begin with ASIA are of sessions, which end by a policy of their role. IAM User
 * Guide, "Managing access keys", "Revoking IAM role temporary security credentials".
 */
const changeCredentials: Propose = (ground) => {
  const acted = ofCheck(ground, 'principal-activity');
  const steps = acted.flatMap((finding) =>
    finding.evidence['role'] === undefined ? keysOf(finding) : [revoked(finding)],
  );
  if (steps.length > 0) return steps;
  const found = ofCheck(ground, 'finding').find(({ evidence }) => evidence['principal'] !== undefined);
  return [deactivated(known(found?.evidence['principal'], 'user'), '<key id>', found)];
};

const keysOf = (finding: Finding): readonly Step[] => {
  const user = known(finding.evidence['principal'], 'user');
  const keys = texts(finding.evidence['accessKeys']).filter((key) => key.startsWith('AKIA'));
  return keys.length === 0
    ? [deactivated(user, '<key id>', finding)]
    : keys.map((key) => deactivated(user, word(key), finding));
};

const deactivated = (user: string, key: string, finding: Finding | undefined): Step => ({
  action: 'deactivate-access-key',
  text: `Deactivate the access key of ${user}`,
  why: finding?.text ?? 'Emergency Response Procedures: change credentials',
  risk: 'Whatever else uses it stops',
  command: `aws iam update-access-key --user-name ${user} --access-key-id ${key} --status Inactive`,
  ...(finding === undefined ? {} : { from: finding.id }),
});

const revoked = ({ id, evidence, text }: Finding): Step => ({
  action: 'revoke-sessions',
  text: `End the sessions of role ${String(evidence['role'])}`,
  why: text,
  risk: 'Whatever works with the role stops until it takes the role anew',
  command: `aws iam put-role-policy --role-name ${known(evidence['role'], 'role')} --policy-name AWSRevokeOlderSessions --policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"DateLessThan":{"aws:TokenIssueTime":"<now, ISO 8601>"}}}]}'`,
  from: id,
});

/** What is off is turned on; where nothing could be looked at, the step names no trail. */
const enableLogging: Propose = (ground) => {
  const looked = ofCheck(ground, 'trails');
  const risk = 'Costs more';
  if (looked.length === 0)
    return [
      {
        action: 'enable-logging',
        text: 'Turn CloudTrail on where it is off',
        why: 'Emergency Response Procedures: enable additional logging',
        risk,
        command: 'aws cloudtrail start-logging --name <trail>',
      },
    ];
  return [
    ...looked.flatMap(({ id, evidence, text }) =>
      texts(evidence['stopped']).map((trail) => ({
        ...{ action: 'enable-logging', text: `Let trail ${trail} log again`, why: text, risk, from: id },
        command: `aws cloudtrail start-logging --name ${word(trail)}`,
      })),
    ),
    ...looked
      .filter(({ reason }) => reason === 'no-trail')
      .map(({ id, text }) => ({
        ...{ action: 'enable-logging', text: 'Create a trail', why: text, risk, from: id },
        command:
          'aws cloudtrail create-trail --name <trail> --s3-bucket-name <bucket> --is-multi-region-trail && aws cloudtrail start-logging --name <trail>',
      })),
    ...ground.findings
      .filter(({ reason }) => reason === 'no-flow-log')
      .map(({ id, evidence, text }) => ({
        ...{ action: 'enable-logging', text: 'Log the traffic of the VPC', why: text, risk, from: id },
        command: `aws ec2 create-flow-logs --resource-type VPC --resource-ids ${known(evidence['vpc'], 'vpc')} --traffic-type ALL --log-group-name <log group> --deliver-logs-permission-arn <role>`,
      })),
  ];
};

/** An address, and not the name of an AWS service that called for the principal. */
const address = /^(?:\d{1,3}(?:\.\d{1,3}){3}|(?=.*:.*:)[0-9a-f:]+)$/i;

/** Addresses of the finding, and those from which its principal had never called before. */
const block: Propose = (ground) => {
  const { findings } = ground;
  const named = findings.flatMap(({ evidence, check }) =>
    check === 'finding'
      ? texts(evidence['addresses'])
      : check === 'principal-activity'
        ? texts(evidence['newAddresses'])
        : [],
  );
  const ranges = [...new Set(named.filter((one) => address.test(one)))].map(
    (one) => `${one}/${one.includes(':') ? '128' : '32'}`,
  );
  return [
    {
      action: 'block-addresses',
      text: `Block the addresses that it comes from${ranges.length === 0 ? '' : `: ${ranges.join(', ')}`}`,
      why: 'Emergency Response Procedures: block malicious IP addresses',
      risk: 'Others behind the same address are locked out. The list replaces what the set holds: add what is in it',
      command: `aws wafv2 update-ip-set --name <ip set> --scope REGIONAL --id <id> --addresses ${ranges.length === 0 ? '<address>/32' : ranges.join(' ')} --lock-token <token>`,
    },
  ];
};

/** Emergency Response Procedures, "Security Incident". */
export const securitySteps: readonly Propose[] = [
  keepFinding,
  keepActivity,
  keepDisks,
  isolate,
  changeCredentials,
  enableLogging,
  block,
];

/** The probable cause's own steps come first elsewhere; here evidence does, whatever the cause. */
export const isEvidenceStep = ({ action }: Step): boolean => action === 'preserve-evidence';

/** Of many instances the first few: the other steps must not fall off the end of the list. */
const MOST_INSTANCES = 3;

const orSome = (names: readonly string[], what: string): readonly string[] =>
  names.length === 0 ? [`<${what}>`] : names.slice(0, MOST_INSTANCES).map(word);

import { type Propose, word } from './step.ts';

/** docs/requirements.md, Where they disagree: evidence first where it can be kept at once, then isolate. */
const preserve: Propose = ({ estate }) =>
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

const changeCredentials: Propose = () => [
  {
    action: 'deactivate-access-key',
    text: 'Deactivate the access key, or revoke the sessions of the role',
    why: 'Emergency Response Procedures: change credentials',
    risk: 'Whatever else uses it stops',
    command: 'aws iam update-access-key --user-name <user> --access-key-id <key id> --status Inactive',
  },
];

const enableLogging: Propose = () => [
  {
    action: 'enable-logging',
    text: 'Turn CloudTrail and flow logs on where they are off',
    why: 'Emergency Response Procedures: enable additional logging',
    risk: 'Costs more',
    command: 'aws cloudtrail start-logging --name <trail>',
  },
];

const block: Propose = () => [
  {
    action: 'block-addresses',
    text: 'Block the addresses that it comes from',
    why: 'Emergency Response Procedures: block malicious IP addresses',
    risk: 'Others behind the same address are locked out',
    command:
      'aws wafv2 update-ip-set --name <ip set> --scope REGIONAL --id <id> --addresses <address>/32 --lock-token <token>',
  },
];

/** Emergency Response Procedures, "Security Incident". */
export const securitySteps: readonly Propose[] = [preserve, isolate, changeCredentials, enableLogging, block];

const orSome = (names: readonly string[], what: string): readonly string[] =>
  names.length === 0 ? [`<${what}>`] : names.map(word);

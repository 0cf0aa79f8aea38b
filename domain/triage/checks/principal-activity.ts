import { cleanLine } from '../../kernel/clean-text.ts';
import type { Around, Check } from '../check.ts';
import type { PrincipalCall, PrincipalFacts } from '../facts/security.ts';
import type { Interpretation } from '../finding.ts';
import { principalsOf } from '../principals.ts';

/** What the principal of a finding did since onset, and what it did before. */
export const principalActivity: Check<'principal-activity'> = {
  scenarios: ['security'],
  tells: 'what the principal of the finding did, and from where',
  subjectsOf: ({ signals }) => principalsOf(signals),
  interpret: (facts, around) => interpret(facts, around),
};

/** Calls that hide what is done. GuardDuty User Guide, "IAM finding types": Stealth, DefenseEvasion. */
const hides: ReadonlySet<string> = new Set([
  'StopLogging',
  'DeleteTrail',
  'UpdateTrail',
  'PutEventSelectors',
  'DeleteFlowLogs',
  'DeleteDetector',
  'UpdateDetector',
  'DisableSecurityHub',
  'DeleteConfigurationRecorder',
  'StopConfigurationRecorder',
  'DisableAlarmActions',
  'DeleteLogGroup',
]);

/** Calls that give access, to stay or to reach more. The same page: Persistence, PrivilegeEscalation. */
const widens: ReadonlySet<string> = new Set([
  'CreateAccessKey',
  'CreateUser',
  'CreateLoginProfile',
  'UpdateLoginProfile',
  'AttachUserPolicy',
  'AttachRolePolicy',
  'AttachGroupPolicy',
  'PutUserPolicy',
  'PutRolePolicy',
  'PutGroupPolicy',
  'AddUserToGroup',
  'CreatePolicyVersion',
  'SetDefaultPolicyVersion',
  'UpdateAssumeRolePolicy',
  'ImportKeyPair',
  'AssociateIamInstanceProfile',
]);

const MOST_NAMES = 10;

/** CloudTrail's times are whole seconds, and a product's first sight of an attack is not to the second. */
const ROUND_MS = 60_000;

const unique = (texts: readonly (string | undefined)[]): readonly string[] =>
  [...new Set(texts.flatMap((text) => (text === undefined ? [] : [cleanLine(text).slice(0, 128)])))].slice(
    0,
    MOST_NAMES,
  );

const interpret = (facts: PrincipalFacts, { onsetMs }: Around): Interpretation => {
  const { by, role, calls, hasMore } = facts;
  const who = role ?? (by === 'AccessKeyId' ? calls[0]?.user : facts.name) ?? 'the access key of the finding';
  const since = calls.filter(({ atMs }) => atMs >= onsetMs - ROUND_MS);
  const before = calls.filter(({ atMs }) => atMs < onsetMs - ROUND_MS);
  const done = since.filter(({ error }) => error === undefined);
  const denied = since.length - done.length;
  const usual = new Set(before.map(({ from }) => from));
  const addresses = unique(since.map(({ from }) => from));
  // Without anything before it, every address would be new.
  const newAddresses = before.length === 0 ? [] : addresses.filter((address) => !usual.has(address));
  const hid = unique(namesOf(done, hides));
  const widened = unique(namesOf(done, widens));
  const evidence = {
    principal: who,
    ...(by === 'Username' ? { lookedUp: facts.name } : {}),
    ...(role === undefined ? {} : { role }),
    calls: since.length,
    callsBefore: before.length,
    denied,
    changes: done.filter(({ changes }) => changes).length,
    did: unique(done.map(({ name }) => name)),
    addresses,
    newAddresses,
    accessKeys: unique(since.map(({ accessKey }) => accessKey)),
    hid,
    widened,
    hasMore,
  };
  const more = hasMore ? 'at least ' : '';
  const counts = `${more}${since.length} calls since onset`;
  const from =
    newAddresses.length === 0 ? '' : `, from ${newAddresses.join(', ')}, where it never called before`;
  if (hid.length > 0)
    return told('failed', 'hides-its-traces', `${who} called ${hid.join(', ')}${from}`, evidence);
  if (widened.length > 0)
    return told('failed', 'widens-its-access', `${who} called ${widened.join(', ')}${from}`, evidence);
  if (newAddresses.length > 0)
    return told('degraded', 'calls-from-new-addresses', `${who}: ${counts}${from}`, evidence);
  if (denied > 0) return told('degraded', 'calls-denied', `${who}: ${counts}, ${denied} refused`, evidence);
  if (since.length === 0)
    return told('healthy', 'no-calls', `${who}: CloudTrail has no call since onset yet`, evidence);
  // The newest calls alone: what gave access or hid it may stand before them, and no address is known to be usual.
  if (hasMore && before.length === 0)
    return told('degraded', 'more-calls-than-read', `${who}: ${counts}, more than were read`, evidence);
  return told(
    'healthy',
    'nothing-unusual',
    `${who}: ${counts}, none that gives access or hides it`,
    evidence,
  );
};

const namesOf = (calls: readonly PrincipalCall[], which: ReadonlySet<string>): readonly string[] =>
  calls.flatMap(({ name }) => (which.has(name) ? [name] : []));

const told = (
  state: Interpretation['state'],
  reason: string,
  text: string,
  evidence: Interpretation['evidence'],
): Interpretation => ({ state, reason, text, evidence });

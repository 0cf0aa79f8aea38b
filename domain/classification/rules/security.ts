import { directionOf, fellOutOfBand, onlyMissing } from './level.ts';
import type { BuiltInRule } from './rule.ts';
import { isAlarm, measures, metricIn, phraseIn } from './view.ts';

const attemptPhrases = [
  'unauthorized',
  'unauthorised',
  'access denied',
  'console sign in failure',
  'console signin failure',
  'console login failure',
  'sign in failure',
  'signin failure',
  'failed login',
  'login failed',
  'login failure',
  'failed authentication',
  'authentication failure',
  'brute force',
  'root account usage',
  'root login',
  'no mfa',
  'without mfa',
];

/**
 * "Unauthorized access attempts": SEV3, attempts are symptoms, not a breach. Emergency Response Procedures, scenario
 * 3, Symptoms; docs/requirements.md, Severity. Names of CloudTrail metric filters, as in "CloudWatch alarms for CloudTrail".
 */
const unauthorisedAttempts: BuiltInRule = {
  name: 'unauthorised-attempts',
  judge: (view) => {
    const phrase = phraseIn(view, attemptPhrases);
    if (!isAlarm(view) || phrase === undefined) return undefined;
    return {
      severity: 'SEV3',
      scenario: 'security',
      reason: `unauthorised access attempts: its name says "${phrase}"`,
    };
  },
};

/**
 * "Unusual traffic patterns": attacks that Shield sees SEV2, blocked requests and anomalies SEV3. Emergency Response
 * Procedures, scenario 3, Symptoms. Traffic that ceased, or fell below its band, is no attack: left to other rules.
 */
const unusualTraffic: BuiltInRule = {
  name: 'unusual-traffic',
  judge: (view) => {
    if (!isAlarm(view)) return undefined;
    const { transition, measured } = view;
    const isLow = directionOf(transition) === 'low' || fellOutOfBand(transition);
    if (isLow || onlyMissing(transition)) return undefined;
    if (measures(view, 'attack') || phraseIn(view, ['ddos']) !== undefined)
      return { severity: 'SEV2', scenario: 'security', reason: 'unusual traffic: an attack is detected' };
    const anomalous =
      transition.comparison === 'outside-band' && transition.value !== 0 && measures(view, 'traffic');
    const counted = measures(view, 'blocked-requests') || anomalous ? measured?.metric.name : undefined;
    const phrase = phraseIn(view, [
      'unusual traffic',
      'anomalous traffic',
      'traffic anomaly',
      'suspicious traffic',
      'blocked requests',
    ]);
    const what = counted ?? phrase;
    if (what === undefined) return undefined;
    return { severity: 'SEV3', scenario: 'security', reason: `unusual traffic: ${what}` };
  },
};

const breachPhrases = [
  'data breach',
  'security breach',
  'breach detected',
  'breach indicator',
  'exfiltration',
  'data leak',
  'credential leak',
  'leaked credentials',
  'compromised',
  'malware',
  'ransomware',
  'intrusion',
];

/** "Data breach indicators": SEV2 until a person confirms one. Emergency Response Procedures, scenario 3, Symptoms. */
const breachIndicator: BuiltInRule = {
  name: 'breach-indicator',
  judge: (view) => {
    const phrase = phraseIn(view, breachPhrases);
    if (!isAlarm(view) || phrase === undefined) return undefined;
    return {
      severity: 'SEV2',
      scenario: 'security',
      reason: `an indicator of a breach: its name says "${phrase}"`,
    };
  },
};

const securityNamespaces = ['AWS/GuardDuty', 'AWS/SecurityHub', 'AWS/Inspector', 'AWS/Macie', 'CISBenchmark'];

/** "Security alert triggers": an alarm of a security service, or named so, SEV3. The same place. */
const securityAlert: BuiltInRule = {
  name: 'security-alert',
  judge: (view) => {
    const phrase = phraseIn(view, [
      'security alert',
      'security alarm',
      'security event',
      'suspicious activity',
      'guardduty',
    ]);
    const metric = metricIn(view, securityNamespaces);
    if (!isAlarm(view) || (phrase === undefined && metric === undefined)) return undefined;
    return {
      severity: 'SEV3',
      scenario: 'security',
      reason: `a security alert: ${phrase ?? metric?.namespace}`,
    };
  },
};

export const securityRules: readonly BuiltInRule[] = [
  breachIndicator,
  unauthorisedAttempts,
  unusualTraffic,
  securityAlert,
];

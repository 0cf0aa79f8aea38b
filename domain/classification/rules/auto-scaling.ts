import { shownNumber } from '../../kernel/unit.ts';
import { below, directionOf, onlyMissing } from './level.ts';
import { cpuLevel } from './resources.ts';
import { type BuiltInRule, graded } from './rule.ts';
import { factText, isAlarm, measures, metricNamed, phraseIn, quantityNamed, type Seen } from './view.ts';

/**
 * What AWS says when a limit or a lack of capacity blocks a launch. Auto Scaling User Guide, "Troubleshoot Amazon EC2
 * Auto Scaling"; EC2 API Reference, "Error codes".
 */
const blockingTexts: readonly RegExp[] = [
  /insufficient ?(?:instance|host|reserved instance|free addresses|capacity)/i,
  /(?:instance|vcpu|volume|address|networkinterface|request|snapshot)s? ?limit ?exceeded/i,
  /max ?spot ?(?:instance|fleet request) ?count ?exceeded/i,
  /not enough free (?:addresses|ip)/i,
  /(?:quota|limit) (?:has been |was |is )?(?:exceeded|reached)/i,
];

/** Begins and ends of such sentences; what stands between them names types and numbers. */
const blockingSentences: readonly (readonly [begin: string, end: string])[] = [
  ['you have requested more ', 'than your current'],
  ['not have sufficient ', 'capacity'],
  ['not have enough ', 'capacity'],
  ['placement group', 'limit'],
];

/** Longest text between begin and end. */
const LONGEST_MIDDLE = 80;

const sentenceIn = (text: string, [begin, end]: readonly [string, string]): string | undefined => {
  const lower = text.toLowerCase();
  const from = lower.indexOf(begin);
  const to = from === -1 ? -1 : lower.indexOf(end, from + begin.length);
  return to === -1 || to - from - begin.length > LONGEST_MIDDLE
    ? undefined
    : text.slice(from, to + end.length);
};

/** The words that say so; undefined where a launch failed for another reason. */
export const blockedByLimit = (view: Seen): string | undefined => {
  const texts = [factText(view, 'statusMessage'), factText(view, 'cause'), view.signal.description ?? ''].map(
    (text) => text.slice(0, 2_000),
  );
  const sentences = texts.flatMap((text) =>
    blockingSentences.flatMap((sentence) => sentenceIn(text, sentence) ?? []),
  );
  const words = texts.flatMap((text) => blockingTexts.flatMap((pattern) => pattern.exec(text)?.[0] ?? []));
  return [...sentences, ...words][0];
};

/** A failed launch, not a failed termination. */
export const isLaunch = (view: Seen): boolean =>
  view.signal.kind === 'scaling' && factText(view, 'activity') !== 'terminate';

/** Launches that fail because a limit blocks them: SEV2. docs/requirements.md, Severity. */
const launchBlockedByLimit: BuiltInRule = {
  name: 'launch-blocked-by-limit',
  judge: (view) => {
    const limit = isLaunch(view) ? blockedByLimit(view) : undefined;
    return limit === undefined
      ? undefined
      : { severity: 'SEV2', scenario: 'auto-scaling', reason: `a limit blocks launching: "${limit}"` };
  },
};

/** "Instances failing to launch": SEV3. Emergency Response Procedures, scenario 4, Symptoms; docs/requirements.md, Severity. */
const launchFailed: BuiltInRule = {
  name: 'launch-failed',
  judge: (view) =>
    isLaunch(view)
      ? { severity: 'SEV3', scenario: 'auto-scaling', reason: 'an instance failed to launch' }
      : undefined,
};

/** Instances that do not end cost money, and take no load away: SEV4. */
const terminateFailed: BuiltInRule = {
  name: 'terminate-failed',
  judge: (view) =>
    view.signal.kind === 'scaling'
      ? { severity: 'SEV4', scenario: 'auto-scaling', reason: 'an instance failed to terminate' }
      : undefined,
};

/** A group without any instance in service, in words. */
export const nothingServes = (view: Seen): string | undefined => {
  if (!isAlarm(view) || !measures(view, 'in-service')) return undefined;
  const level = below(view.transition, { limit: 1, unit: '' });
  return view.transition.value !== undefined && level?.passed ? level.text : undefined;
};

/** Nothing healthy is left to take load: SEV2. docs/requirements.md, Severity (launch failures). */
const nothingInService: BuiltInRule = {
  name: 'nothing-in-service',
  judge: (view) => {
    const why = nothingServes(view);
    if (why === undefined) return undefined;
    return {
      severity: 'SEV2',
      scenario: 'auto-scaling',
      reason: `nothing in the group is in service: ${why}`,
    };
  },
};

/** Fewer in service or running than the alarm wants, or some waiting to start; more than it wants is no lack. */
const tooFew = (view: Seen): string | undefined => {
  const { transition, measured } = view;
  if (onlyMissing(transition) || transition.comparison === 'outside-band') return undefined;
  const direction = directionOf(transition);
  const lacking =
    (measures(view, 'in-service', 'running-tasks') && direction !== 'high') ||
    (measures(view, 'pending') && direction !== 'low');
  if (!lacking || measured === undefined) return undefined;
  return `${measured.metric.name}${transition.value === undefined ? '' : ` (${shownNumber(transition.value)})`}`;
};

/** A calculation over what a group wants and what it has. */
const calculatedGap = (view: Seen): string | undefined =>
  metricNamed(view, ['GroupDesiredCapacity', 'DesiredTaskCount']) !== undefined
    ? metricNamed(view, ['GroupInServiceInstances', 'GroupInServiceCapacity', 'RunningTaskCount'])?.name
    : undefined;

/** "Insufficient capacity": fewer in service or running than wanted, SEV3. Scenario 4, Symptoms. */
const insufficientCapacity: BuiltInRule = {
  name: 'insufficient-capacity',
  judge: (view) => {
    const phrase = phraseIn(view, [
      'insufficient capacity',
      'capacity shortage',
      'max size reached',
      'max capacity',
      'at maximum size',
    ]);
    const what = tooFew(view) ?? calculatedGap(view) ?? phrase;
    if (!isAlarm(view) || what === undefined) return undefined;
    return { severity: 'SEV3', scenario: 'auto-scaling', reason: `capacity is insufficient: ${what}` };
  },
};

/** "Scaling policies not working": SEV3. Scenario 4, Symptoms. */
const scalingPolicyFailing: BuiltInRule = {
  name: 'scaling-policy-failing',
  judge: (view) => {
    const phrase = phraseIn(view, [
      'scaling policy',
      'scaling policies',
      'scaling failed',
      'scaling failure',
      'scaling failing',
      'scaling error',
      'scale out failed',
      'scale up failed',
      'scaling not working',
    ]);
    if (!isAlarm(view) || phrase === undefined) return undefined;
    return {
      severity: 'SEV3',
      scenario: 'auto-scaling',
      reason: `scaling does not work: its name says "${phrase}"`,
    };
  },
};

/** "High load on existing instances" of a group, over the documented 90 %: SEV3. Scenario 4, Symptoms. */
const groupLoadHigh: BuiltInRule = {
  name: 'group-load-high',
  judge: (view) => {
    const ofGroup = view.measured?.metric.dimensions['AutoScalingGroupName'] !== undefined;
    if (ofGroup)
      return graded(view, cpuLevel(view), 'SEV3', 'auto-scaling', 'load on the instances of the group');
    const phrase = quantityNamed(view, ['high load', 'load high', 'overload', 'overloaded']);
    const { transition, measured } = view;
    const what = measures(view, 'load') ? measured?.metric.name : phrase;
    if (!isAlarm(view) || what === undefined || directionOf(transition) === 'low' || onlyMissing(transition))
      return undefined;
    return { severity: 'SEV3', scenario: 'auto-scaling', reason: `load is high on what is left: ${what}` };
  },
};

export const autoScalingRules: readonly BuiltInRule[] = [
  launchBlockedByLimit,
  launchFailed,
  terminateFailed,
  nothingInService,
  insufficientCapacity,
];

/** Before the rule that takes a name with "scaling" in it for an alarm that steers. */
export const scalingFailureRules: readonly BuiltInRule[] = [scalingPolicyFailing];

/** After the database rules: a busy processor of a database belongs to them. */
export const loadRules: readonly BuiltInRule[] = [groupLoadHigh];

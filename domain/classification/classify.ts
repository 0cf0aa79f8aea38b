import type { Configuration } from '../kernel/configuration.ts';
import { own } from '../kernel/own.ts';
import { type Scenario, scenarios } from '../kernel/scenario.ts';
import { isWorse, type Severity, severities } from '../kernel/severity.ts';
import type { Classification } from '../signal/classification.ts';
import { serviceOfMadeAlarm } from '../signal/made-alarm.ts';
import { matches } from '../signal/match.ts';
import type { Transition } from '../signal/signal.ts';
import { severityNamed } from './named-severity.ts';
import { builtInRules } from './rules/built-in.ts';
import { isAlarm, viewOf } from './rules/view.ts';

/** A signal that is no incident, by the rule that says so. */
export interface Ignored {
  readonly ignore: true;
  readonly rule: string;
  readonly reason: string;
}

/** What one source of rules says: severity, scenario, both, or nothing. */
interface Opinion {
  readonly rule: string;
  readonly reason: string;
  readonly severity?: Severity;
  readonly scenario?: Scenario;
  readonly ignore?: true;
  /** A tag with an unknown value, or a mute window that cannot be. */
  readonly complaint?: string;
}

const LONGEST_REASON = 500;

/** Team rules first, each as `team:<name>`. */
const teamOpinions = (transition: Transition, configuration: Configuration): readonly Opinion[] =>
  configuration.rules
    .filter((rule) => matches(rule.match, transition.signal))
    .map(({ name, severity, scenario, ignore }) => ({
      rule: `team:${name}`,
      reason: `rule "${name}" of tocsin.yml`,
      ...(severity === undefined ? {} : { severity }),
      ...(scenario === undefined ? {} : { scenario }),
      ...(ignore === undefined ? {} : { ignore }),
    }));

const listed = <T extends string>(
  values: readonly T[],
  text: string,
  fold: (text: string) => string,
): T | undefined => values.find((value) => value === fold(text.trim()));

/** A mute window that intake did not believe: whoever is paged through it learns why. */
const muteComplaint = ({ facts }: Transition['signal']): readonly Opinion[] =>
  facts['muteWindow'] === undefined
    ? []
    : [{ rule: 'mute-window', reason: '', complaint: `mute window: ${facts['muteWindow']}` }];

/** Then the alarm's own tags. An unknown value is skipped, and the reason names it. */
const tagOpinions = ({ signal }: Transition, { tags }: Configuration): readonly Opinion[] => {
  const severityTag = own(signal.tags, tags.severity);
  const scenarioTag = own(signal.tags, tags.scenario);
  const severity =
    severityTag === undefined ? undefined : listed(severities, severityTag, (text) => text.toUpperCase());
  const scenario =
    scenarioTag === undefined ? undefined : listed(scenarios, scenarioTag, (text) => text.toLowerCase());
  const complain = (tag: string, value: string, known: readonly string[]): Opinion => ({
    rule: 'alarm-tags',
    reason: '',
    complaint: `tag ${tag} is "${value.slice(0, 40)}", not one of ${known.join(', ')}`,
  });
  return [
    ...(severity === undefined
      ? []
      : [{ rule: 'alarm-tags', reason: `tag ${tags.severity} of the alarm`, severity }]),
    ...(scenario === undefined
      ? []
      : [{ rule: 'alarm-tags', reason: `tag ${tags.scenario} of the alarm`, scenario }]),
    ...(severityTag !== undefined && severity === undefined
      ? [complain(tags.severity, severityTag, severities)]
      : []),
    ...(scenarioTag !== undefined && scenario === undefined
      ? [complain(tags.scenario, scenarioTag, scenarios)]
      : []),
    ...muteComplaint(signal),
  ];
};

/** Then the built-in rule that answers first, at last `unknown-alarm`: docs/requirements.md, Severity ("when in doubt, page"). */
const builtInOpinion = (transition: Transition, configuration: Configuration): Opinion => {
  const view = viewOf(transition, configuration);
  for (const { name, judge } of builtInRules) {
    const verdict = judge(view);
    if (verdict !== undefined) return { rule: name, ...verdict };
  }
  const reason = 'no rule recognises it';
  return { rule: 'unknown-alarm', reason, severity: configuration.defaultSeverity, scenario: 'generic' };
};

/**
 * The severity in an alarm's name, where it is graver than what the rules make of it: a name raises, it never lowers. A name
 * that the stack made says which service it is of, and means no severity.
 */
const namedOpinion = (
  transition: Transition,
  { severity }: Opinion,
  { ownAlarmPrefix }: Configuration,
): Opinion | undefined => {
  const { signal } = transition;
  const isMade = serviceOfMadeAlarm(signal.name, ownAlarmPrefix) !== undefined;
  const named = isAlarm({ signal }) && !isMade ? severityNamed(signal.name) : undefined;
  if (named === undefined || (severity !== undefined && !isWorse(named.severity, severity))) return undefined;
  return { rule: 'named-severity', reason: `its name says "${named.word}"`, severity: named.severity };
};

/** What a reader must know of the numbers, whichever rule decides. */
const remarks = ({ missingData, value }: Transition): readonly string[] => {
  if (missingData === undefined) return [];
  return [value === undefined ? 'data is missing' : 'a part of the data is missing'];
};

const joined = (opinions: readonly (Opinion | undefined)[], complaints: readonly string[]): string => {
  const reasons = [
    ...new Set(opinions.flatMap((opinion) => (opinion === undefined ? [] : [opinion.reason]))),
  ];
  const unsaid = complaints.filter((complaint) => !reasons.some((reason) => reason.includes(complaint)));
  return [...reasons, ...unsaid].join('; ').slice(0, LONGEST_REASON).toWellFormed();
};

/**
 * Severity and scenario of a signal, with the rule's literal name and the reason for people; or that it is ignored.
 * Team rules come first, then alarm tags, then the severity that the alarm's name states, where it is graver than what
 * the built-in rules say, which come last. Each fills in what those before it left open. `rule`
 * is the rule that gave the severity. Pure and total: there is always a rule. docs/requirements.md, Severity.
 */
export const classify = (transition: Transition, configuration: Configuration): Classification | Ignored => {
  const own = [...teamOpinions(transition, configuration), ...tagOpinions(transition, configuration)];
  const firstOwn = own.find(
    (opinion) => opinion.ignore || opinion.severity !== undefined || opinion.scenario !== undefined,
  );
  if (firstOwn?.ignore) return { ignore: true, rule: firstOwn.rule, reason: firstOwn.reason };
  const builtIn = builtInOpinion(transition, configuration);
  // A team rule or tag that rates the signal wants an incident, even if a built-in rule would ignore it.
  if (builtIn.ignore && firstOwn === undefined)
    return { ignore: true, rule: builtIn.rule, reason: builtIn.reason };
  const named = namedOpinion(transition, builtIn, configuration);
  const opinions = [
    ...own.filter((opinion) => opinion.ignore === undefined),
    ...(named === undefined ? [] : [named]),
    builtIn,
  ];
  const severity = opinions.find((opinion) => opinion.severity !== undefined);
  const scenario = opinions.find((opinion) => opinion.scenario !== undefined);
  return {
    severity: severity?.severity ?? configuration.defaultSeverity,
    scenario: scenario?.scenario ?? 'generic',
    rule: severity?.rule ?? scenario?.rule ?? 'unknown-alarm',
    reason: joined(
      [severity, scenario],
      [...own.flatMap((opinion) => opinion.complaint ?? []), ...remarks(transition)],
    ),
  };
};

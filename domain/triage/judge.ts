import type { Incident } from '../incident/incident.ts';
import { MAX_TRIAGE_TEXT } from '../incident/triage-summary.ts';
import { causesOf } from './causes.ts';
import type { Scene } from './check.ts';
import { checks } from './checks.ts';
import type { Finding } from './finding.ts';
import { databaseDownAtMs, firedBy } from './fired.ts';
import type { Gap, Judgement } from './judgement.ts';
import type { CheckName } from './looks.ts';
import { proposalsOf } from './proposals.ts';
import { scopeOf } from './scope.ts';
import { type UnknownReason, unknownReasons } from './unknown.ts';

/** What a run's findings come to. Pure: the same findings give the same judgement, in whatever order they came. */
export const judge = (
  incident: Incident,
  run: number,
  found: readonly Finding[],
  { estate, nowMs, region }: Pick<Scene, 'estate' | 'nowMs'> & Partial<Pick<Scene, 'region'>>,
): Judgement => {
  const findings = found.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const [cause, ...alternatives] = causesOf(findings, incident);
  const isKnown = cause !== undefined && cause.confidence !== 'low';
  const downSinceMs = databaseDownAtMs(findings);
  return {
    run,
    atMs: nowMs,
    ...(region === undefined ? {} : { region }),
    ...(isKnown ? { cause } : {}),
    alternatives: cause === undefined || isKnown ? alternatives : [cause, ...alternatives],
    scope: scopeOf(findings),
    gaps: findings.flatMap(gapOf),
    proposals: proposalsOf(run, incident.scenario, findings, estate, isKnown ? cause : undefined),
    answers: { 'root-cause-known': isKnown ? 'yes' : 'no' },
    triggers: firedBy(findings),
    text: textOf(findings, isKnown ? cause.text : 'not known'),
    ...(downSinceMs === undefined ? {} : { databaseDownSinceMs: downSinceMs }),
  };
};

const isUnknownReason = (reason: string): reason is UnknownReason =>
  unknownReasons.some((known) => known === reason);

const gapOf = ({ check, resource, state, reason, text }: Finding): readonly Gap[] => {
  if (state !== 'unknown') return [];
  const { tells } = checks[check as CheckName];
  return [
    {
      check,
      ...(resource === undefined ? {} : { resource }),
      reason: isUnknownReason(reason) ? reason : 'not-configured',
      text: `${text}. It would have told ${tells}`,
    },
  ];
};

/** The worst first; of one state in the order of the checks, so that what users notice comes before what explains it. */
const gravity = ['failed', 'degraded', 'healthy', 'unknown'] as const;
const order = Object.keys(checks);

/** AWS's own words can be long: one of them must not hide what else is wrong. */
const MOST_OF_A_LINE = 140;
const MOST_OF_A_CAUSE = 120;

const shortened = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`.toWellFormed();

/** What a person reads first: what is wrong, what is fine, and the probable cause. */
const textOf = (findings: readonly Finding[], cause: string): string => {
  if (findings.length === 0)
    return 'Nothing is listed to look at: `resources:` of its service in tocsin.yml names what belongs to it';
  const byCheck = findings.toSorted((a, b) => order.indexOf(a.check) - order.indexOf(b.check));
  const ordered = gravity.flatMap((state) => byCheck.filter((finding) => finding.state === state));
  const end = `; probable cause: ${shortened(cause, MOST_OF_A_CAUSE)}`;
  const lines: string[] = [];
  for (const { text } of ordered) {
    const line = shortened(text, MOST_OF_A_LINE);
    if ([...lines, line].join('; ').length + end.length > MAX_TRIAGE_TEXT) break;
    lines.push(line);
  }
  return `${lines.join('; ')}${end}`;
};

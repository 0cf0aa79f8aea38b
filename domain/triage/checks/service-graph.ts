import { MAX_TRIAGE_TEXT } from '../../incident/triage-summary.ts';
import type { Check, Scene } from '../check.ts';
import type { Sign } from '../deviation.ts';
import type { GraphFacts } from '../facts/service-graph.ts';
import type { Interpretation } from '../finding.ts';
import type { Measure } from '../observations.ts';
import type { Origin } from '../origin.ts';
import { isNamed } from '../part-names.ts';
import { rankAnswered } from '../rank-answered.ts';
import type { NoOrigin } from '../rank-origins.ts';

/** What an alarm is about, by the name of its metric; one that fits neither says nothing. */
const measured: readonly { readonly measure: Measure; readonly metric: RegExp }[] = [
  { measure: 'faults', metric: /5xx|error|fault|fail|healthy|availab/i },
  { measure: 'latency', metric: /latency|duration|time$/i },
];

const measuresOf = ({ signals }: Scene): readonly Measure[] => {
  const named = signals
    .flatMap(({ transition }) => transition.signal.metrics)
    .flatMap(({ name }) => measured.find(({ metric }) => metric.test(name))?.measure ?? []);
  return [...new Set([...named, ...measured.map(({ measure }) => measure)])];
};

const hostOf = (url: string): readonly string[] => (URL.canParse(url) ? [new URL(url).hostname] : []);

/** The service's own name, then the names of what belongs to it: what its alarms' dimensions name is among them. */
const namesOf = (service: string, { estate }: Scene): readonly string[] => [
  ...new Set([
    service,
    ...estate.containerServices.map((name) => name.slice(name.indexOf('/') + 1)),
    ...estate.functions,
    ...estate.loadBalancers,
    ...estate.autoScalingGroups,
    ...estate.healthUrls.flatMap(({ url }) => hostOf(url)),
    ...estate.databases,
    ...estate.databaseClusters,
  ]),
];

/** Where it began: the service itself, or what it calls. docs/adr/0037 and 0040. */
export const serviceGraph: Check<'service-graph'> = {
  scenarios: ['outage', 'database', 'generic'],
  tells: 'whether it began in the service itself or in something that it calls',
  subjectsOf: (scene) => {
    const [own] = scene.dependencies;
    if (own === undefined) return [];
    const { service } = own;
    const names = namesOf(service, scene);
    return [{ service, names, measures: measuresOf(scene), dependencies: scene.dependencies }];
  },
  interpret: (facts, { onsetMs }) => interpret(facts, onsetMs),
};

const partsOf = ({ graph, normal, suspect }: GraphFacts): ReadonlySet<string> =>
  new Set([
    ...normal.parts.keys(),
    ...suspect.parts.keys(),
    ...graph.calls.flatMap(({ caller, callee }) => [caller, callee]),
  ]);

/**
 * The part that the incident is about: the first of the names by which the service may be known. Of several parts of one
 * name (X-Ray has a Lambda function as its service and as its code) the one that calls the others.
 */
export const targetOf = (facts: GraphFacts): string | undefined => {
  const parts = [...partsOf(facts)].sort();
  for (const name of facts.names) {
    const fitting = parts.filter((part) => isNamed(part, name));
    const isCalled = (part: string) =>
      facts.graph.calls.some(({ caller, callee }) => callee === part && fitting.includes(caller));
    const target = fitting.find((part) => !isCalled(part)) ?? fitting[0];
    if (target !== undefined) return target;
  }
  return undefined;
};

const sources: Readonly<Record<GraphFacts['source'], string>> = {
  traces: 'The traces of X-Ray',
  metrics: 'The metrics of what it depends on',
};

/** The first of the measures that names an origin, else the first that could be compared. */
const rank = (facts: GraphFacts, part: string, atMs: number) => {
  const ranked = facts.measures
    .map((measure) => ({ measure, ...rankAnswered(facts, { part, measure, atMs }) }))
    .filter(({ ranking }) => ranking.kind === 'named' || compared.has(ranking.reason));
  return ranked.find(({ ranking }) => ranking.kind === 'named') ?? ranked[0];
};

/** The target could be compared, and nothing came of it. */
const compared: ReadonlySet<string> = new Set<NoOrigin>(['target-normal', 'nothing-off']);

/** Origins that a finding names beside the first. */
const OTHERS = 3;
const PARTS = 25;

const interpret = (facts: GraphFacts, onsetMs: number): Interpretation => {
  const { service, source, names } = facts;
  const parts = [...partsOf(facts)].sort();
  const evidence = { source, parts: parts.slice(0, PARTS) };
  const from = sources[source];
  if (parts.length === 0)
    return { state: 'unknown', reason: 'no-traces', text: `${from} hold nothing around onset`, evidence };
  const target = targetOf(facts);
  if (target === undefined)
    return {
      state: 'unknown',
      reason: 'target-unknown',
      text: `${from} hold nothing that is named ${names.slice(0, OTHERS).join(' or ')}`,
      evidence,
    };
  const { slotMs, slots } = facts.suspect;
  if (!slots.some((startMs) => startMs + slotMs > onsetMs))
    return {
      state: 'unknown',
      reason: 'no-traces',
      text: `${from} hold nothing of ${service} since onset yet`,
      evidence,
    };
  const best = rank(facts, target, onsetMs);
  if (best === undefined)
    return {
      state: 'unknown',
      reason: 'no-traces',
      text: `${from} hold too little of ${service} before and since onset to compare`,
      evidence,
    };
  const { ranking, measure, silent } = best;
  const about = { ...evidence, target, measure, ...(silent.length === 0 ? {} : { silent }) };
  if (ranking.kind === 'named') return named(ranking.origins, target, about);
  return {
    state: 'healthy',
    reason: 'nothing-here',
    text: `Nothing in ${service} or below it is off enough to have begun this`,
    evidence: about,
  };
};

type Began = 'here' | 'below' | 'load' | 'before';

const began: Readonly<Record<Began, { readonly reason: string; readonly text: string }>> = {
  here: { reason: 'began-here', text: 'It began in the service itself' },
  below: { reason: 'began-below', text: 'It began below the service' },
  load: { reason: 'load-grew', text: 'It began with more load' },
  before: { reason: 'calls-stopped', text: 'It began before the service, which is called no more' },
};

/** Signs of the service itself that others bring about. */
const itself: Readonly<Partial<Record<Sign, Began>>> = { load: 'load', 'fewer-calls': 'before' };

const named = (
  [first, ...others]: readonly [Origin, ...Origin[]],
  target: string,
  evidence: Interpretation['evidence'],
): Interpretation => {
  const { part, sign, score, normal, now, sinceMs, distance } = first;
  // Names of parts are somebody else's, and may be long.
  const line = first.line.slice(0, MAX_TRIAGE_TEXT);
  const kind = part !== target ? 'below' : (itself[sign] ?? 'here');
  const { reason, text } = began[kind];
  return {
    state: 'degraded',
    reason,
    text: `${text}: ${line}`.slice(0, MAX_TRIAGE_TEXT),
    evidence: {
      ...evidence,
      ...{ part, sign, share: Number(score.toPrecision(3)), normal, now, distance, line },
      since: new Date(sinceMs).toISOString(),
      others: others.slice(0, OTHERS).map((origin) => origin.line.slice(0, MAX_TRIAGE_TEXT)),
    },
  };
};

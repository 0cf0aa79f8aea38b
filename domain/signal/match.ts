import type { Match } from '../kernel/configuration.ts';
import { own } from '../kernel/own.ts';
import type { Signal } from './signal.ts';

/**
 * Whether a glob matches a whole text: `*` stands for any characters, or none; case does not matter. Steps back to
 * the last `*` only, so it takes at most glob × text steps.
 */
export const globMatches = (glob: string, text: string): boolean => {
  const pattern = glob.toLowerCase();
  const subject = text.toLowerCase();
  let at = 0;
  let star = -1;
  let retryFrom = 0;
  let position = 0;
  while (position < subject.length) {
    if (at < pattern.length && pattern[at] !== '*' && pattern[at] === subject[position]) {
      at += 1;
      position += 1;
    } else if (pattern[at] === '*') {
      star = at;
      retryFrom = position;
      at += 1;
    } else if (star >= 0) {
      at = star + 1;
      retryFrom += 1;
      position = retryFrom;
    } else return false;
  }
  return [...pattern.slice(at)].every((rest) => rest === '*');
};

const anyMatches = (glob: string, texts: readonly string[]): boolean =>
  texts.some((text) => globMatches(glob, text));

const mapMatches = (
  globs: Readonly<Record<string, string>>,
  values: Readonly<Record<string, string>>,
): boolean =>
  Object.entries(globs).every(([name, glob]) => {
    const value = own(values, name);
    return value !== undefined && globMatches(glob, value);
  });

/**
 * Whether all conditions of a match hold for a signal. Namespace, metric and dimensions must hold for the same
 * metric. A match without conditions holds for nothing: it would silence or merge everything.
 */
export const matches = (match: Match, signal: Signal): boolean => {
  if (Object.keys(match).length === 0) return false;
  const { namespace, metric, dimensions } = match;
  const metricAsked = namespace !== undefined || metric !== undefined || dimensions !== undefined;
  const metricHolds = signal.metrics.some(
    (watched) =>
      (namespace === undefined || globMatches(namespace, watched.namespace)) &&
      (metric === undefined || globMatches(metric, watched.name)) &&
      (dimensions === undefined || mapMatches(dimensions, watched.dimensions)),
  );
  return (
    (match.alarm === undefined || globMatches(match.alarm, signal.name)) &&
    (match.kind === undefined || match.kind === signal.kind) &&
    (match.account === undefined || globMatches(match.account, signal.account)) &&
    (match.region === undefined || globMatches(match.region, signal.region)) &&
    (match.resource === undefined || anyMatches(match.resource, [signal.id, ...signal.resources])) &&
    (match.tags === undefined || mapMatches(match.tags, signal.tags)) &&
    (!metricAsked || metricHolds)
  );
};

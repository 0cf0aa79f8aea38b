import type { Configuration } from '../../kernel/configuration.ts';
import type { Metric, Signal, Transition } from '../../signal/signal.ts';

/** A transition with the words it is named by. */
export interface Seen {
  readonly transition: Transition;
  readonly signal: Signal;
  /** The words of its name and of its metrics' names, see `wordsOf`; never of its description. */
  readonly words: string;
}

/** A transition as the rules look at it. */
export interface View extends Seen {
  readonly configuration: Configuration;
}

/** A plural reads as its singular. */
const singular = (word: string): string =>
  word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;

/** `Orders-5XXErrorRate` reads ` order 5xx error rate `: lower case, split at case changes, spaces around. */
const wordsOf = (text: string): string => {
  const split = text
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replace(/(\p{L})(\p{N})/gu, '$1 $2');
  const words = split.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return ` ${words.map(singular).join(' ')} `;
};

export const seen = (transition: Transition): Seen => {
  const { signal } = transition;
  const names = [signal.name, ...signal.metrics.map((metric) => metric.name)];
  return { transition, signal, words: names.map(wordsOf).join('|') };
};

export const viewOf = (transition: Transition, configuration: Configuration): View => ({
  ...seen(transition),
  configuration,
});

const phraseWords = new Map<string, string>();

/** Each phrase of the rules is converted once: their number is fixed. */
const wordsOfPhrase = (phrase: string): string => {
  const known = phraseWords.get(phrase) ?? wordsOf(phrase);
  phraseWords.set(phrase, known);
  return known;
};

/** The first phrase that stands in the signal's or a metric's name, word for word. */
export const phraseIn = (view: Seen, phrases: readonly string[]): string | undefined =>
  phrases.find((phrase) => view.words.includes(wordsOfPhrase(phrase)));

/** The first of the signal's metrics that has one of these names. */
export const metricNamed = (view: Seen, names: readonly string[]): Metric | undefined => {
  const wanted = names.map((name) => name.toLowerCase());
  return view.signal.metrics.find((metric) => wanted.includes(metric.name.toLowerCase()));
};

/** The same, in namespaces that begin with one of these. */
export const metricIn = (
  view: Seen,
  namespaces: readonly string[],
  names?: readonly string[],
): Metric | undefined =>
  view.signal.metrics.find(
    (metric) =>
      namespaces.some((namespace) => metric.namespace.toLowerCase().startsWith(namespace.toLowerCase())) &&
      (names?.some((name) => name.toLowerCase() === metric.name.toLowerCase()) ?? true),
  );

export const isAlarm = ({ signal }: Seen): boolean =>
  signal.kind === 'alarm' || signal.kind === 'contributor';

/** One metric compared by itself, not a calculation over several. */
export const watchesOneMetric = ({ signal }: Seen): boolean =>
  signal.metrics.length === 1 && signal.expressions.every((expression) => /^\s*select\b/i.test(expression));

/** Text of a fact; empty where there is none. */
export const factText = ({ signal }: Seen, name: string): string => {
  const fact = signal.facts[name];
  return fact === undefined ? '' : String(fact);
};

/** Number of a fact, even if it is written as text. */
export const factNumber = ({ signal }: Seen, name: string): number | undefined => {
  const fact = signal.facts[name];
  const value = typeof fact === 'string' && fact.trim() !== '' ? Number(fact) : fact;
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
};

const databaseNamespaces = [
  'AWS/RDS',
  'AWS/DocDB',
  'AWS/Neptune',
  'AWS/ElastiCache',
  'AWS/MemoryDB',
  'AWS/DynamoDB',
  'AWS/Redshift',
];
const databaseDimensions = [
  'DBInstanceIdentifier',
  'DBClusterIdentifier',
  'CacheClusterId',
  'ReplicationGroupId',
];

/** Whether an alarm watches a database. */
export const isDatabase = (view: Seen): boolean =>
  metricIn(view, databaseNamespaces) !== undefined ||
  view.signal.metrics.some((metric) =>
    databaseDimensions.some((name) => metric.dimensions[name] !== undefined),
  );

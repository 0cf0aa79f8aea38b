import type { Configuration } from '../../kernel/configuration.ts';
import { type Measured, measuredOf } from '../../signal/metrics/measured.ts';
import type { Meaning } from '../../signal/metrics/metric-row.ts';
import type { Metric, Signal, Transition } from '../../signal/signal.ts';

/** A transition with what it measures and the words it is named by. */
export interface Seen {
  readonly transition: Transition;
  readonly signal: Signal;
  /** What an alarm compares; undefined for other signals, and for calculations, which are no more their inputs. */
  readonly measured: Measured | undefined;
  /** The words of its name and of the metric it compares, see `wordsOf`; never of its description. */
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
  const measured = measuredOf(signal);
  const names = [signal.name, ...(measured === undefined ? [] : [measured.metric.name])];
  return { transition, signal, measured, words: names.map(wordsOf).join('|') };
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

/** Meanings that say too little about trouble to outweigh a name: a site without requests may be down. */
const vague: ReadonlySet<Meaning> = new Set(['other', 'traffic']);

/** Whether the table says what the alarm's metric means. Then its name is not asked: evidence comes before words. */
const isUnderstood = ({ measured }: Seen): boolean =>
  measured?.meaning !== undefined && !vague.has(measured.meaning);

/**
 * The first phrase that stands in the signal's or its metric's name, word for word; none where the metric itself is
 * understood. docs/requirements.md, What users' cases settled ("Evidence before words").
 */
export const phraseIn = (view: Seen, phrases: readonly string[]): string | undefined =>
  isUnderstood(view) ? undefined : phrases.find((phrase) => view.words.includes(wordsOfPhrase(phrase)));

/**
 * The same for phrases that say what is measured: a metric that AWS documents is no response time or percentage because
 * a name calls it so, even if no rule asks for it.
 */
export const quantityNamed = (view: Seen, phrases: readonly string[]): string | undefined =>
  view.measured?.meaning === undefined ? phraseIn(view, phrases) : undefined;

/** Whether an alarm compares a metric of one of these meanings. */
export const measures = (view: Seen, ...meanings: readonly Meaning[]): boolean =>
  view.measured?.meaning !== undefined && meanings.includes(view.measured.meaning);

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

export const isAlarm = ({ signal }: Pick<Seen, 'signal'>): boolean =>
  signal.kind === 'alarm' || signal.kind === 'contributor';

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

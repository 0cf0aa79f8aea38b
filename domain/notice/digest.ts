import type { Incident } from '../incident/incident.ts';
import type { Notice } from '../incident/notice.ts';
import { momentText } from '../kernel/duration-text.ts';
import { type Severity, severities } from '../kernel/severity.ts';
import type { Line } from './notice-content.ts';

/** Pages to one audience beyond its budget, told in one message. docs/adr/0027. */
export interface Digest {
  /** `digest-<hash>.<audience>`: the same again when a crash repeats it. */
  readonly id: string;
  readonly audience: string;
  /** Epoch ms at which it was put together. */
  readonly atMs: number;
  /** At least one. */
  readonly pages: readonly DigestPage[];
}

/** A page that is told, and the record that it speaks of. */
export interface DigestPage {
  readonly notice: Notice;
  readonly incident: Incident;
}

/** A digest names so many pages; of the rest it says how many there are. A message has to fit into 256 KB. */
const MOST_NAMED = 100;

const byWorst = (a: DigestPage, b: DigestPage): number =>
  a.incident.severity.localeCompare(b.incident.severity) || a.notice.atMs - b.notice.atMs;

/** Those that it names, the worst first. */
export const namedIn = ({ pages }: Digest): readonly DigestPage[] =>
  pages.toSorted(byWorst).slice(0, MOST_NAMED);

/** How many it tells of without naming them. */
export const unnamedIn = ({ pages }: Digest): number => Math.max(0, pages.length - MOST_NAMED);

/** The severities of its incidents, the worst first. */
export const severitiesIn = ({ pages }: Digest): readonly Severity[] =>
  severities.filter((severity) => pages.some(({ incident }) => incident.severity === severity));

/** From the first to the last decision that it tells of, epoch ms. */
export const windowOf = ({ pages }: Digest): { readonly fromMs: number; readonly untilMs: number } => {
  const times = pages.map(({ notice }) => notice.atMs);
  return { fromMs: Math.min(...times), untilMs: Math.max(...times) };
};

/** `12 PAGES: 1 SEV1, 11 SEV3`. */
export const digestHeadline = (digest: Digest): string => {
  const { pages } = digest;
  const counts = severitiesIn(digest).map(
    (severity) => `${pages.filter(({ incident }) => incident.severity === severity).length} ${severity}`,
  );
  return `${pages.length} ${pages.length === 1 ? 'PAGE' : 'PAGES'}: ${counts.join(', ')}`;
};

/** What people read of it, before the list of pages. */
export const digestLines = (digest: Digest): readonly Line[] => {
  const { fromMs, untilMs } = windowOf(digest);
  return [
    ['Why together', 'more pages came than the budget of a minute has (pagesPerMinute)'],
    ['Decided', `${momentText(fromMs)} to ${momentText(untilMs)}`],
  ];
};

import { cleanLine } from '../kernel/clean-text.ts';
import { clockText, durationText } from '../kernel/duration-text.ts';
import { shownNumber } from '../kernel/unit.ts';
import type { Deviation } from './deviation.ts';
import type { Blame } from './share-blame.ts';

/** A part that may be where it began, with what is most off of it. */
export interface Origin extends Deviation {
  readonly part: string;
  /** The share of the target's trouble that began here, 0 to 1. */
  readonly score: number;
  /** How much of what is off here its own callees explain, 0 to 1, and which do, the best first. */
  readonly explained: number;
  readonly explainedBy: readonly string[];
  /** One line for people. */
  readonly line: string;
}

const percent = (share: number): string => `${shownNumber(Number((share * 100).toPrecision(3)))} %`;

const figure = (value: number): string => shownNumber(Number(value.toPrecision(3)));

const whatIsOff = ({ sign, normal, now }: Deviation, slotMs: number): string => {
  const within = `in ${durationText(slotMs)}`;
  switch (sign) {
    case 'slow':
      return `${figure(now)} ms a request instead of ${figure(normal)} ms`;
    case 'failing':
      return `${percent(now)} of its requests fail instead of ${percent(normal)}`;
    case 'fewer-calls':
      return `${figure(now)} requests ${within} instead of ${figure(normal)}`;
    case 'load':
      return `${figure(now)} requests ${within} instead of ${figure(normal)}: its callers send more`;
  }
};

/** A share of one part explained by others that counts as most of it. */
const MOST = 0.5;

const whoExplains = ({ explained, explainedBy }: Blame): string => {
  const [best] = explainedBy;
  if (best === undefined) return '';
  return `; ${explained > MOST ? 'most' : 'some'} of that comes from ${cleanLine(best)}`;
};

/** `orders-db: 240 ms a request instead of 12 ms since 03:05Z, 45 times its usual spread`. */
export const originOf = (blame: Blame, slotMs: number): Origin => {
  const { part, share, deviation, explained, explainedBy } = blame;
  const since = `since ${clockText(deviation.sinceMs)}`;
  const far = `${figure(deviation.distance)} times its usual spread`;
  const line = `${cleanLine(part)}: ${whatIsOff(deviation, slotMs)} ${since}, ${far}${whoExplains(blame)}`;
  return { ...deviation, part, score: share, explained, explainedBy, line };
};

import { cleanLine } from '../../domain/kernel/clean-text.ts';
import { inGsmWhereItCan, septets } from './plain-text.ts';

/** AWS, "SMS message limits": what fits one part, in septets of GSM-7 or in UTF-16 units of UCS-2. */
const GSM_LIMIT = 160;
const UCS2_LIMIT = 70;

/** A shorter rest of a title says nothing, in characters. */
const LEAST_TITLE = 12;

/** Characters beyond this are not looked at, whoever wrote the title. */
const LONGEST_TITLE = 1_000;

/** A text that has to fit: only `title` is cut. */
export interface SmsParts {
  readonly before: string;
  readonly title: string;
  readonly after: string;
  /** Ends the text in place of `after` where the title needs UCS-2, or `after` leaves hardly any room for it. */
  readonly shortAfter: string;
}

/**
 * One part of an SMS. Characters that have a plain twin in GSM-7 become that twin. A title in another script goes out
 * unchanged in UCS-2, with less text around it. A cut title ends in "..", and is cut between characters as people see
 * them, in the encoding that shows more of it.
 */
export const smsText = ({ before, title, after, shortAfter }: SmsParts): string => {
  const line = cleanLine(title.slice(0, LONGEST_TITLE));
  const characters = charactersOf(line);
  const least = Math.min(LEAST_TITLE, characters.asTheyAre.length);
  const { text, kept } = cutToFit(characters, before, after, shortAfter);
  return kept >= least ? text : cutToFit(characters, before, shortAfter, shortAfter).text;
};

/** A title's characters. None is ever cut in two, such as an emoji, or a letter and its accents. */
interface Characters {
  readonly asTheyAre: readonly string[];
  /** The first of them in GSM-7, as far as all have a twin there. */
  readonly plain: readonly string[];
}

const isGsm = (text: string): boolean => septets(text) !== undefined;

const charactersOf = (title: string): Characters => {
  const whole = inGsmWhereItCan(title);
  if (isGsm(whole)) {
    const plain = Array.from(whole);
    return { asTheyAre: plain, plain };
  }
  // Made only here: making one costs a cold start 7 ms.
  const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
  const asTheyAre = Array.from(segmenter.segment(title.normalize('NFC')), ({ segment }) => segment);
  const twins = asTheyAre.map(inGsmWhereItCan);
  return {
    asTheyAre,
    plain: twins.slice(
      0,
      twins.findIndex((twin) => !isGsm(twin)),
    ),
  };
};

/** The text with as many characters as fit one part, and their number; -1 where nothing fits. */
const cutToFit = ({ asTheyAre, plain }: Characters, before: string, inGsm: string, inUcs2: string) => {
  const textWith = (kept: number): string => {
    const [characters, after] = kept <= plain.length ? [plain, inGsm] : [asTheyAre, inUcs2];
    return `${before}${characters.slice(0, kept).join('')}${kept < asTheyAre.length ? '..' : ''}${after}`;
  };
  let kept = asTheyAre.length;
  while (kept >= 0 && !fitsOnePart(textWith(kept))) kept--;
  return { text: textWith(Math.max(kept, 0)), kept };
};

const fitsOnePart = (text: string): boolean => {
  const count = septets(text);
  return count === undefined ? text.length <= UCS2_LIMIT : count <= GSM_LIMIT;
};

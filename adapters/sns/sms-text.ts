import { count, GSM_7BIT_EXT_REGEXP } from 'sms-length';
import { toPlainText } from './plain-text.ts';

/** What stands around a title, in GSM 03.38. It is never cut. */
export interface Around {
  readonly before: string;
  readonly after: string;
}

/** What an SMS says. Only the title may be in any script, and only it is cut. */
export interface SmsParts {
  readonly title: string;
  /** For a text in GSM 03.38. */
  readonly full: Around;
  /** For one in UCS-2, which has less than half the room. */
  readonly short: Around;
  /** Where the other leaves hardly any room to the title. */
  readonly shortest: Around;
}

/** A title of which less than this is left says nothing, in characters. */
const LEAST_TITLE = 12;

/** More of a title is not looked at: one part holds 160 characters at most. */
const LONGEST_TITLE = 1_000;

/**
 * The text of an SMS of one part: 160 septets of GSM 03.38, or 70 UTF-16 units of UCS-2 where the title has characters
 * that are not in that alphabet and have no plain twin in it. AWS, "SMS character limits": the encoding follows the text.
 */
export const smsTextOf = ({ title, full, short, shortest }: SmsParts): string => {
  const characters = takeApart(
    title
      .slice(0, LONGEST_TITLE)
      .toWellFormed()
      .replace(/\p{Cc}/gu, ' '),
  );
  const least = Math.min(LEAST_TITLE, characters.asTheyAre.length);
  const { text, kept } = cutToFit(characters, full, short);
  return kept >= least ? text : cutToFit(characters, shortest, shortest).text;
};

/** A title's characters, none of which is cut in two: no emoji, and no letter from its accents. */
interface Characters {
  readonly asTheyAre: readonly string[];
  /** In GSM 03.38, as many of the first ones as have a twin there. */
  readonly plain: readonly string[];
}

const isGsm = (text: string): boolean => GSM_7BIT_EXT_REGEXP.test(text);

const takeApart = (title: string): Characters => {
  const whole = toPlainText(title, isGsm);
  if (isGsm(whole)) {
    const plain = [...whole];
    return { asTheyAre: plain, plain };
  }
  const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  const asTheyAre = Array.from(segmenter.segment(title.normalize('NFC')), ({ segment }) => segment);
  const twins = asTheyAre.map((character) => toPlainText(character, isGsm));
  const firstOdd = twins.findIndex((twin) => !isGsm(twin));
  return { asTheyAre, plain: twins.slice(0, firstOdd) };
};

/** As many characters as fit one part, with ".." in place of the others; and how many those are, -1 where nothing fits. */
const cutToFit = ({ asTheyAre, plain }: Characters, inGsm: Around, inUcs2: Around) => {
  const textWith = (kept: number): string => {
    const [characters, { before, after }] = kept <= plain.length ? [plain, inGsm] : [asTheyAre, inUcs2];
    return `${before}${characters.slice(0, kept).join('')}${kept < asTheyAre.length ? '..' : ''}${after}`;
  };
  let kept = asTheyAre.length;
  while (kept >= 0 && count(textWith(kept)).messages > 1) kept--;
  return { text: textWith(Math.max(kept, 0)), kept };
};

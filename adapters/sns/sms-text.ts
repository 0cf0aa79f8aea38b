import { inGsmWhereItCan, septets } from './plain-text.ts';

/** AWS, "SMS message limits": what fits one part, in septets of GSM-7 or in UTF-16 units of UCS-2. */
const GSM_LIMIT = 160;
const UCS2_LIMIT = 70;

/** A text that has to fit: what is cut is `title`, never the rest. */
export interface SmsParts {
  readonly before: string;
  readonly title: string;
  readonly after: string;
  /** Ends the text in place of `after` where the title needs UCS-2, which has room for 70 characters only. */
  readonly shortAfter: string;
}

/**
 * One part of an SMS. What has a plain twin in GSM-7 is written so; a title in another script goes out in UCS-2, as it
 * is, with less around it. A title that is cut ends in "..", between characters as people see them.
 */
export const smsText = ({ before, title, after, shortAfter }: SmsParts): string => {
  const plain = inGsmWhereItCan(title);
  const isGsm = septets(before + plain + after) !== undefined;
  return isGsm
    ? cutTitle(before, plain, after, (text) => (septets(text) ?? Number.POSITIVE_INFINITY) <= GSM_LIMIT)
    : cutTitle(before, plain, shortAfter, (text) => text.length <= UCS2_LIMIT);
};

/** Made when a title has to be cut: making one costs a cold start 7 ms. */
const graphemesOf = (text: string): string[] =>
  Array.from(new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text), ({ segment }) => segment);

const cutTitle = (before: string, title: string, after: string, fits: (text: string) => boolean): string => {
  const whole = before + title + after;
  if (fits(whole)) return whole;
  const characters = graphemesOf(title);
  for (let length = Math.min(characters.length - 1, GSM_LIMIT); length >= 0; length--) {
    const text = `${before}${characters.slice(0, length).join('')}..${after}`;
    if (fits(text)) return text;
  }
  // Only ids of a length that we do not make come here: the id is what the reader needs.
  return after.trim().slice(-UCS2_LIMIT).toWellFormed();
};

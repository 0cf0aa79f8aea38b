import * as z from 'zod/mini';
import { cleanLine, cleanText } from '../../../domain/kernel/clean-text.ts';
import { describe } from './values.ts';

/** Longest note; longer stories belong behind a link. */
const MAX_NOTE = 4_000;
export const MAX_NAME = 256;

/**
 * Format characters (Unicode, category Cf), by which a text of nothing else says nothing. Written out, since not every
 * reader of the API's description knows `\\p{Cf}`; those beyond U+FFFF stand for themselves for the same reason.
 */
const formats =
  '\\u00ad\\u0600-\\u0605\\u061c\\u06dd\\u070f\\u0890\\u0891\\u08e2\\u180e\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2064\\u2066-\\u206f\\ufeff\\ufff9-\\ufffb' +
  '\u{110bd}\u{110cd}\u{13430}-\u{1343f}\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0001}\u{e0020}-\u{e007f}';

/** Neither white space nor a control or format character. */
const aVisible = `[^\\s\\u0000-\\u001f\\u007f-\\u009f${formats}]`;
const severalLines = z.overwrite((text: string) => cleanText(text).trim());
/** Titles and names stand in subjects and SMS texts. */
const oneLine = z.overwrite((text: string) => cleanLine(text).replace(/\s+/gu, ' '));

/** A text without a visible character counts as empty. The description asks for one. */
const visible = <S extends z.ZodMiniType>(schema: S): S => {
  z.globalRegistry.add(schema, { pattern: aVisible });
  return schema;
};

/** A title or name: one line of at most so many characters. */
export const line = (longest: number) =>
  visible(z.string().check(oneLine, z.minLength(1), z.maxLength(longest)));

/** A text of any lines, of at most so many characters. */
export const prose = (longest: number) =>
  visible(z.string().check(severalLines, z.minLength(1), z.maxLength(longest)));

/** A note that must be there. */
export const wholeNote = () => prose(MAX_NOTE);

/** A note beside something else. */
export const note = describe(
  z.exactOptional(prose(MAX_NOTE)),
  'Stands in the timeline beside what was done.',
);

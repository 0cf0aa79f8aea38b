import * as z from 'zod/mini';
import { describe } from './values.ts';

/** Longest note; longer stories belong behind a link. */
const MAX_NOTE = 4_000;
export const MAX_NAME = 256;

/** Neither white space nor a control character. */
const aVisible = '[^\\s\\u0000-\\u001f\\u007f-\\u009f\\ufeff]';
const hasVisible = new RegExp(aVisible, 'u');
const wellFormed = z.overwrite((text: string) => (hasVisible.test(text) ? text.toWellFormed().trim() : ''));
/** Titles and names stand in subjects and SMS texts: one line. */
const oneLine = z.overwrite((text: string) =>
  text
    .toWellFormed()
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim(),
);

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
  visible(z.string().check(wellFormed, z.minLength(1), z.maxLength(longest)));

/** A note that must be there. */
export const wholeNote = () => prose(MAX_NOTE);

/** A note beside something else. */
export const note = describe(
  z.exactOptional(prose(MAX_NOTE)),
  'Stands in the timeline beside what was done.',
);

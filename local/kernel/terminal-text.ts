/** What moves a cursor, rings, hides text or turns its direction: control, format, separator characters, halves of one. */
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

const codeOf = (character: string): string => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;

/**
 * A text of any origin, harmless on a terminal: lines stay lines, a tab is a space, every other control or formatting
 * character is shown by its number. Alarms and answers may hold escape sequences that someone planted.
 */
export const visible = (text: string): string =>
  text.replace(unprintable, (character) =>
    character === '\n' ? '\n' : character === '\t' ? ' ' : codeOf(character),
  );

/** The same as one line: what was said after a line's end cannot pass for a line of the host. */
export const visibleLine = (text: string): string => visible(text.trimEnd().replace(/\r?\n/g, ' ↵ '));

/** Prints a text of any number of lines. Nothing else in `local/` writes to the terminal. */
export const say = (text: string): void => console.log(visible(text));

/** Prints what went wrong. */
export const complain = (text: string): void => console.error(visible(text));

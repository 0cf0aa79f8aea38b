/** Unicode, "General category": control characters, and the separators of lines and paragraphs. */
const breaks = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;

/** All but line feeds, and what ends a line in other ways: UAX 14, classes BK, CR and NL. */
const lineEnds = /\r\n?|[\v\f\u0085\u2028\u2029]/gu;
const breaksWithinLines = /(?!\n)\p{Cc}/gu;

/**
 * Characters that only change how others look: marks of direction, joiners, invisible spaces, language tags. The joiner
 * within an emoji is a part of it (UTS 51, "ZWJ sequences") and stays.
 */
const formats =
  /(?!\u200d)\p{Cf}|(?<!\p{Extended_Pictographic}\p{Emoji_Modifier}?\ufe0f?)\u200d|\u200d(?!\p{Extended_Pictographic})/gu;

const isPlain = (text: string): boolean => /^[ -~]*$/.test(text);

const withoutFormats = (text: string): string => text.toWellFormed().replace(formats, '');

/**
 * Text from outside in one line that looks like what it says: line breaks and control characters become a space,
 * characters that only format others are gone, half characters are U+FFFD.
 */
export const cleanLine = (text: string): string =>
  isPlain(text) ? text.trim() : withoutFormats(text.replace(breaks, ' ')).trim();

/** The same for text of several lines: its lines stay, each ended by a line feed. */
export const cleanText = (text: string): string =>
  isPlain(text) ? text : withoutFormats(text.replace(lineEnds, '\n').replace(breaksWithinLines, ' '));

/** The lines after the first stand behind blanks, so that none of them can pass for a line of the message around it. */
export const indented = (text: string): string => text.replaceAll('\n', '\n    ');

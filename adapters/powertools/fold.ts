/** A text as patterns read it, and where each of its characters stands in the text as it came. */
export interface Folded {
  readonly text: string;
  /** The place in the original of the folded character at this place, or of the end. */
  readonly placeOf: (at: number) => number;
}

const DIGIT = /\p{Nd}/u;

/**
 * The plain form of one character: dashes are `-`, spaces are one space, digits of every script are those of ASCII, wide
 * letters are narrow, and what cannot be seen is nothing.
 */
const plain = (character: string): string => {
  if (/\p{Cf}/u.test(character)) return '';
  if (/\p{Zs}/u.test(character)) return ' ';
  if (/\p{Dash}/u.test(character)) return '-';
  const compatible = character.normalize('NFKC');
  return DIGIT.test(compatible) ? asciiDigit(compatible) : compatible;
};

/** Unicode, "Decimal digits" (chapter 4.6): the ten of a script follow one another, from zero to nine. */
const asciiDigit = (digit: string): string => {
  const point = digit.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && DIGIT.test(String.fromCodePoint(point - value - 1))) value += 1;
  return String(value);
};

const isAscii = (text: string): boolean => !/[^\0-\x7f]/u.test(text);

/** Folds a text, so that one pattern finds a number or a word in whatever characters it is written. */
export const fold = (text: string): Folded => {
  if (isAscii(text)) return { text, placeOf: (at) => at };
  const pieces: string[] = [];
  const places: number[] = [];
  let place = 0;
  for (const character of text) {
    const piece = isAscii(character) ? character : plain(character);
    for (let unit = 0; unit < piece.length; unit += 1) places.push(place);
    pieces.push(piece);
    place += character.length;
  }
  places.push(text.length);
  return { text: pieces.join(''), placeOf: (at) => places[at] ?? text.length };
};

import { deburr } from 'es-toolkit/string';

/** Signs with a plain twin that is neither in Unicode's decompositions nor in its properties. */
const twins: Readonly<Record<string, string>> = {
  '`': "'",
  '´': "'",
  ʻ: "'",
  ʼ: "'",
  '′': "'",
  '″': '"',
  '⁄': '/',
  '·': '*',
  '•': '*',
  '×': 'x',
  '÷': '/',
  '\u00b5': 'u',
  '≠': '!=',
  '≤': '<=',
  '≥': '>=',
  '←': '<-',
  '→': '->',
};

/**
 * The text with plain twins of the dashes, quotes, other signs and accented letters that may not stay. What has no twin
 * (other scripts, emoji) is left as it is. Line breaks, control characters and odd spaces always become spaces.
 */
export const toPlainText = (text: string, mayStay: (character: string) => boolean): string => {
  const plain = (character: string): string => {
    if (/[\p{Cc}\p{Z}]/u.test(character)) return ' ';
    return mayStay(character) ? character : twinOf(character);
  };
  const twinOf = (character: string): string => {
    const twin = twins[character] ?? twinByProperty(character);
    if (twin !== undefined) return twin;
    const decomposed = character.normalize('NFKD');
    return decomposed === character ? deburr(character) : [...decomposed].map(plain).join('');
  };
  return [...text.normalize('NFC')].map(plain).join('');
};

const twinByProperty = (character: string): string | undefined => {
  // Accents that stand alone, and what nobody sees: joiners, soft hyphens, marks of direction.
  if (/[\p{M}\p{Cf}]/u.test(character)) return '';
  if (/\p{Dash}/u.test(character)) return '-';
  if (/[‘’‚‛‹›＇]/u.test(character)) return "'";
  return /\p{Quotation_Mark}/u.test(character) ? '"' : undefined;
};

import smartEncoding from 'sms-segments-calculator/dist/libs/SmartEncodingMap.js';
import unicodeToGsm from 'sms-segments-calculator/dist/libs/UnicodeToGSM.js';
import { own } from '../../domain/kernel/own.ts';

/** GSM 03.38, "Default alphabet" and its extension: the septets of each character. */
const gsm = unicodeToGsm.default;

/** Quotes, dashes, spaces and the like, each with its twin in GSM-7. */
const twins = smartEncoding.default;

/** Signs in the names of alarms that `twins` lacks. */
const signs: Readonly<Record<string, string>> = {
  ...{ '≠': '!=', '≤': '<=', '≥': '>=', '←': '<-', '→': '->', '×': 'x', '\u00b5': 'u', '′': "'", '″': '"' },
};

/** Latin letters that Unicode does not take apart into a letter and an accent. */
const letters: Readonly<Record<string, string>> = {
  ...{ ł: 'l', Ł: 'L', đ: 'd', Đ: 'D', ħ: 'h', Ħ: 'H', ı: 'i', ŧ: 't', Ŧ: 'T', ð: 'd', Ð: 'D' },
  ...{ œ: 'oe', Œ: 'OE', þ: 'th', Þ: 'Th', ø: 'o', Ø: 'O', æ: 'ae', Æ: 'AE', ß: 'ss', ẞ: 'SS' },
};

/** Septets of a character; undefined where it is not in the alphabet. */
const septetsOf = (character: string): number | undefined => gsm[character.codePointAt(0) ?? 0]?.length;

/** Septets of a text, or undefined where it cannot be sent in GSM-7. */
export const septets = (text: string): number | undefined => {
  let count = 0;
  for (const character of text) {
    const more = septetsOf(character);
    if (more === undefined) return undefined;
    count += more;
  }
  return count;
};

/** What stands for a character in plain letters: `–` is `-`, `č` is `c`, `ł` is `l`. Other scripts stay. */
const plainOf = (character: string): string => {
  // Accents that stand alone, and invisible characters: joiners, soft hyphens, marks of direction.
  if (/[\p{M}\p{Cf}]/u.test(character)) return '';
  if (/\p{Z}/u.test(character)) return ' ';
  const twin = own(signs, character) ?? own(twins, character) ?? own(letters, character);
  if (twin !== undefined) return twin;
  return /\p{Dash}/u.test(character) ? '-' : takenApart(character);
};

/** The stroke of `≮` is no accent: without it the sign says the opposite. */
const NEGATION = '\u0338';

const takenApart = (character: string): string => {
  const parts = character.normalize('NFKD');
  return parts === character || parts.includes(NEGATION) ? character : Array.from(parts, plainOf).join('');
};

/** Characters outside the alphabet become their plain twin. Those without one stay. */
export const inGsmWhereItCan = (text: string): string =>
  Array.from(text.normalize('NFC'), (character) =>
    septetsOf(character) === undefined ? plainOf(character) : character,
  ).join('');

/** In ASCII: accents dropped, quotes and dashes plain, other scripts `?`. */
export const inAscii = (text: string): string =>
  Array.from(text.normalize('NFC'), plainOf)
    .join('')
    .replace(/[^ -~]+/gu, '?');

/** SNS (Publish, "Subject"): ASCII, at most 100 characters, no line breaks, begins with a letter, number or sign. */
const MAX_SUBJECT = 100;

const asciiFor: Readonly<Record<string, string>> = {
  '\u2013': '-',
  '\u2014': '-',
  '\u2026': '...',
  '\u2018': "'",
  '\u2019': "'",
  '\u201c': '"',
  '\u201d': '"',
  '\u00df': 'ss',
};

/** A subject that SNS takes: accents dropped, control characters to spaces, other scripts to `?`. */
export const subjectOf = (text: string): string => {
  const spaced = text.replace(/[\p{Cc}\p{Zs}\p{Zl}\p{Zp}]+/gu, ' ');
  const plain = spaced.replace(/[^ -~]/gu, (character) => asciiFor[character] ?? character);
  const unaccented = plain.normalize('NFKD').replace(/\p{M}+/gu, '');
  const ascii = unaccented.replace(/[^ -~]+/gu, '?').trim();
  if (ascii === '') return 'Incident';
  return ascii.length <= MAX_SUBJECT ? ascii : `${ascii.slice(0, MAX_SUBJECT - 3).trimEnd()}...`;
};

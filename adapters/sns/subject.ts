import { toPlainText } from './plain-text.ts';

/** SNS (Publish, "Subject"): ASCII, at most 100 characters, no line breaks, begins with a letter, number or sign. */
const MAX_SUBJECT = 100;

/** A subject that SNS takes: accents dropped, control characters to spaces, other scripts to `?`. */
export const subjectOf = (text: string): string => {
  const plain = toPlainText(text, (character) => /[ -~]/.test(character));
  const ascii = plain
    .replace(/[^ -~]+/gu, '?')
    .replace(/ +/g, ' ')
    .trim();
  if (ascii === '') return 'Incident';
  return ascii.length <= MAX_SUBJECT ? ascii : `${ascii.slice(0, MAX_SUBJECT - 3).trimEnd()}...`;
};

import { inAscii } from './plain-text.ts';

/** SNS (Publish, "Subject"): ASCII, fewer than 100 characters, no line breaks, begins with a letter, number or sign. */
const MAX_SUBJECT = 99;

/** A subject that SNS takes: in ASCII and in one line. */
export const subjectOf = (text: string): string => {
  const ascii = inAscii(text.replace(/[\p{Cc}\p{Zs}\p{Zl}\p{Zp}]+/gu, ' ')).trim();
  if (ascii === '') return 'Incident';
  return ascii.length <= MAX_SUBJECT ? ascii : `${ascii.slice(0, MAX_SUBJECT - 3).trimEnd()}...`;
};

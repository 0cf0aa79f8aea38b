import { cleanLine } from '../../domain/kernel/clean-text.ts';

/** Why a match text is not a glob that can match what was meant; undefined where nothing is wrong. */
export const globProblem = (glob: string): string | undefined => {
  if (glob.trim() === '') return 'is empty and matches nothing: write a text, with * for any characters';
  if (glob.length > 256) return 'is longer than 256 characters, which no name is: shorten it';
  if (cleanLine(glob) !== glob.trim())
    return 'holds a character that cannot be seen, which no name does: remove it';
  if (/^\^|\$$|\(\?|\.\*|\[[^\]]*\][*+]|\\[dws.]/.test(glob)) {
    return 'looks like a regular expression: only * is special here, and stands for any characters';
  }
  if (glob.includes('**')) return 'holds **: one * already stands for any characters';
  if (glob.split('*').length > 9) return 'holds more than 8 *: split it into several matches';
  return undefined;
};

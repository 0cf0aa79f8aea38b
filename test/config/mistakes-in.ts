import { parseConfiguration } from '../../config/parse.ts';

/** The fewest contacts that a file must have. */
export const contacts = `audiences:
  primary: [{ email: anna@shop.test }]
  fallback: [{ email: bert@shop.test }]
`;

/** The mistakes of a file that has contacts, and these lines after them. */
export const mistakesIn = (text: string, before = contacts): readonly string[] => {
  const parsed = parseConfiguration(`${before}${text}`);
  return parsed.ok
    ? []
    : parsed.mistakes.map(({ line, column, path, message }) => `${line}:${column} ${path}: ${message}`);
};

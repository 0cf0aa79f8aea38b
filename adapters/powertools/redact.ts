import { fold } from './fold.ts';
import { namesSecret, secrets } from './secrets.ts';

const MAX_DEPTH = 8;
const REDACTED = '[redacted]';

/** A part of a text that must not be read: its places in the folded text, and its row in the table of secrets. */
interface Found {
  readonly from: number;
  readonly to: number;
  readonly row: number;
}

/** Hides what has been found from the rows after it: no pattern begins with this character. */
const HIDDEN = '\0';

const findSecrets = (folded: string): readonly Found[] => {
  let text = folded;
  const all: Found[] = [];
  for (const [row, { pattern }] of secrets.entries()) {
    const found = Array.from(text.matchAll(pattern), ({ 0: whole, index, groups }) => ({
      from: index + (groups?.['keep']?.length ?? 0),
      to: index + whole.length,
      row,
    }));
    if (found.length === 0) continue;
    all.push(...found);
    text = withParts(text, found, ({ from, to }) => HIDDEN.repeat(to - from));
  }
  return joined(all);
};

/** In the order of the text. Those that overlap are one, of the first of their rows. */
const joined = (all: readonly Found[]): readonly Found[] => {
  const parts: Found[] = [];
  for (const part of all.toSorted((a, b) => a.from - b.from)) {
    const last = parts.at(-1);
    if (last === undefined || part.from >= last.to) parts.push(part);
    else
      parts[parts.length - 1] = {
        from: last.from,
        to: Math.max(last.to, part.to),
        row: Math.min(last.row, part.row),
      };
  }
  return parts;
};

const withParts = (
  text: string,
  parts: readonly Found[],
  partOf: (part: Found) => string,
  placeOf = (at: number): number => at,
): string => {
  const pieces: string[] = [];
  let done = 0;
  for (const part of parts) {
    pieces.push(text.slice(done, placeOf(part.from)), partOf(part));
    done = placeOf(part.to);
  }
  return `${pieces.join('')}${text.slice(done)}`;
};

/**
 * A text without phone numbers, mail addresses, keys, tokens, passwords and addresses that open something
 * (adapters/powertools/secrets.ts). Takes a time that grows with the length of the text and no faster.
 */
export const redactText = (text: string): string => {
  const { text: folded, placeOf } = fold(text);
  const found = findSecrets(folded);
  return found.length === 0
    ? text
    : withParts(text, found, ({ row }) => secrets[row]?.mark ?? REDACTED, placeOf);
};

/** A copy of log fields without secrets, in keys and values, errors and their causes included. */
export const redact = (value: unknown, depth = 0): unknown => {
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= MAX_DEPTH) return '[too deep]';
  if (value instanceof Error) return redactError(value, depth);
  if (value instanceof Date) return value;
  if (ArrayBuffer.isView(value)) return '[bytes]';
  if (value instanceof Map)
    return [...value].map(([name, member]) => [redact(name, depth + 1), redactField(name, member, depth)]);
  if (value instanceof Set) return redact([...value], depth + 1);
  if (Array.isArray(value)) return value.map((member) => redact(member, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [redactText(name), redactField(name, member, depth)]),
  );
};

const redactField = (name: unknown, member: unknown, depth: number): unknown => {
  const isHidden = typeof name === 'string' && namesSecret(name) && member !== undefined && member !== null;
  return isHidden ? REDACTED : redact(member, depth + 1);
};

const redactError = (error: Error, depth: number): unknown => ({
  name: error.name,
  message: redactText(error.message),
  ...(error.stack === undefined ? {} : { stack: redactText(error.stack) }),
  ...(error.cause === undefined ? {} : { cause: redact(error.cause, depth + 1) }),
});

/** What must never be read in a log (I10), and what stands there instead. */
const secrets: readonly (readonly [RegExp, string])[] = [
  [/\b(bearer|basic)\s+[\w.~+/=-]+/giu, '$1 [token]'],
  [/\b(tocsin_)[\w-]{8,}/gu, '[token]'],
  [/[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu, '[address]'],
  // International form, with or without separators. Digits without a plus are left: account ids, times.
  [/\+[1-9](?:[\s().-]{0,2}\d){6,14}/gu, '[phone]'],
  [/\btel:(?:[\s().-]{0,2}\d){5,14}/giu, '[phone]'],
];

/** Names whose whole value is a secret, whatever it looks like. */
const secretNames = /^(authorization|password|secret|token|phone(number)?|e-?mail|endpoint)$/iu;

const MAX_DEPTH = 8;

/** A text without phone numbers, mail addresses and tokens. */
export const redactText = (text: string): string =>
  secrets.reduce((clean, [pattern, mark]) => clean.replace(pattern, mark), text);

/** A copy of log fields without secrets, in keys and values, errors and their causes included. */
export const redact = (value: unknown, depth = 0): unknown => {
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= MAX_DEPTH) return '[too deep]';
  if (value instanceof Error) return redactError(value, depth);
  if (value instanceof Date) return value;
  if (value instanceof Map || value instanceof Set) return redact([...value], depth + 1);
  if (Array.isArray(value)) return value.map((member) => redact(member, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      redactText(name),
      typeof member === 'string' && secretNames.test(name) ? '[redacted]' : redact(member, depth + 1),
    ]),
  );
};

const redactError = (error: Error, depth: number): unknown => ({
  name: error.name,
  message: redactText(error.message),
  ...(error.stack === undefined ? {} : { stack: redactText(error.stack) }),
  ...(error.cause === undefined ? {} : { cause: redact(error.cause, depth + 1) }),
});

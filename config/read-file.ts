import { readFileSync } from 'node:fs';
import { decodeFile } from './mistakes/decode.ts';
import type { Mistake } from './mistakes/mistake.ts';
import { type Parsed, parseConfiguration } from './parse.ts';

/** A mistake as it is printed. */
export const mistakeLine = (file: string, { line, column, path, message }: Mistake): string =>
  `${file}:${line}:${column} ${path}: ${message}`;

/** The file that a team edits, unless TOCSIN_CONFIG names another. */
export const configurationFile = (env: Readonly<Record<string, string | undefined>>): string =>
  env['TOCSIN_CONFIG'] ?? 'tocsin.yml';

/** What the file says, or a line for every mistake: that it cannot be read and that it is not in UTF-8 are such, too. */
export const readConfiguration = (
  file: string,
): Extract<Parsed, { ok: true }> | { readonly ok: false; readonly lines: readonly string[] } => {
  const bytes = bytesOf(file);
  if (typeof bytes === 'string') return { ok: false, lines: [bytes] };
  const decoded = decodeFile(bytes);
  if ('mistake' in decoded) return { ok: false, lines: [mistakeLine(file, decoded.mistake)] };
  const parsed = parseConfiguration(decoded.text);
  return parsed.ok
    ? parsed
    : { ok: false, lines: parsed.mistakes.map((mistake) => mistakeLine(file, mistake)) };
};

const bytesOf = (file: string): Uint8Array | string => {
  try {
    return readFileSync(file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    return `${file}: cannot be read (${code}): write it, or name another file in TOCSIN_CONFIG`;
  }
};

import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { openBoundedFile } from '../kernel/bounded-file.ts';
import { objectIn } from '../kernel/json.ts';

/** Where a function's output goes: the last of it to its file, warnings and errors in short to the terminal. */
export interface FunctionLog {
  follow(stream: Readable): void;
  /** What the host has to say about an invocation that failed. */
  failure(text: string): void;
  /** Resolves when everything so far is in the file. Nothing is to follow. */
  close(): Promise<void>;
}

/** Some 20,000 lines, and as many in the file before it: a storm of 10,000 alarms, or a week with few. */
const mostBytes = 10 * 2 ** 20;

const loud = new Set(['WARN', 'ERROR', 'CRITICAL']);

const shorten = (text: string): string => (text.length > 200 ? `${text.slice(0, 199)}…` : text);

/** A line of structured logging in short, where it is a warning or an error. */
const terminalLine = (functionName: string, line: string): string | undefined => {
  const entry = objectIn(line);
  const level = entry?.['level'];
  if (typeof level !== 'string' || !loud.has(level)) return undefined;
  const error = objectIn(JSON.stringify(entry?.['error'] ?? null))?.['message'];
  const message = typeof entry?.['message'] === 'string' ? entry['message'] : '';
  return shorten(`${level} ${functionName}: ${message}${typeof error === 'string' ? ` (${error})` : ''}`);
};

export const makeFunctionLog = (
  functionName: string,
  path: string,
  print: (line: string) => void,
): FunctionLog => {
  const file = openBoundedFile(path, mostBytes, (error) =>
    print(`WARN cannot write ${path}: ${String(error)}`),
  );
  return {
    follow: (stream) => {
      createInterface({ input: stream }).on('line', (line) => {
        file.write(line);
        const short = terminalLine(functionName, line);
        if (short !== undefined) print(short);
      });
    },
    failure: (text) => {
      file.write(text);
      print(shorten(`ERROR ${functionName}: ${text.split('\n')[0] ?? text}`));
    },
    close: () => file.close(),
  };
};

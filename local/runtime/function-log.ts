import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { objectIn } from '../kernel/json.ts';

/** Where a function's output goes: all of it to its file, warnings and errors in short to the terminal. */
export interface FunctionLog {
  follow(stream: Readable): void;
  /** What the host has to say about an invocation that failed. */
  failure(text: string): void;
  /** Resolves when everything so far is in the file. Nothing is to follow. */
  close(): Promise<void>;
}

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
  mkdirSync(dirname(path), { recursive: true });
  const file = createWriteStream(path, { flags: 'a', mode: 0o600 });
  const closed = new Promise<void>((done) => file.once('close', done));
  file.on('error', (error) => print(`WARN cannot write ${path}: ${String(error)}`));
  const write = (line: string): void => {
    if (file.writable) file.write(`${line}\n`);
  };
  return {
    follow: (stream) => {
      createInterface({ input: stream }).on('line', (line) => {
        write(line);
        const short = terminalLine(functionName, line);
        if (short !== undefined) print(short);
      });
    },
    failure: (text) => {
      write(text);
      print(shorten(`ERROR ${functionName}: ${text.split('\n')[0] ?? text}`));
    },
    close: () => {
      file.end();
      return closed;
    },
  };
};

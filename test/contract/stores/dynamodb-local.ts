import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { run } from '../../emulator/command.ts';

const pom = join(import.meta.dirname, 'pom.xml');
const launcher = join(import.meta.dirname, 'LoopbackDynamoDb.java');
const libraries = resolve('.cache', 'dynamodb-local');

/** The first program that DynamoDB Local needs and this machine has not. */
export const missingProgram = (): string | undefined =>
  ['java', 'mvn'].find((program) => spawnSync(program, ['-version']).status !== 0);

/** Fetches DynamoDB Local with its native SQLite library into `.cache`, unless this version is there. */
export const install = async (signal: AbortSignal): Promise<void> => {
  const marker = join(libraries, 'pom.xml');
  if (existsSync(marker) && readFileSync(marker, 'utf8') === readFileSync(pom, 'utf8')) return;
  rmSync(libraries, { recursive: true, force: true });
  mkdirSync(libraries, { recursive: true });
  const goal = ['dependency:copy-dependencies', `-DoutputDirectory=${libraries}`];
  await run('mvn', ['--quiet', '--batch-mode', '--file', pom, ...goal], { signal });
  cpSync(pom, marker);
};

export interface RunningStore {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts it on a free loopback port; it ends when its input is closed, at the latest with this process. */
export const start = async (signal: AbortSignal): Promise<RunningStore> => {
  const options = [`-Djava.library.path=${libraries}`, '-cp', join(libraries, '*'), launcher];
  const child = spawn('java', options, { stdio: ['pipe', 'pipe', 'pipe'], signal });
  const said: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  const ended = once(child, 'close');
  for await (const line of createInterface({ input: child.stdout })) {
    const [, port] = /^port (\d+)$/.exec(line) ?? [];
    if (port === undefined) continue;
    const stop = async () => {
      child.stdin.end();
      await ended;
    };
    return { url: `http://127.0.0.1:${port}`, stop };
  }
  await ended;
  throw new Error(`DynamoDB Local did not start\n${said.join('').slice(-4000)}`);
};

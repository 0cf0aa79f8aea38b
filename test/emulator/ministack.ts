import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { close, listen, loopback } from '../../local/kernel/loopback.ts';
import { run } from './command.ts';

const requirements = join(import.meta.dirname, 'requirements.txt');
const venv = resolve('.venv');
const python = join(venv, 'bin', 'python');

/** What the clients of the emulator sign with: it knows these as the account's own. */
export const credentials = {
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_REGION: 'us-east-1',
};

/** Makes `.venv` with the pinned MiniStack, unless it is there. */
export const install = async (signal: AbortSignal): Promise<void> => {
  const marker = join(venv, 'tocsin-requirements.txt');
  const wanted = readFileSync(requirements, 'utf8');
  if (existsSync(marker) && readFileSync(marker, 'utf8') === wanted) return;
  await run('python3', ['-m', 'venv', '--clear', venv], { signal });
  await run(python, ['-m', 'pip', 'install', '--quiet', '--requirement', requirements], { signal });
  await run('cp', [requirements, marker], { signal });
};

/** A running emulator. */
export interface Emulator {
  readonly url: string;
  /** Ends it with all function processes. */
  stop(): Promise<void>;
}

export interface EmulatorFiles {
  readonly log: string;
  /** Every SNS publish, a JSON line each: see launch.py. */
  readonly published: string;
  /** Every call that was checked against somebody's permissions, a JSON line each: see launch.py. */
  readonly calls?: string;
  /** Where it unpacks functions. */
  readonly temporary: string;
}

/** Starts MiniStack on a free loopback port. IAM is enforced: a call that a function's role does not allow fails. */
export const start = async (files: EmulatorFiles, signal: AbortSignal): Promise<Emulator> => {
  const port = await freePort();
  const log = openSync(files.log, 'w');
  const child = spawn(python, [join(import.meta.dirname, 'launch.py')], {
    // A group of its own, so that stopping reaches the function processes too.
    detached: true,
    stdio: ['ignore', log, log],
    env: {
      // Functions run on the first "node" of the path: the deployed version.
      PATH: `${resolve('node_modules', '.bin')}:${process.env['PATH'] ?? ''}`,
      HOME: process.env['HOME'],
      ...credentials,
      AUTH: 'true',
      BIND_HOST: loopback,
      GATEWAY_PORT: String(port),
      // The host in the queue URLs that it hands out.
      AWS_ENDPOINT_URL: `http://localhost:${port}`,
      TMPDIR: files.temporary,
      TOCSIN_PUBLISHED: files.published,
      ...(files.calls === undefined ? {} : { TOCSIN_CALLS: files.calls }),
    },
  });
  closeSync(log);
  const emulator = { url: `http://${loopback}:${port}`, stop: () => stop(child) };
  try {
    await ready(emulator.url, child, signal);
  } catch (error) {
    await emulator.stop();
    throw new Error(`MiniStack did not start\n${readFileSync(files.log, 'utf8').slice(-4000)}`, {
      cause: error,
    });
  }
  return emulator;
};

const freePort = async (): Promise<number> => {
  const server = createServer();
  const port = await listen(server, 0);
  await close(server);
  return port;
};

const ready = async (url: string, child: ChildProcess, signal: AbortSignal): Promise<void> => {
  for (let attempt = 0; attempt < 120; attempt += 1) {
    if (child.exitCode !== null) throw new Error(`it ended with code ${child.exitCode}`);
    const answer = await fetch(`${url}/_ministack/health`, { signal }).catch(() => undefined);
    signal.throwIfAborted();
    if (answer?.ok) return;
    await delay(500, undefined, { signal });
  }
  throw new Error('it did not answer within 60 s');
};

const stop = async (child: ChildProcess): Promise<void> => {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  const group = -child.pid;
  process.kill(group, 'SIGTERM');
  const impatient = setTimeout(() => process.kill(group, 'SIGKILL'), 5_000);
  await exited;
  clearTimeout(impatient);
};

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { close, listen, loopback } from '../../../local/kernel/loopback.ts';
import { run } from '../../emulator/command.ts';

const requirements = join(import.meta.dirname, 'requirements.txt');
const folder = resolve('.cache', 'moto');
const venv = join(folder, 'venv');

/** Makes a virtual environment with the pinned moto in `.cache`, unless it is there. */
export const install = async (signal: AbortSignal): Promise<void> => {
  const marker = join(venv, 'tocsin-requirements.txt');
  if (existsSync(marker) && readFileSync(marker, 'utf8') === readFileSync(requirements, 'utf8')) return;
  mkdirSync(folder, { recursive: true });
  await run('python3', ['-m', 'venv', '--clear', venv], { signal });
  const pip = ['-m', 'pip', 'install', '--quiet', '--requirement', requirements];
  await run(join(venv, 'bin', 'python'), pip, { signal });
  await run('cp', [requirements, marker], { signal });
};

const freePort = async (): Promise<number> => {
  const server = createServer();
  const port = await listen(server, 0);
  await close(server);
  return port;
};

/** It needs some seconds for its imports. */
const patienceMs = 60_000;

const answers = async (url: string): Promise<boolean> => {
  try {
    return (await fetch(`${url}/moto-api/`)).ok;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
};

/** Starts moto's server on a free loopback port. */
export const start = async (signal: AbortSignal): Promise<{ url: string; stop(): Promise<void> }> => {
  const port = await freePort();
  const url = `http://${loopback}:${port}`;
  const log = openSync(join(folder, 'moto.log'), 'w');
  const child = spawn(join(venv, 'bin', 'moto_server'), ['-H', loopback, '-p', String(port)], {
    stdio: ['ignore', log, log],
    signal,
  });
  closeSync(log);
  const ended = once(child, 'close');
  const stop = async (): Promise<void> => {
    child.kill();
    await ended;
  };
  const untilMs = Date.now() + patienceMs;
  while (!(await answers(url))) {
    if (child.exitCode !== null || Date.now() > untilMs)
      throw new Error(`moto did not start: see ${join(folder, 'moto.log')}`);
    await delay(200);
  }
  return { url, stop };
};

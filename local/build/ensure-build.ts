import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { HostError } from '../kernel/host-error.ts';
import { packageDir, projectDir } from '../kernel/project.ts';
import { fingerprintOf, fingerprintPath, isFresh } from './build-fingerprint.ts';

interface Run {
  readonly code: number | null;
  readonly output: string;
}

/** Packaging takes some five seconds; it never ends where another one empties its folder. */
const patienceMs = 120_000;

/** The framework's heading of an error. After a mistake in the sources esbuild keeps its process from ending. */
const failed = /\nError:\n/;
const lastWordsMs = 2_000;

const runPackaging = (configPath: string): Promise<Run> =>
  new Promise((done, fail) => {
    const output: string[] = [];
    const env = {
      ...process.env,
      AWS_REGION: process.env['AWS_REGION'] ?? 'us-east-1',
      TOCSIN_CONFIG: configPath,
      TOCSIN_TIME_SCALE: '1',
    };
    const child = spawn('npm', ['run', '--silent', 'package'], {
      cwd: projectDir,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    /* The whole group: npm does not hand a signal on to what it runs. */
    const end = (): void => {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    };
    const timers = [
      setTimeout(() => {
        output.push(`no end after ${patienceMs / 1000} s; is something else packaging or deploying?`);
        end();
      }, patienceMs),
    ];
    const heard = (chunk: Buffer): void => {
      output.push(chunk.toString());
      if (timers.length === 1 && failed.test(output.join(''))) timers.push(setTimeout(end, lastWordsMs));
    };
    child.stdout.on('data', heard);
    child.stderr.on('data', heard);
    child.on('error', fail);
    child.on('close', (code) => {
      for (const timer of timers) clearTimeout(timer);
      done({ code, output: output.join('') });
    });
  });

/** What the framework says after its heading `Error:`; all that it said where there is none. */
export const reasonIn = (output: string): string => {
  const [, reason] = /\nError:\n([\s\S]*)$/.exec(output) ?? [];
  return (reason ?? output).trim();
};

/** Lets one process package at a time; the others wait. SQLite's lock goes when its process ends, however it ends. */
const alone = async (work: () => Promise<void>): Promise<void> => {
  const folder = join(projectDir, '.build');
  mkdirSync(folder, { recursive: true });
  const lock = new DatabaseSync(join(folder, 'packaging.lock'), { timeout: patienceMs });
  try {
    lock.exec('BEGIN EXCLUSIVE');
    await work();
  } finally {
    lock.close();
  }
};

/**
 * Packages the stack with this `tocsin.yml` where the build is missing or older than its sources. Throws HostError with what the packaging
 * said where it fails, such as a mistake in tocsin.yml.
 */
export const ensureBuild = async (
  print: (line: string) => void,
  config = process.env['TOCSIN_CONFIG'] ?? 'tocsin.yml',
): Promise<void> => {
  const configPath = resolve(projectDir, config);
  const fresh = (): boolean => isFresh(projectDir, packageDir, configPath);
  if (fresh()) return;
  await alone(async () => {
    if (fresh()) return;
    print('Packaging (the build is missing or older than its sources) …');
    const { code, output } = await runPackaging(configPath);
    if (code !== 0) throw new HostError(`the packaging failed: ${reasonIn(output)}`);
    writeFileSync(fingerprintPath(packageDir), fingerprintOf(projectDir, packageDir, configPath));
  });
};

import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fingerprintOf, fingerprintPath, isFresh } from './build-fingerprint.ts';
import { HostError } from './host-error.ts';
import { packageDir, projectDir } from './project.ts';

interface Run {
  readonly code: number | null;
  readonly output: string;
}

const runPackaging = (): Promise<Run> =>
  new Promise((done, fail) => {
    const output: string[] = [];
    const environment = {
      ...process.env,
      AWS_REGION: process.env['AWS_REGION'] ?? 'us-east-1',
      TOCSIN_TIME_SCALE: '1',
    };
    const child = spawn('npm', ['run', '--silent', 'package'], {
      cwd: projectDir,
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => output.push(chunk.toString()));
    child.on('error', fail);
    child.on('close', (code) => done({ code, output: output.join('') }));
  });

/** What the framework says after its heading `Error:`; all that it said where there is none. */
export const reasonIn = (output: string): string => {
  const [, reason] = /\nError:\n([\s\S]*)$/.exec(output) ?? [];
  return (reason ?? output).trim();
};

/**
 * Packages the stack where the build is missing or older than its sources. Throws HostError with what the packaging
 * said where it fails, such as a mistake in tocsin.yml.
 */
export const ensureBuild = async (print: (line: string) => void): Promise<void> => {
  const configPath = resolve(projectDir, process.env['TOCSIN_CONFIG'] ?? 'tocsin.yml');
  if (isFresh(projectDir, packageDir, configPath)) return;
  print('Packaging (the build is missing or older than its sources) …');
  const { code, output } = await runPackaging();
  if (code !== 0) throw new HostError(`the packaging failed: ${reasonIn(output)}`);
  writeFileSync(fingerprintPath(packageDir), fingerprintOf(projectDir, packageDir, configPath));
};

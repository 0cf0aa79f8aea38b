/**
 * `npm run test:schemathesis`: the API against its own description. Starts the laptop host on a state folder of its own,
 * lets schemathesis (PyPI) ask it whatever the description allows and forbids, and stops it. Answers of the server's own
 * fault (5xx), and answers that the description does not have, fail the run.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ensureBuild } from '../../../local/build/ensure-build.ts';
import { type Host, startHost } from '../../../local/host/host.ts';
import { readSettings } from '../../../local/host/settings.ts';
import { packageDir } from '../../../local/kernel/project.ts';
import { run } from '../../emulator/command.ts';

const requirements = join(import.meta.dirname, 'requirements.txt');
const settingsFile = join(import.meta.dirname, 'schemathesis.toml');
const venv = resolve('.cache', 'schemathesis');

/** The same run each time; another seed asks other things. */
const seed = process.env['SEED'] ?? '1';
const examples = process.env['EXAMPLES'] ?? '15';

const install = async (signal: AbortSignal): Promise<void> => {
  const marker = join(venv, 'tocsin-requirements.txt');
  const wanted = readFileSync(requirements, 'utf8');
  if (existsSync(marker) && readFileSync(marker, 'utf8') === wanted) return;
  await run('python3', ['-m', 'venv', '--clear', venv], { signal });
  const python = join(venv, 'bin', 'python');
  await run(python, ['-m', 'pip', 'install', '--quiet', '--requirement', requirements], { signal });
  cpSync(requirements, marker);
};

const startThrowaway = (stateDir: string): Promise<Host> => {
  const settings = readSettings({ PORT: '0', TOCSIN_STATE_DIR: stateDir });
  const print = (line: string) => {
    if (/^(WARN|ERROR)/.test(line)) console.error(line);
  };
  return startHost({ settings, packageDir, print, showNotice: () => undefined });
};

const ask = ({ endpoints }: Host, stateDir: string, signal: AbortSignal): Promise<string> => {
  const bounds = ['--seed', seed, '--max-examples', examples, '--no-shrink', '--request-timeout', '10'];
  const args = ['--config-file', settingsFile, 'run', `${endpoints.api}/openapi.json`, ...bounds];
  return run(join(venv, 'bin', 'schemathesis'), args, {
    // It keeps its examples where it runs.
    cwd: stateDir,
    env: { ...process.env, TOCSIN_TOKEN: endpoints.token, NO_COLOR: '1' },
    signal,
    loud: true,
  });
};

const test = async (signal: AbortSignal): Promise<void> => {
  await install(signal);
  await ensureBuild(console.log);
  const stateDir = mkdtempSync(join(tmpdir(), 'tocsin-schemathesis-'));
  try {
    const host = await startThrowaway(stateDir);
    try {
      await ask(host, stateDir, signal);
    } finally {
      await host.stop();
    }
  } finally {
    rmSync(stateDir, { recursive: true, force: true });
  }
};

const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => interrupted.abort(new Error(`stopped by ${signal}`)));
}
if (spawnSync('python3', ['--version']).status === 0) {
  await test(interrupted.signal).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
} else {
  console.warn('SCHEMATHESIS SKIPPED: this machine has no python3. Nothing is known about the API.');
}

import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const project = resolve(import.meta.dirname, '..', '..');
const here = join('test', 'upgrade');

/**
 * Runs a script of test/upgrade in the code of a commit: a copy of its files, with today's packages. Answers what the
 * script wrote. Throws Error where git does not have the commit (and says how to get it), or with what the script said.
 * @param bring files of today's test/upgrade that are put over those of the commit
 * @param input the script's standard input
 */
export const runInRelease = async (
  commit: string,
  script: string,
  bring: readonly string[],
  input = '',
): Promise<string> => {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-release-'));
  try {
    checkOut(commit, folder);
    for (const file of bring) cpSync(join(project, here, file), join(folder, here, file));
    return await runNode(folder, join(here, script), input);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Whether this copy of the project has the commit: an archive or a shallow clone has not. */
export const hasCommit = (commit: string): boolean => {
  try {
    execFileSync('git', ['cat-file', '-e', `${commit}^{commit}`], { cwd: project, stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

const checkOut = (commit: string, folder: string): void => {
  const archive = join(folder, 'release.tar');
  try {
    execFileSync('git', ['archive', '--output', archive, commit], { cwd: project, stdio: 'pipe' });
  } catch (cause) {
    throw new Error(
      `git does not have ${commit}, a release that is tried here: fetch it (git fetch --unshallow --tags)`,
      { cause },
    );
  }
  execFileSync('tar', ['-xf', archive, '-C', folder]);
  rmSync(archive);
  const packages = join(project, 'node_modules');
  if (!existsSync(packages)) throw new Error(`${packages} is missing: run npm ci`);
  symlinkSync(packages, join(folder, 'node_modules'));
};

/** Runs a script with Node, in a folder. Throws Error with what it said where it fails. */
export const runNode = async (
  folder: string,
  script: string,
  input: string,
  args: readonly string[] = [],
): Promise<string> => {
  const call = ['--disable-warning=ExperimentalWarning', script, ...args];
  const child = spawn(process.execPath, call, { cwd: folder });
  const out: Buffer[] = [];
  const said: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk));
  child.stdin.end(input);
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${script} ended with ${code}\n${Buffer.concat(said).toString()}`);
  return Buffer.concat(out).toString();
};

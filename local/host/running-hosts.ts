import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HostError } from '../kernel/host-error.ts';
import { projectDir } from '../kernel/project.ts';
import { type Endpoints, readEndpoints } from './endpoints.ts';
import { isLocked } from './state-lock.ts';

/** Where hosts of this project say which state folder they run on: a file a process. */
const registryDir = join(projectDir, '.build', 'hosts');

/** Says that this process runs a host on a state folder, until the returned function is called. */
export const registerHost = (stateDir: string): (() => void) => {
  mkdirSync(registryDir, { recursive: true });
  const path = join(registryDir, String(process.pid));
  writeFileSync(path, stateDir, { mode: 0o600 });
  return () => rmSync(path, { force: true });
};

/** A host may stop while it is looked for. */
const readIfThere = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
};

/** State folders of the hosts that run now. What killed ones left behind is removed. */
export const runningHosts = (): readonly string[] => {
  mkdirSync(registryDir, { recursive: true });
  const running = readdirSync(registryDir).flatMap((name) => {
    const path = join(registryDir, name);
    const stateDir = readIfThere(path);
    if (stateDir !== undefined && isLocked(stateDir)) return [stateDir];
    rmSync(path, { force: true });
    return [];
  });
  return running.sort();
};

/**
 * The endpoints of the host that a command is for: the one on the given state folder; where none was given and none
 * runs on the usual one, the only other one. Throws HostError that says what to set.
 */
export const findHost = (
  usualDir: string,
  wasGiven: boolean,
  running: () => readonly string[] = runningHosts,
): Endpoints => {
  if (isLocked(usualDir)) return readEndpoints(usualDir);
  const others = running();
  const [only] = others;
  if (!wasGiven && only !== undefined && others.length === 1) return readEndpoints(only);
  if (others.length === 0) {
    throw new HostError(
      `No host runs on ${usualDir}: start one with "npm start", or set TOCSIN_STATE_DIR to the state folder of the one that runs.`,
    );
  }
  throw new HostError(
    `No host runs on ${usualDir}, but on ${others.join(', ')}: set TOCSIN_STATE_DIR to the one that is meant.`,
  );
};

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { HostError } from '../kernel/host-error.ts';

export interface StateLock {
  release(): void;
}

const holderIn = (path: string): string => {
  try {
    return readFileSync(path, 'utf8').trim() || 'unknown';
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 'unknown';
    throw error;
  }
};

const isLocked = (error: unknown): boolean => error instanceof Error && error.message.includes('locked');

/**
 * Takes a state folder for one host. The lock is SQLite's on a file, which the operating system lets go when its
 * process ends however it ends: a killed host leaves nothing stale, and a process id used again fools nobody.
 * Throws HostError while another host has it.
 */
export const lockState = (stateDir: string): StateLock => {
  const holder = join(stateDir, 'host.pid');
  const database = new DatabaseSync(join(stateDir, 'host.lock'), { timeout: 0 });
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE');
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (!isLocked(error)) throw error;
    throw new HostError(
      `${stateDir} is in use by another running host (process ${holderIn(holder)}): stop it, or set TOCSIN_STATE_DIR to another folder.`,
    );
  }
  writeFileSync(holder, `${process.pid}\n`);
  return { release: () => database.close() };
};

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
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

const saysLocked = (error: unknown): boolean => error instanceof Error && error.message.includes('locked');

/** Longer than anybody takes to look whether it is locked. */
const patienceMs = 200;

const take = (path: string): DatabaseSync => {
  const database = new DatabaseSync(path, { timeout: patienceMs });
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE');
    database.exec('BEGIN EXCLUSIVE');
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
};

/** Whether a host runs on a state folder now. */
export const isLocked = (stateDir: string): boolean => {
  const path = join(stateDir, 'host.lock');
  if (!existsSync(path)) return false;
  try {
    take(path).close();
    return false;
  } catch (error) {
    if (saysLocked(error)) return true;
    throw error;
  }
};

/**
 * Takes a state folder for one host. The lock is SQLite's on a file, which the operating system lets go when its
 * process ends however it ends: a killed host leaves nothing stale, and a process id used again fools nobody.
 * Throws HostError while another host has it.
 */
export const lockState = (stateDir: string): StateLock => {
  const holder = join(stateDir, 'host.pid');
  let database: DatabaseSync;
  try {
    database = take(join(stateDir, 'host.lock'));
  } catch (error) {
    if (!saysLocked(error)) throw error;
    throw new HostError(
      `${stateDir} is in use by another running host (process ${holderIn(holder)}): stop it, or set TOCSIN_STATE_DIR to another folder.`,
    );
  }
  writeFileSync(holder, `${process.pid}\n`);
  return { release: () => database.close() };
};

import { chmodSync, existsSync, lstatSync, mkdirSync, readdirSync, type Stats, statSync } from 'node:fs';
import { join } from 'node:path';
import { isMainThread } from 'node:worker_threads';
import { HostError } from '../kernel/host-error.ts';

/** What the host keeps in its state folder: tokens, an access key, incidents, notices. */
const ownEntries = [
  ...['dynamodb', 'messaging', 'functions', 'logs'],
  ...['endpoints.json', 'token', 'token.sha256', 'region', 'tables.json', 'notices.jsonl'],
  ...['host.lock', 'host.pid'],
];

const ownerOnly = 0o700;
const ownerOnlyFile = 0o600;
const shared = 0o1000;

const checkOwner = (stateDir: string, { mode, uid }: Stats): void => {
  const remedy = 'set TOCSIN_STATE_DIR to a folder of its own';
  if ((mode & shared) !== 0) throw new HostError(`${stateDir} is a folder that users share: ${remedy}.`);
  const me = process.getuid?.() ?? uid;
  if (uid !== me && me !== 0) throw new HostError(`${stateDir} belongs to another user: ${remedy}.`);
};

/** Takes the group's and everybody's rights from what an earlier release, or another umask, left. */
const close = (path: string): void => {
  const found = lstatSync(path);
  if (found.isSymbolicLink()) return;
  chmodSync(path, found.isDirectory() ? ownerOnly : ownerOnlyFile);
  if (found.isDirectory()) for (const name of readdirSync(path)) close(join(path, name));
};

const make = (stateDir: string): void => {
  try {
    mkdirSync(stateDir, { recursive: true, mode: ownerOnly });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    throw new HostError(
      `${stateDir} cannot be made (${String(error.code)}): set TOCSIN_STATE_DIR to a folder of its own.`,
    );
  }
};

/**
 * Makes the state folder, and makes it and all that the host keeps in it its owner's alone, whoever made it. What is
 * written from now on is so by the process's umask. Throws HostError for a folder that is not this user's own.
 */
export const closeStateFolder = (stateDir: string): void => {
  /* A worker thread shares its process's mask and cannot set it. */
  if (isMainThread) process.umask(0o077);
  make(stateDir);
  checkOwner(stateDir, statSync(stateDir));
  chmodSync(stateDir, ownerOnly);
  for (const path of ownEntries.map((name) => join(stateDir, name))) if (existsSync(path)) close(path);
};

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { unzipSync } from 'fflate';
import { HostError } from '../kernel/host-error.ts';
import type { FunctionSpec } from '../template/stack.ts';

/** A function's code on disk, as it would be deployed. */
export interface PackagedFunction {
  readonly entryPath: string;
  readonly exportName: string;
  /** Where the zip's content lies: `LAMBDA_TASK_ROOT`. */
  readonly rootDir: string;
}

/** In the order in which Lambda's Node.js runtime looks for a handler's file. */
const extensions = ['.js', '.mjs', '.cjs'];

const readZip = (path: string, functionName: string): Buffer => {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new HostError(
      `The build has no ${path} for function ${functionName}: run "npm run package" again.`,
      { cause: error },
    );
  }
};

const writeEntries = (zip: Buffer, dir: string): void => {
  for (const [name, bytes] of Object.entries(unzipSync(zip))) {
    const path = resolve(dir, name);
    if (!path.startsWith(dir + sep))
      throw new HostError(`The build's zip holds ${name}, which lies outside of it.`);
    if (name.endsWith('/')) continue;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
  }
};

/** Unpacks each zip once: the folder is named after the zip's content. */
const unpack = (zip: Buffer, unpackDir: string): string => {
  const dir = resolve(unpackDir, createHash('sha256').update(zip).digest('hex').slice(0, 16));
  if (existsSync(dir)) return dir;
  const draft = `${dir}.${process.pid}`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true });
  writeEntries(zip, draft);
  renameSync(draft, dir);
  return dir;
};

/** Unpacks a function's zip and finds its handler's file. Throws HostError where either is missing. */
export const unpackFunction = (
  spec: FunctionSpec,
  packageDir: string,
  unpackDir: string,
): PackagedFunction => {
  const rootDir = unpack(readZip(join(packageDir, spec.zip), spec.name), unpackDir);
  const dot = spec.handler.lastIndexOf('.');
  const base = join(rootDir, spec.handler.slice(0, dot));
  const entryPath = extensions.map((extension) => base + extension).find(existsSync);
  if (entryPath === undefined) {
    throw new HostError(
      `Function ${spec.name} has handler ${spec.handler}, but ${spec.zip} holds no such file.`,
    );
  }
  return { entryPath, exportName: spec.handler.slice(dot + 1), rootDir };
};

/** Removes the code of former builds. */
export const dropFormerCode = (current: readonly PackagedFunction[], unpackDir: string): void => {
  const kept = new Set(current.map(({ rootDir }) => basename(rootDir)));
  for (const name of existsSync(unpackDir) ? readdirSync(unpackDir) : []) {
    if (!kept.has(name)) rmSync(join(unpackDir, name), { recursive: true, force: true });
  }
};

import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { templateName } from '../template/template-document.ts';

/** What a build is made of. */
const sources = [
  '{adapters,config,deployment,domain,events,functions,protocol,tools}/**/*.{ts,json}',
  'serverless.yml',
  'package-lock.json',
  'tsconfig.json',
];

const readIfThere = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
};

const hashOf = (parts: readonly string[]): string => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${part.length}:${part}`);
  return hash.digest('hex');
};

/** What tells a build made of these sources with this `tocsin.yml` from another; the template stands for the build. */
export const fingerprintOf = (projectDir: string, packageDir: string, configPath: string): string => {
  const paths = globSync(sources, { cwd: projectDir })
    .sort()
    .map((path) => join(projectDir, path));
  const parts = [...paths, configPath].flatMap((path) => [relative(projectDir, path), readIfThere(path)]);
  return hashOf([...parts, readIfThere(join(packageDir, templateName))]);
};

/** The fingerprint's file lies in the package folder, so that it goes away with the build. */
export const fingerprintPath = (packageDir: string): string => join(packageDir, 'local-fingerprint');

/** Whether the build is that of the sources as they are now. */
export const isFresh = (projectDir: string, packageDir: string, configPath: string): boolean =>
  readIfThere(join(packageDir, templateName)) !== '' &&
  readIfThere(fingerprintPath(packageDir)) === fingerprintOf(projectDir, packageDir, configPath);

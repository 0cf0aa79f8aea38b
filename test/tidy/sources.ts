import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The top folders that hold code. */
const topFolders = [
  'adapters',
  'bench',
  'cli',
  'config',
  'deployment',
  'domain',
  'events',
  'functions',
  'local',
  'protocol',
  'test',
  'tools',
  'web',
] as const;

export const filesIn = (folder: string): string[] =>
  readdirSync(join(root, folder)).flatMap((name) => {
    const path = join(folder, name);
    if (name === 'node_modules' || name.startsWith('.')) return [];
    return statSync(join(root, path)).isDirectory() ? filesIn(path) : [path];
  });

const present = topFolders.filter((folder) => readdirSync(root).includes(folder));

/** Every file of code, by its path from the root. */
export const sources = present
  .flatMap(filesIn)
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'));

export const textOf = (path: string): string => readFileSync(join(root, path), 'utf8');

/** What a file imports: project files as paths from the root, packages and Node's modules by name. */
export const importsOf = (path: string): string[] =>
  [...textOf(path).matchAll(/(?:from|import)\s+'([^']+)'|import\('([^']+)'\)/g)]
    .map(([, from, dynamic]) => from ?? dynamic ?? '')
    .map((name) =>
      name.startsWith('.') ? relative(root, normalize(join(root, dirname(path), name))) : name,
    );

export const within =
  (folders: readonly string[]) =>
  (name: string): boolean =>
    folders.some((folder) => name === folder || name.startsWith(`${folder}/`));

/** Neither a file of the project nor a module of Node. */
export const isPackage = (name: string): boolean =>
  !name.startsWith('node:') && !within([...topFolders, '.build', 'package.json'])(name);

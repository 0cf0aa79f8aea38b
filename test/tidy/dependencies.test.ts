import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface Locked {
  readonly version: string;
  readonly integrity?: string;
  readonly optional?: boolean;
  readonly bin?: Readonly<Record<string, string>>;
  readonly os?: string | readonly string[];
}

const { packages }: { readonly packages: Readonly<Record<string, Locked>> } = JSON.parse(
  readFileSync('package-lock.json', 'utf8'),
);
const { '': _project, ...installed } = packages;
const settings = readFileSync('.npmrc', 'utf8').split('\n');
const { optionalDependencies }: { readonly optionalDependencies: Readonly<Record<string, string>> } =
  JSON.parse(readFileSync('package.json', 'utf8'));

test('every package is installed by its hash', () => {
  expect(Object.keys(installed).length).toBeGreaterThan(400);
  const guilty = Object.entries(installed).flatMap(([path, { integrity }]) =>
    integrity?.startsWith('sha512-') ? [] : [path],
  );
  expect(guilty).toEqual([]);
});

test('no package runs a program while it is installed', () => {
  expect(settings).toContain('ignore-scripts=true');
});

test('the deployed Node comes for each platform as a package with its hash, one of which is installed', () => {
  const platforms = Object.entries(installed).filter(
    ([, { bin, os }]) => bin?.['node'] !== undefined && os !== undefined,
  );
  expect(platforms.map(([path]) => path.replace('node_modules/', '')).sort()).toEqual(
    Object.keys(optionalDependencies).sort(),
  );
  for (const [path, { version, optional }] of platforms) {
    expect(version, path).toMatch(/^24\./);
    expect(optional, path).toBe(true);
  }
  expect(process.versions.node).toBe(
    platforms.find(([path]) => path.endsWith(`${process.platform}-${process.arch}`))?.[1].version,
  );
});

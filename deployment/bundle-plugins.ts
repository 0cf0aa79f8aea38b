import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

/**
 * Packages read their own version out of their package.json, and esbuild bundles it whole: 2 KB a client of the SDK. Of
 * each, name and version are kept.
 */
const shortPackageFiles: Plugin = {
  name: 'short-package-files',
  setup: (build) => {
    build.onLoad({ filter: /[\\/]package\.json$/ }, async ({ path }) => {
      const { name, version }: { name?: string; version?: string } = JSON.parse(await readFile(path, 'utf8'));
      return { contents: JSON.stringify({ name, version }), loader: 'json' };
    });
  },
};

export default [shortPackageFiles];

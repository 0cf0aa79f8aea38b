import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
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

/** See deployment/status-codes.ts. */
const statusCodesAlone: Plugin = {
  name: 'status-codes-alone',
  setup: (build) => {
    const path = fileURLToPath(new URL('status-codes.ts', import.meta.url));
    build.onResolve({ filter: /^node:http$/ }, ({ importer }) =>
      /[\\/]@middy[\\/]util[\\/]/.test(importer) ? { path } : undefined,
    );
  },
};

export default [shortPackageFiles, statusCodesAlone];

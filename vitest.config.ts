import { defineConfig } from 'vitest/config';

const report = process.env['TOCSIN_TEST_REPORT'];

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // The packaged stack and the running system have commands of their own: test:package, test:deploy.
    exclude: process.env['TOCSIN_TEST_ALL'] ? [] : ['test/deployment/**'],
    testTimeout: 30_000,
    hookTimeout: 90_000,
    maxWorkers: 2,
    ...(report ? { reporters: ['default', 'json'], outputFile: { json: report } } : {}),
  },
});

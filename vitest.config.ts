import { configDefaults, defineConfig } from 'vitest/config';

const report = process.env['TOCSIN_TEST_REPORT'];
const endToEnd = 'test/end-to-end/**';
// The packaged stack has a command of its own: test:package.
const deployment = process.env['TOCSIN_TEST_ALL'] ? [] : ['test/deployment/**'];

export default defineConfig({
  test: {
    // Generous: the machines are shared, and no test asserts how long anything takes.
    testTimeout: 90_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    // A CommonJS package looks to the tests as it does to Node and to the bundles.
    deps: { interopDefault: false },
    ...(report ? { reporters: ['default', 'json'], outputFile: { json: report } } : {}),
    projects: [
      {
        extends: true,
        test: {
          name: 'parts',
          include: ['test/**/*.test.ts'],
          exclude: [...configDefaults.exclude, endToEnd, ...deployment],
        },
      },
      {
        extends: true,
        test: {
          // The whole system, on a laptop host or where TOCSIN_ENDPOINTS says; most of its time is waiting.
          name: 'end-to-end',
          include: [`${endToEnd}/*.test.ts`],
          globalSetup: ['test/end-to-end/setup.ts'],
          testTimeout: 120_000,
          isolate: false,
          // Few at once: a machine that is too busy fails no claim, but the functions run into their timeouts.
          maxConcurrency: 3,
          ...(process.env['TOCSIN_ENDPOINTS'] ? { maxWorkers: 1 } : {}),
          sequence: { groupOrder: 1, concurrent: true },
        },
      },
    ],
  },
});

import { configDefaults, defineConfig } from 'vitest/config';

const report = process.env['TOCSIN_TEST_REPORT'];
const endToEnd = 'test/end-to-end/**';
/** Suites with commands of their own, which are steps of their own in .ci/run: they alone take a third of the time. */
const apart = process.env['TOCSIN_TEST_ALL']
  ? []
  : [
      'test/deployment/**', // test:package
      'test/bench/groups.test.ts', // test:bench
      // What kills hosts or waits for one in real time: test:host.
      'test/local/host/state.test.ts',
      'test/local/runtime/loops.test.ts',
      'test/end-to-end/killed-host.test.ts',
    ];

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
          exclude: [...configDefaults.exclude, endToEnd, ...apart],
        },
      },
      {
        extends: true,
        test: {
          // The whole system, on a laptop host or where TOCSIN_ENDPOINTS says; most of its time is waiting.
          name: 'end-to-end',
          include: [`${endToEnd}/*.test.ts`],
          exclude: [...configDefaults.exclude, ...apart],
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

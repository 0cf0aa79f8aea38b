import { matchesGlob, relative } from 'node:path';
import { configDefaults, defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Suites, the quickest first: most mutants are noticed before the others are asked. */
const quickestFirst = [
  'test/domain/**/*.test.ts',
  'test/protocol/**/*.test.ts',
  'test/adapters/memory/*.test.ts',
  'test/behaviour/*.test.ts',
  'test/faults/found.test.ts',
  'test/mutation/few-histories.test.ts',
];

const rankOf = ({ moduleId }: TestSpecification): number =>
  quickestFirst.findIndex((glob) => matchesGlob(relative('.', moduleId), glob));

class QuickestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files.toSorted((a, b) => rankOf(a) - rankOf(b) || (a.moduleId < b.moduleId ? -1 : 1));
  }
}

/**
 * The suites that a mutant is tried on: on memory alone, in one process and one registry of modules. Those left out
 * take seconds, and claim what the others claim already, for more cases.
 */
export default defineConfig({
  test: {
    include: quickestFirst,
    exclude: [
      ...configDefaults.exclude,
      'test/behaviour/bounds.test.ts',
      // Reads the files as they are written.
      'test/domain/classification/documented.test.ts',
      'test/domain/notice/quiet-hours-of-every-zone.test.ts',
    ],
    isolate: false,
    testTimeout: 60_000,
    deps: { interopDefault: false },
    sequence: { sequencer: QuickestFirst },
  },
});

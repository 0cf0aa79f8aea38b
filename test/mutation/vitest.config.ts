import { configDefaults, defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Folders of tests, the quickest first: most mutants are noticed before the others are asked. */
const quickestFirst = ['test/domain', 'test/adapters', 'test/behaviour'];

const rankOf = ({ moduleId }: TestSpecification): number =>
  quickestFirst.findIndex((folder) => moduleId.includes(`/${folder}/`));

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
    include: quickestFirst.map((folder) => `${folder}/**/*.test.ts`),
    exclude: [
      ...configDefaults.exclude,
      'test/adapters/{dynamodb,eventbridge,powertools,sns,sqs}/**',
      'test/behaviour/bounds.test.ts',
      'test/domain/notice/quiet-hours-of-every-zone.test.ts',
    ],
    isolate: false,
    testTimeout: 60_000,
    deps: { interopDefault: false },
    sequence: { sequencer: QuickestFirst },
  },
});

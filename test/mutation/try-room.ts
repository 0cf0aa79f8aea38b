import { join, relative } from 'node:path';
import { Stryker } from '@stryker-mutator/core';
import { roomOf } from '../tidy/rooms.ts';
import { sources, textOf, within } from '../tidy/sources.ts';
import { inOneLine, type Mutant } from './mutant.ts';

/** What Stryker finds is kept here, room by room. */
const FOLDER = join('.cache', 'mutation');

export interface Trying {
  /** Takes over what the last run found, where neither the mutant nor the tests that reach it have changed. */
  readonly again: boolean;
  /** Mutants that are tried at the same time. */
  readonly sideBySide: number;
}

type Options = ConstructorParameters<typeof Stryker>[0];

/** Rows alone, computed when they are loaded. A test reads the documents that their comments cite. */
const isTable = within(
  ['agent', 'compute', 'databases', 'delivery', 'messaging', 'stores'].map(
    (name) => `domain/signal/metrics/${name}.ts`,
  ),
);

/** The files of a room: `domain/clocks`; `protocol` alone: those that lie in no folder there. */
export const filesOfRoom = (room: string): readonly string[] => {
  const [top = '', name = ''] = room.split('/');
  return sources.filter((path) => path.startsWith(`${top}/`) && roomOf(path) === name && !isTable(path));
};

/**
 * A rule of the core is claimed where it is read. What carries decisions out is claimed by the shortest faults and
 * histories, too.
 */
const suitesOf = (room: string): readonly string[] => [
  'test/domain/**',
  'test/adapters/memory/**',
  'test/behaviour/**',
  ...(room.startsWith('protocol') ? ['test/protocol/**', 'test/faults/**', 'test/mutation/**'] : []),
];

/** Rooms that are tried at the same time write nothing of each other's. */
const placeOf = (room: string): string => join(FOLDER, room.replace('/', '-'));

const optionsFor = (room: string, { again, sideBySide }: Trying): Options => ({
  mutate: [...filesOfRoom(room)],
  testRunner: 'vitest',
  plugins: [import.meta.resolve('@stryker-mutator/vitest-runner')],
  vitest: { configFile: 'test/mutation/fast-suites.ts', related: false },
  testFiles: [...suitesOf(room)],
  coverageAnalysis: 'perTest',
  // What a file computes when it is loaded asks for a new process and every test, for each of its mutants.
  ignoreStatic: true,
  // Half of the texts are prose. The others belong to unions: in their place an empty one does not compile. Of the regular
  // expressions that it makes, some are none under the flag `u`, and keep the whole file from being loaded.
  mutator: { excludedMutations: ['StringLiteral', 'Regex'] },
  // Stryker would read it by an API that TypeScript 7 does not have.
  tsconfigFile: 'none',
  concurrency: sideBySide,
  incremental: true,
  incrementalFile: `${placeOf(room)}.json`,
  force: !again,
  tempDirName: placeOf(room),
  cleanTempDir: 'always',
  ignorePatterns: ['.build', '.cache', '.local', '.venv'],
  timeoutMS: 10_000,
  reporters: ['progress-append-only'],
});

/** Changes the files of a room, one place at a time, and runs the fast suites that reach the place. */
export const tryRoom = async (room: string, trying: Trying): Promise<readonly Mutant[]> => {
  const results = await new Stryker(optionsFor(room, trying)).runMutationTest();
  return results
    .filter(({ status }) => status !== 'Ignored')
    .map(({ fileName, location, replacement, status }) => {
      const path = relative('.', fileName);
      const text = textOf(path);
      const { line } = location.start;
      return {
        path,
        line,
        on: text.split('\n')[line - 1]?.trim() ?? '',
        code: inOneLine(textBetween(text, location)),
        became: inOneLine(replacement),
        killed: status === 'Killed' || status === 'Timeout',
      };
    });
};

interface Place {
  /** Both count from one. */
  readonly line: number;
  readonly column: number;
}

const textBetween = (
  text: string,
  { start, end }: { readonly start: Place; readonly end: Place },
): string => {
  const lines = text.split('\n');
  const offsetOf = ({ line, column }: Place): number =>
    lines.slice(0, line - 1).reduce((sum, before) => sum + before.length + 1, 0) + column - 1;
  return text.slice(offsetOf(start), offsetOf(end));
};

import { expect, test } from 'vitest';
import { textOf } from '../tidy/sources.ts';
import { equivalents } from './equivalents.ts';
import { inOneLine, type Mutant } from './mutant.ts';
import { isWellTested, scoreOf, tableOf, tallyOf } from './tally.ts';

const path = 'domain/clocks/clock.ts';

const mutant = (code: string, killed: boolean): Mutant => ({
  path,
  line: 1,
  on: `if (${code})`,
  code,
  became: 'true',
  killed,
});

const named = (code: string) => ({ path, on: `if (${code})`, code, became: 'true', why: 'as good' });

const killed = (times: number) => Array.from({ length: times }, (_, n) => mutant(`killed ${n}`, true));

test('a room passes when a test notices nine of ten of its mutants', () => {
  const tally = tallyOf('domain/clocks', [...killed(9), mutant('a', false)], []);
  expect(tally).toMatchObject({ mutants: 10, killed: 9, equivalent: 0, wronglyNamed: [] });
  expect(tally.survivors).toMatchObject([{ code: 'a' }]);
  expect(isWellTested(tally)).toBe(true);
  expect(isWellTested(tallyOf('domain/clocks', [...killed(8), mutant('a', false)], []))).toBe(false);
});

test('a survivor that is named as equivalent counts neither way', () => {
  const mutants = [...killed(3), mutant('a', false)];
  const tally = tallyOf('domain/clocks', mutants, [named('a')]);
  expect(tally).toMatchObject({ equivalent: 1, survivors: [], wronglyNamed: [] });
  expect(scoreOf(tally)).toBe(100);
});

test('a name that is killed, or that no mutant has, fails the room', () => {
  const tally = tallyOf('domain/clocks', killed(9), [named('killed 1'), named('gone')]);
  expect(tally.wronglyNamed.map(({ code }) => code)).toEqual(['killed 1', 'gone']);
  expect(isWellTested(tally)).toBe(false);
});

test('a room without mutants passes', () => {
  expect(isWellTested(tallyOf('protocol/ports', [], []))).toBe(true);
});

test('the table has a row each room and one for all', () => {
  const one = tallyOf('domain/clocks', [...killed(3), mutant('a', false)], [named('a')]);
  const other = tallyOf('domain/notice', [...killed(1), mutant('a', false)], []);
  expect(tableOf([one, other]).split('\n').slice(2)).toEqual([
    '| domain/clocks | 4 | 3 | 1 | 0 | 100.0 % |',
    '| domain/notice | 2 | 1 | 0 | 1 | 50.0 % |',
    '| all | 6 | 4 | 1 | 1 | 80.0 % |',
  ]);
});

test.each(equivalents)('$path has the line that a mutant is named on: $on', (equivalent) => {
  const lines = textOf(equivalent.path)
    .split('\n')
    .map((line) => line.trim());
  expect(lines).toContain(equivalent.on);
  expect(inOneLine(textOf(equivalent.path))).toContain(equivalent.code);
});

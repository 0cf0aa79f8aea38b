import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { convert, shownIn } from '../../../domain/kernel/unit.ts';

/** How many of each unit make one of the limit's. */
const perLimit = [
  ['s', 'Seconds', 1],
  ['s', 'Milliseconds', 1e3],
  ['s', 'Microseconds', 1e6],
  ['%', 'Percent', 1],
  ['%', 'Ratio', 0.01],
] as const;

const amount = fc.double({ min: 0, max: 1e9, noNaN: true });

describe('units', () => {
  test.each(perLimit)(
    'a number in %s of %s reads the same whichever unit it is told in',
    (to, unit, factor) => {
      fc.assert(
        fc.property(amount, (value) => {
          expect(convert(unit, to)?.(value * factor)).toBeCloseTo(value, 2);
        }),
      );
    },
  );

  test('a conversion keeps the order of numbers', () => {
    fc.assert(
      fc.property(fc.constantFrom(...perLimit), amount, amount, ([to, unit], a, b) => {
        const scale = convert(unit, to);
        if (scale === undefined) throw new Error(`${unit} is not converted to ${to}.`);
        if (a < b) expect(scale(a)).toBeLessThanOrEqual(scale(b));
      }),
    );
  });

  test.each(['Bytes', 'Count', 'None', 'Count/Second', 'Megabytes', '', 'constructor', undefined])(
    'what is told in %s is neither a time nor a share',
    (unit) => {
      expect(convert(unit, 's')).toBeUndefined();
      expect(convert(unit, '%')).toBeUndefined();
    },
  );

  test('a time is no share, and a share is no time', () => {
    expect(convert('Seconds', '%')).toBeUndefined();
    expect(convert('Percent', 's')).toBeUndefined();
  });

  test.each([
    [6_200, 'Microseconds', '0.0062 s'],
    [6_200, 'Milliseconds', '6.2 s'],
    [1_200, 'Seconds', '1200 s'],
    [91.34, 'Percent', '91.34 %'],
    [0.07, 'Ratio', '7 %'],
    [20_480, 'Megabytes', '20480 Megabytes'],
    [7, 'Count', '7'],
    [1, 'None', '1'],
    [97, undefined, '97'],
  ])('%d %s is shown as "%s"', (value, unit, shown) => expect(shownIn(value, unit)).toBe(shown));
});

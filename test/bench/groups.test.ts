import { beforeAll, describe, expect, test } from 'vitest';
import { isMet } from '../../bench/figures/figure.ts';
import { tableOf } from '../../bench/figures/show-figures.ts';
import { groupNames, longGroupNames } from '../../bench/group-names.ts';
import { runGroup } from '../../bench/run-group.ts';
import { ensureBuild } from '../../local/build/ensure-build.ts';

beforeAll(() => ensureBuild(() => undefined));

describe('every group of figures measures something, in a small size', () => {
  test.each([...groupNames, ...longGroupNames])('%s', { timeout: 120_000 }, async (name) => {
    const figures = await runGroup(name, 'quick');
    expect(figures.length).toBeGreaterThan(0);
    for (const figure of figures) {
      expect(figure.value, figure.what).toSatisfy(Number.isFinite);
      if (figure.ratio !== undefined) expect(figure.ratio, figure.what).toSatisfy(Number.isFinite);
      expect(typeof isMet(figure), figure.what).toBe(figure.aim === undefined ? 'undefined' : 'boolean');
    }
    const table = tableOf(name, figures);
    for (const { what } of figures) expect(table).toContain(`| ${what} | `);
  });
});

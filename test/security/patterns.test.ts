import { check } from 'recheck';
import { expect, test } from 'vitest';
import { sources, within } from '../tidy/sources.ts';
import { patternsIn } from './source-patterns.ts';

/** Whose code meets texts that other people wrote. */
const deployed = sources.filter(within(['adapters', 'domain', 'events', 'functions', 'protocol']));
const found = deployed.map((path) => ({ path, ...patternsIn(path) }));
const literals = found.flatMap((file) => file.literals);

/**
 * The table of secrets is put together of parts. Each of its patterns is tried on hostile texts instead, those that
 * recheck finds for it among them: test/adapters/powertools/redact-time.test.ts.
 */
const madeAtRunTime = ['adapters/powertools/secrets.ts'];

/** recheck tries a pattern's attacks at random: the same ones each time. */
const settings = { randomSeed: 20_261_120, timeout: 120_000 };

test('no regular expression that meets foreign text takes more than linear time', async () => {
  expect(literals.length).toBeGreaterThan(50);
  const guilty: string[] = [];
  // One after the other: recheck keeps a processor busy, and other tests run beside this one.
  for (const { path, source, flags } of literals) {
    const { status } = await check(source, flags, settings);
    if (status !== 'safe') guilty.push(`${path}: /${source}/${flags} is ${status}`);
  }
  expect(guilty).toEqual([]);
}, 240_000);

test('regular expressions stand as literals, so that they can be checked', () => {
  const building = found.filter(({ built }) => built > 0).map(({ path }) => path);
  expect(building).toEqual(madeAtRunTime);
});

test('the check notices a pattern that backtracks', async () => {
  expect((await check('::product\\/(.+)$', '', settings)).status).toBe('vulnerable');
});

import { check } from 'recheck';
import { expect, test } from 'vitest';
import { sources, within } from '../tidy/sources.ts';
import { patternsIn } from './source-patterns.ts';

/** Whose code meets texts that other people wrote. */
const deployed = sources.filter(within(['adapters', 'domain', 'events', 'functions', 'protocol']));
const found = deployed.map((path) => ({ path, ...patternsIn(path) }));
/** Files whose patterns are about to go; empty otherwise. */
const notYet: readonly string[] = [
  'adapters/powertools/redact.ts',
  'domain/classification/rules/level.ts',
  'events/intake/cloudwatch/alarm-metrics.ts',
  'events/intake/cloudwatch/alarm-reason.ts',
];

const literals = found.flatMap((file) => file.literals).filter(({ path }) => !notYet.includes(path));

/** One class of characters, without a repetition: the API's description quotes it. */
const madeAtRunTime = ['events/contracts/api/request-text.ts'];

/** recheck tries a pattern's attacks at random: the same ones each time. */
const settings = { randomSeed: 20_261_120, timeout: 120_000 };

test('no regular expression that meets foreign text takes more than linear time', async () => {
  expect(literals.length).toBeGreaterThan(50);
  const verdicts = await Promise.all(
    literals.map(async ({ path, source, flags }) => {
      const { status } = await check(source, flags, settings);
      return status === 'safe' ? [] : [`${path}: /${source}/${flags} is ${status}`];
    }),
  );
  expect(verdicts.flat()).toEqual([]);
}, 240_000);

test('regular expressions stand as literals, so that they can be checked', () => {
  const building = found.filter(({ built }) => built > 0).map(({ path }) => path);
  expect(building).toEqual(madeAtRunTime);
});

test('the check notices a pattern that backtracks', async () => {
  expect((await check('::product\\/(.+)$', '', settings)).status).toBe('vulnerable');
});

import { expect, test } from 'vitest';
import { percentile } from '../../bench/meters/percentile.ts';
import { playStorm } from './storm/play-storm.ts';
import { createRate } from './storm/rate.ts';
import { asDeployed, unbudgeted } from './storm/settings.ts';
import { busiestSecond, stormOf } from './storm/show-storms.ts';
import { createVirtualTime } from './storm/virtual-time.ts';

const storm = { alarms: 600, services: 20, seed: 1 };

test('a storm pages each service once and loses no alarm (I1, I2, I7)', async () => {
  const { violations, firstPagesMs, intake, services } = await playStorm(storm, asDeployed);
  expect(violations).toEqual([]);
  expect(firstPagesMs).toHaveLength(20);
  expect(intake.mostAtOnce).toBeGreaterThan(5);
  expect(services.throttled).toEqual({ table: 0, sns: 0 });
});

test('the same seed is the same storm', async () => {
  const [one, other] = [await playStorm(storm, asDeployed), await playStorm(storm, asDeployed)];
  expect(other.firstPagesMs).toEqual(one.firstPagesMs);
  expect(other.intake).toEqual(one.intake);
  const third = await playStorm({ ...storm, seed: 2 }, asDeployed);
  expect(third.firstPagesMs).not.toEqual(one.firstPagesMs);
});

test('a table that takes a tenth of it delays the storm, and nothing is lost', async () => {
  const calm = await playStorm(storm, asDeployed);
  const { violations, services, doneMs } = await playStorm(storm, {
    ...asDeployed,
    table: { writes: 200, reads: 600 },
  });
  expect(services.throttled.table).toBeGreaterThan(0);
  expect(doneMs).toBeGreaterThan(calm.doneMs);
  expect(violations.filter((violation) => !violation.includes('(I7)'))).toEqual([]);
});

test('an SNS that takes five publishes a second delays pages, and all of them go out (I8)', async () => {
  const { violations, services, firstPagesMs } = await playStorm(storm, { ...asDeployed, publishes: 5 });
  expect(services.throttled.sns).toBeGreaterThan(0);
  expect(firstPagesMs).toHaveLength(20);
  expect(percentile(firstPagesMs, 0.99)).toBeGreaterThan(5_000);
  expect(violations).toEqual([]);
});

test('a maximum concurrency is kept to, and takes longer', async () => {
  const free = await playStorm(storm, asDeployed);
  const bound = await playStorm(storm, { ...asDeployed, maximumConcurrency: 2 });
  expect(bound.intake.mostAtOnce).toBe(2);
  expect(bound.doneMs).toBeGreaterThan(2 * free.doneMs);
});

test('all services fail at once: one contact gets far more than ten messages a second', async () => {
  expect(busiestSecond(await playStorm({ ...storm, services: 60 }, unbudgeted))).toBeGreaterThan(10);
});

test('beyond the budget of pages the services are told in a digest within a minute', async () => {
  const many = { ...storm, services: 200 };
  const [free, kept] = [await playStorm(many, unbudgeted), await playStorm(many, asDeployed)];
  expect(kept.violations).toEqual([]);
  expect(kept.firstPagesMs).toHaveLength(200);
  expect(Math.max(...kept.firstPagesMs)).toBeLessThan(2 * 60_000);
  expect(kept.services.published.some(({ digest }) => digest !== undefined)).toBe(true);
  expect(busiestSecond(kept)).toBeLessThan(busiestSecond(free));
});

test('the planted mistake digest-forgotten is found: services are not paged', async () => {
  const { violations } = await playStorm({ ...storm, services: 200 }, asDeployed, 'digest-forgotten');
  expect(violations.join()).toContain('were not paged (I4)');
});

test.each(['no-condition', 'slot-trusted'] as const)('the planted mistake %s is found', async (mutation) => {
  expect((await playStorm(storm, asDeployed, mutation)).violations).not.toEqual([]);
});

test('time jumps to the next moment that somebody waits for, in order', async () => {
  const time = createVirtualTime(1_000);
  const seen: string[] = [];
  const wait = async (name: string, ms: number) => {
    await time.sleep(ms);
    seen.push(`${name}@${time.now()}`);
  };
  void wait('late', 500).then(() => wait('later', 1));
  void wait('early', 20);
  void wait('also early', 20);
  await time.runUntil(() => seen.length === 4, Number.POSITIVE_INFINITY);
  expect(seen).toEqual(['early@1020', 'also early@1020', 'late@1500', 'later@1501']);
});

test('a rate refuses what exceeds a second of it, and takes it again as time passes', () => {
  const rate = createRate(10);
  rate.has(1, 0);
  rate.take(10, 0);
  expect([rate.has(1, 0), rate.has(1, 99), rate.has(1, 100), rate.has(6, 500)]).toEqual([
    false,
    false,
    true,
    false,
  ]);
  expect(rate.has(25, 5_000)).toBe(true);
});

test.each(['10x20', '0x0', '10000', 'axb'])('%s is no storm', (text) => {
  expect(stormOf(text, 1)).toBeUndefined();
});

import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { judgeIssues, judgeNormal } from '../../../bench/petshop/judge.ts';
import { petShopFolder, readPetShop } from '../../../bench/petshop/read-petshop.ts';
import { aims, sharesOf } from '../../../bench/petshop/shares.ts';
import { skipsAloud } from '../../skips-aloud.ts';

const isSkipped = skipsAloud(
  !existsSync(petShopFolder),
  'the PetShop data set is not beside the checkout, so rankOrigins is not tried on it',
);

/** The PetShop data set (Hardt et al., 2024), where it is beside the checkout. None of it is copied into the project. */
test.skipIf(isSkipped)('injected faults are found where they were, and nothing where nothing was', () => {
  const traffics = readPetShop(petShopFolder);
  const issues = traffics.flatMap(judgeIssues);
  const normal = traffics.flatMap((traffic) => judgeNormal(traffic, traffic.normal.slots.length));
  expect(issues.length).toBeGreaterThan(0);
  expect(normal.length).toBeGreaterThan(0);
  // By metric and by traffic, too, so that none makes up for another.
  const missed = [
    ...sharesOf('top-1', issues).filter(({ value }) => value < aims['top-1']),
    ...sharesOf('top-3', issues).filter(({ value }) => value < aims['top-3']),
    ...sharesOf('specificity', normal).filter(({ value }) => value < aims.specificity),
  ];
  expect(missed).toEqual([]);
});

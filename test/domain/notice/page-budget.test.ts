import { expect, test } from 'vitest';
import type { Severity } from '../../../domain/kernel/severity.ts';
import { budgetMinute, createPageBudget } from '../../../domain/notice/page-budget.ts';
import { sampleNotice } from '../../contract/sample-records.ts';

const page = (severity: Severity, more: { readonly by?: string; readonly audience?: string } = {}) => ({
  ...sampleNotice('k7q-1.1.primary.primary'),
  severity,
  ...more,
});

const taken = (limit: number, counted: number, severities: readonly Severity[]): readonly boolean[] => {
  const budget = createPageBudget(limit, new Map([['primary', counted]]));
  return severities.map((severity) => budget.take(page(severity)));
};

test.each([
  [30, 19, ['SEV2', 'SEV2', 'SEV1'], [true, false, true]],
  [30, 29, ['SEV1', 'SEV1'], [true, false]],
  [3, 0, ['SEV4', 'SEV3', 'SEV2', 'SEV1', 'SEV1'], [true, true, false, true, false]],
  [2, 0, ['SEV3', 'SEV3', 'SEV3'], [true, true, false]],
  [1, 0, ['SEV3', 'SEV1'], [true, false]],
  [1, 5, ['SEV1'], [false]],
] as const)('of %i pages, %i counted, %j go out: %j', (limit, counted, severities, expected) => {
  expect(taken(limit, counted, severities)).toEqual(expected);
});

test('each audience has a budget of its own', () => {
  const budget = createPageBudget(1, new Map([['primary', 1]]));
  expect(budget.take(page('SEV3'))).toBe(false);
  expect(budget.take(page('SEV3', { audience: 'secondary' }))).toBe(true);
});

test("a person's page goes out, and counts", () => {
  const budget = createPageBudget(1, new Map());
  expect(budget.take(page('SEV3', { by: 'ada' }))).toBe(true);
  expect(budget.take(page('SEV3', { by: 'ada' }))).toBe(true);
  expect(budget.take(page('SEV3'))).toBe(false);
});

test('what a budget has taken does not change what was counted', () => {
  const counted = new Map([['primary', 1]]);
  createPageBudget(5, counted).take(page('SEV3'));
  expect(counted).toEqual(new Map([['primary', 1]]));
});

test('a minute is that of the clock; compressed time has shorter ones', () => {
  const noon = Date.UTC(2026, 2, 14, 12);
  expect([noon, noon + 59_999, noon + 60_000].map((ms) => budgetMinute({}, ms) - noon)).toEqual([
    0, 0, 60_000,
  ]);
  expect(budgetMinute({ timeScale: 60 }, noon + 1_999) - noon).toBe(1_000);
});

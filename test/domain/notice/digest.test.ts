import { expect, test } from 'vitest';
import type { Severity } from '../../../domain/kernel/severity.ts';
import { digestHeadline, namedIn, severitiesIn, unnamedIn, windowOf } from '../../../domain/notice/digest.ts';
import { sampleIncident, sampleNotice, T0 } from '../../contract/sample-records.ts';

const page = (id: string, severity: Severity, atMs: number) => ({
  notice: { ...sampleNotice(`${id}.1.primary.primary`), atMs },
  incident: sampleIncident({ id, severity }),
});

const digestOf = (...pages: readonly ReturnType<typeof page>[]) => ({
  ...{ id: 'digest-x.primary', audience: 'primary', atMs: T0 },
  pages,
});

test('the worst is named first, and of one severity the oldest', () => {
  const digest = digestOf(
    page('late', 'SEV2', T0 + 2),
    page('mild', 'SEV4', T0),
    page('early', 'SEV2', T0 + 1),
    page('worst', 'SEV1', T0 + 3),
  );
  expect(namedIn(digest).map(({ incident }) => incident.id)).toEqual(['worst', 'early', 'late', 'mild']);
  expect(severitiesIn(digest)).toEqual(['SEV1', 'SEV2', 'SEV4']);
  expect(digestHeadline(digest)).toBe('4 PAGES: 1 SEV1, 2 SEV2, 1 SEV4');
  expect(windowOf(digest)).toEqual({ fromMs: T0, untilMs: T0 + 3 });
});

test.each([
  [1, 1, 0],
  [100, 100, 0],
  [101, 100, 1],
])('of %i pages %i are named and %i counted', (count, named, unnamed) => {
  const digest = digestOf(...Array.from({ length: count }, (_, n) => page(`k${n}`, 'SEV3', T0)));
  expect([namedIn(digest).length, unnamedIn(digest)]).toEqual([named, unnamed]);
});

test('one page is no plural', () => {
  expect(digestHeadline(digestOf(page('a', 'SEV3', T0)))).toBe('1 PAGE: 1 SEV3');
});

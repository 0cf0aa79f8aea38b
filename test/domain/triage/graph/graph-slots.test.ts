import fc from 'fast-check';
import { expect, test } from 'vitest';
import { graphSlots } from '../../../../domain/triage/graph-slots.ts';

const HOUR_MS = 60 * 60_000;

test('slots follow each other from before the onset, have ended, and are few enough for a check', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: HOUR_MS, max: 1e12 }),
      fc.integer({ min: 0, max: 24 * HOUR_MS }),
      (onsetMs, sinceMs) => {
        const nowMs = onsetMs + sinceMs;
        const { slotMs, normal, suspect } = graphSlots({ onsetMs, nowMs });
        const all = [...normal, ...suspect];
        const endOf = (slots: readonly number[]) => (slots.at(-1) ?? 0) + slotMs;
        expect(all.every((startMs, n) => startMs === (all[0] ?? 0) + n * slotMs)).toBe(true);
        expect(all.every((startMs) => startMs % slotMs === 0)).toBe(true);
        expect(endOf(all)).toBeLessThanOrEqual(nowMs);
        expect(endOf(normal)).toBe(suspect[0]);
        expect(endOf(normal)).toBeLessThanOrEqual(onsetMs - slotMs);
        expect(normal.length).toBeGreaterThanOrEqual(12);
        expect(all.length).toBeLessThanOrEqual(31);
      },
    ),
  );
});

import { expect, test } from 'vitest';
import { heldUntil, outsideQuietHours } from '../../../domain/notice/held-back.ts';
import { configured, createWorld } from '../../behaviour/world.ts';

const weekend = configured(`policies:
  calm:
    quietHours: { days: [sat, sun], from: "00:00", to: "24:00", timeZone: UTC }
    rungs: [{ page: [primary] }]
policyBySeverity: { SEV3: calm, SEV4: calm }
`);

const SATURDAY = Date.parse('2026-11-21T10:00:00Z');
const MONDAY = Date.parse('2026-11-23T00:00:00Z');

test('quiet hours that follow one another hold back until the last of them ends', async () => {
  const world = createWorld(weekend);
  await world.alarm('errors', { severity: 'SEV3' });
  const incident = await world.incident();
  expect(heldUntil(incident, SATURDAY)).toBe(MONDAY);
  expect(outsideQuietHours(incident, MONDAY)).toBe(MONDAY);
  for (const severity of ['SEV1', 'SEV2'] as const)
    expect(heldUntil({ ...incident, severity }, SATURDAY)).toBeUndefined();
});

test('hours that never end, as an older configuration may hold them, do not hang', async () => {
  const world = createWorld(weekend);
  await world.alarm('errors', { severity: 'SEV3' });
  const incident = await world.incident();
  const { policy } = incident.escalation;
  const always = { fromMinute: 0, toMinute: 1_440, timeZone: 'UTC' };
  const endless = {
    ...incident,
    escalation: { ...incident.escalation, policy: { ...policy, quietHours: always } },
  };
  expect(heldUntil(endless, SATURDAY)).toBe(Date.parse('2026-11-29T00:00:00Z'));
});

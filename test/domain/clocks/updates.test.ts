import { expect, test } from 'vitest';
import type { Facts } from '../../../domain/clocks/clock.ts';
import { updateClock } from '../../../domain/clocks/updates.ts';
import { startDraft } from '../../../domain/incident/draft.ts';
import { configured, createWorld, HOUR, START } from '../../behaviour/world.ts';

const configuration = configured();

const updated = async (facts: Facts) => {
  const world = createWorld(configuration);
  await world.alarm('errors', { severity: 'SEV3' });
  const draft = startDraft(await world.incident(), { nowMs: START, configuration, clocks: [] });
  updateClock.run(draft, facts);
  return draft;
};

test('an update plans a look at an expiry that it comes upon', async () => {
  expect((await updated({ nextExpiryAtMs: START + HOUR })).incident.expiryCheckAtMs).toBe(START + HOUR);
  expect((await updated({})).incident.expiryCheckAtMs).toBeUndefined();
});

test('an update goes out where nothing was counted', async () => {
  expect((await updated({})).notices.map(({ kind }) => kind)).toEqual(['update', 'update']);
});

import { expect, test } from 'vitest';
import type { Effect } from '../../domain/incident/effect.ts';
import { createWorld, MINUTE } from './world.ts';

/** What a later release owes, and this one, running beside it or after a rollback, has never heard of. */
const ofLaterRelease = (dueAtMs: number): Effect => {
  const effect: object = { kind: 'telepathy', dueAtMs, attempts: 0 };
  return effect as Effect;
};

test('an effect of a kind that this release does not know is kept, tried again later and journalled', async () => {
  const world = createWorld();
  await world.alarm('errors');
  const before = await world.incident();
  const effect = ofLaterRelease(world.now());
  world.records.incidents.set(before.id, {
    ...before,
    outbox: { 'telepathy:1': effect },
    dueAtMs: world.now(),
  });
  await world.pass(30 * MINUTE);
  const { outbox } = await world.incident();
  expect(outbox['telepathy:1']).toMatchObject({ kind: 'telepathy' });
  expect(outbox['telepathy:1']?.attempts).toBeGreaterThan(3);
  expect(Object.keys(outbox)).toEqual(['telepathy:1']);
  const noted = world.journal.notes.filter(({ fields }) => fields['why'] === 'unknown-effect-kind');
  expect(noted.length).toBe(outbox['telepathy:1']?.attempts);
  expect(noted[0]).toMatchObject({
    level: 'error',
    reason: 'effect-failed',
    fields: { effectId: 'telepathy:1' },
  });
});

test('it delays no page, and the incident still resolves', async () => {
  const world = createWorld();
  await world.alarm('errors', { severity: 'SEV3' });
  const before = await world.incident();
  world.records.incidents.set(before.id, {
    ...before,
    outbox: { ...before.outbox, 'telepathy:1': ofLaterRelease(world.now()) },
    dueAtMs: world.now(),
  });
  await world.pass(11 * MINUTE);
  expect(world.pages()).toContain('5 secondary no-response');
  await world.ok('errors');
  await world.pass(20 * MINUTE);
  expect(await world.incident()).toMatchObject({ status: 'resolved', outbox: { 'telepathy:1': {} } });
});

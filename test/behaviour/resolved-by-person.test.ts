import { expect, test } from 'vitest';
import { createWorld, MINUTE } from './world.ts';

test('resolved while an alarm stands: after 15 minutes it reopens and pages', async () => {
  const world = createWorld();
  await world.alarm('errors', { severity: 'SEV3' });
  await world.act(await world.incident(), 'resolve');
  await world.pass(14 * MINUTE);
  expect((await world.incident()).status).toBe('resolved');
  await world.pass(2 * MINUTE);
  const incident = await world.incident();
  expect(incident).toMatchObject({ status: 'investigating', episode: { number: 2 } });
  expect((await world.timeline(incident)).map(({ reason }) => reason)).toContain('resolved-while-alarming');
  expect(world.pages().at(-1)).toBe('15 primary reopened');
});

test('closed while an alarm stands: after 15 minutes it opens the next incident', async () => {
  const world = createWorld();
  await world.alarm('errors', { severity: 'SEV3' });
  await world.act(await world.incident(), 'resolve');
  await world.act(await world.incident(), 'close');
  await world.pass(16 * MINUTE);
  expect((await world.incidents()).map(({ generation, status }) => [generation, status])).toEqual([
    [2, 'investigating'],
    [1, 'closed'],
  ]);
});

test('resolved with a root cause: the notice carries what was said, and no page follows (I5)', async () => {
  const world = createWorld();
  await world.alarm('errors', { severity: 'SEV2' });
  await world.pass(3 * MINUTE);
  await world.ok('errors');
  await world.act(await world.incident(), 'resolve', {
    say: { facts: { rootCause: 'a bad release', resolution: 'rolled back' } },
  });
  const before = world.pages().length;
  await world.pass(60 * MINUTE);
  expect(world.pages()).toHaveLength(before);
  const notice = world.rendered().find(({ kind }) => kind === 'resolution');
  expect(notice?.texts.email).toContain('Root cause: a bad release');
  expect(notice?.texts.email).toContain('Prevention: not known yet');
});

test('what makes no sense now is refused with its reason', async () => {
  const world = createWorld();
  await world.alarm('errors');
  const incident = await world.incident();
  expect(await world.act(incident, 'reopen')).toMatchObject({ outcome: 'refused', reason: 'not-resolved' });
  expect(await world.act(incident, 'close')).toMatchObject({ outcome: 'refused', reason: 'not-resolved' });
  await world.act(incident, 'resolve');
  expect(await world.act(incident, 'acknowledge')).toMatchObject({
    outcome: 'refused',
    reason: 'already-resolved',
  });
  await world.act(incident, 'close');
  expect(await world.act(incident, 'reopen')).toMatchObject({ outcome: 'refused', reason: 'superseded' });
  expect(await world.act({ id: 'no-such' }, 'acknowledge')).toEqual({ outcome: 'not-found' });
});

test('alarms that stand after a resolution and cannot be taken in again bring it back at the third failure, and page', async () => {
  const world = createWorld();
  await world.alarm('errors', { severity: 'SEV3' });
  await world.act(await world.incident(), 'resolve');
  const sound = world.shell;
  const readHeads = () => Promise.reject(new Error('ProvisionedThroughputExceeded'));
  world.shell = { ...sound, store: { ...sound.store, readHeads } };
  await world.pass(17 * MINUTE);
  const incident = await world.incident();
  expect(incident.status).toBe('investigating');
  expect(incident.failing).toBeUndefined();
  expect((await world.timeline(incident)).map(({ reason }) => reason)).toContain('alarms-not-taken-in');
  expect(
    world
      .pages()
      .slice(-2)
      .map((text) => text.replace(/^[\d.]+ /, '')),
  ).toEqual(['primary reopened', 'fallback decision-failed']);
});

test('a closed incident whose alarms cannot be taken in again pages the fallback once, and nobody is paged twice later', async () => {
  const world = createWorld();
  await world.alarm('errors', { severity: 'SEV3' });
  await world.act(await world.incident(), 'resolve');
  await world.act(await world.incident(), 'close');
  const before = world.pages().length;
  const sound = world.shell;
  const readHeads = () => Promise.reject(new Error('ProvisionedThroughputExceeded'));
  world.shell = { ...sound, store: { ...sound.store, readHeads } };
  await world.pass(90 * MINUTE);
  const closed = await world.incident();
  expect(closed.status).toBe('closed');
  const pages = world.pages().slice(before);
  expect(pages.map((text) => text.replace(/^[\d.]+ /, ''))).toEqual(['fallback decision-failed']);
  expect((await world.timeline(closed)).at(-1)).toMatchObject({ reason: 'alarms-not-taken-in' });
  world.shell = sound;
  await world.pass(10 * MINUTE);
  const [reopened] = (await world.incidents()).filter(({ id }) => id !== closed.id);
  expect(reopened).toMatchObject({ status: 'investigating', generation: 2 });
});

test('a failure while it was resolved holds no page of a reopened incident back (I4)', async () => {
  const world = createWorld();
  await world.alarm('errors', { severity: 'SEV3' });
  await world.act(await world.incident(), 'resolve');
  const sound = world.shell;
  const readHeads = () => Promise.reject(new Error('ProvisionedThroughputExceeded'));
  world.shell = { ...sound, store: { ...sound.store, readHeads } };
  await world.pass(15 * MINUTE);
  world.shell = sound;
  const { failing, ...resolved } = await world.incident();
  expect(failing).toMatchObject({ times: 1 });
  await world.act(resolved, 'reopen');
  expect((await world.incident()).failing).toBeUndefined();
});

import { expect, test } from 'vitest';
import { configured, createWorld, MINUTE, SECOND } from './world.ts';

test('nobody responds: primary, secondary after 5 minutes, then every 5 minutes with the fallback (I4)', async () => {
  const world = createWorld();
  await world.alarm('errors', { severity: 'SEV3' });
  expect(world.pages()).toEqual(['0 primary opened']);
  await world.pass(4 * MINUTE + 58 * SECOND);
  expect(world.pages()).toHaveLength(1);
  await world.pass(2 * SECOND);
  expect(world.pages()).toEqual(['0 primary opened', '5 secondary no-response']);
  await world.pass(10 * MINUTE);
  expect(world.pages().slice(2)).toEqual([
    '10 secondary repeat',
    '10 fallback repeat',
    '15 secondary repeat',
    '15 fallback repeat',
  ]);
});

test('every rung is paged at the latest 2 minutes after its deadline when every timer message is lost (I4)', async () => {
  const world = createWorld();
  world.timersArrive = false;
  await world.pass(17 * SECOND);
  await world.alarm('errors', { severity: 'SEV3' });
  await world.pass(15 * MINUTE);
  const late = world.pages().map((text) => Number(text.split(' ')[0]) - 17 / 60);
  expect(world.pages().map((text) => text.split(' ')[1])).toEqual([
    'primary',
    'secondary',
    'secondary',
    'fallback',
  ]);
  for (const [n, deadline] of [0, 5, 10, 10].entries())
    expect((late[n] ?? 99) - deadline).toBeLessThanOrEqual(2);
});

test('after a pause everything due is caught up at once: each rung once', async () => {
  const world = createWorld();
  await world.alarm('errors', { severity: 'SEV3' });
  world.running = false;
  await world.pass(12 * MINUTE);
  world.running = true;
  await world.pass(1 * MINUTE);
  const pages = world.pages();
  expect(pages.filter((text) => text.includes('secondary no-response'))).toHaveLength(1);
  expect(pages.filter((text) => text.includes('fallback repeat'))).toHaveLength(1);
});

/** tocsin.yml refuses a first rung without contacts; a deployment in between can bring it about all the same. */
const withoutContacts = (...names: string[]) => {
  const configuration = configured();
  const silent = Object.fromEntries(names.map((name) => [name, { contacts: 0 }]));
  return { ...configuration, audiences: { ...configuration.audiences, ...silent } };
};

test('a rung with nobody to page passes to the next at once, and the record says so', async () => {
  const world = createWorld(withoutContacts('primary'));
  await world.alarm('errors', { severity: 'SEV3' });
  expect(world.pages()).toEqual(['0 secondary no-response']);
  const timeline = await world.timeline(await world.incident());
  expect(timeline.map((entry) => entry.reason)).toContain('no-contact');
});

test('when no rung has anybody, the fallback audience is paged at once', async () => {
  const world = createWorld(withoutContacts('primary', 'secondary'));
  await world.alarm('errors', { severity: 'SEV3' });
  expect(world.pages()).toEqual(['0 fallback repeat']);
  await world.pass(5 * MINUTE);
  expect(world.pages()).toHaveLength(2);
});

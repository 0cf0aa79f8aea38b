import { expect, test } from 'vitest';
import { configured, createWorld, MINUTE, START } from './world.ts';

const quiet = configured(`policies:
  calm:
    quietHours: { from: "22:00", to: "03:30", timeZone: UTC }
    rungs:
      - { id: primary, page: [primary] }
policyBySeverity: { SEV4: calm }
`);

test('in quiet hours the page of a low severity waits until they end, and the record says so', async () => {
  const world = createWorld(quiet);
  await world.alarm('errors', { severity: 'SEV4' });
  expect(world.pages()).toEqual([]);
  expect((await world.timeline(await world.incident())).map(({ reason }) => reason)).toContain('quiet-hours');
  await world.pass(31 * MINUTE);
  expect(world.pages()[0]).toBe('30 primary opened');
});

test('a severity that rises in quiet hours pages at once', async () => {
  const world = createWorld(quiet);
  await world.alarm('errors', { severity: 'SEV4' });
  await world.alarm('worse', { severity: 'SEV2' });
  expect(world.pages()).toEqual(['0 primary severity-risen']);
});

const later = configured(`policies:
  calm:
    quietHours: { from: "03:05", to: "06:00", timeZone: UTC }
    rungs:
      - { id: primary, page: [primary] }
      - { id: secondary, page: [secondary] }
policyBySeverity: { SEV3: calm, SEV4: calm }
`);

const told = (world: ReturnType<typeof createWorld>) =>
  world.messages().map((text) => text.replace(/ \S+$/, ''));

test('what is held back for the primary wakes nobody else: no trigger, no update, no word to stakeholders', async () => {
  const world = createWorld(later);
  await world.pass(6 * MINUTE);
  await world.alarm('errors', { severity: 'SEV3' });
  await world.pass(173 * MINUTE);
  expect(world.messages()).toEqual([]);
  await world.pass(32 * MINUTE);
  expect(world.messages().filter((text) => !text.includes('repeat'))).toEqual([
    '180 primary page opened',
    '185 secondary page no-response',
    '195 primary update status-update',
    '195 stakeholders update status-update',
    '210 commander page not-restored',
    '210 devops page not-restored',
    '210 management page no-resolution',
    '210 stakeholders stakeholders stakeholders',
    '210 primary update status-update',
    '210 stakeholders update status-update',
  ]);
});

test('in quiet hours the signals are looked at each hour, and the first update comes as long after the page as ever', async () => {
  const world = createWorld(later);
  await world.pass(45 * MINUTE);
  await world.alarm('errors', { severity: 'SEV3' });
  const nextLook = async () => ((await world.incident()).updates.nextAtMs - START) / MINUTE;
  await world.pass(15 * MINUTE);
  expect(await nextLook()).toBe(120);
  await world.alarm('latency', { severity: 'SEV3' });
  await world.pass(60 * MINUTE);
  expect(await world.incident()).toMatchObject({ signalsSeen: 2, standingSeen: 2 });
  expect(await nextLook()).toBe(195);
  await world.pass(75 * MINUTE);
  expect(world.messages('update')[0]).toBe('195 primary update status-update');
});

test('milestones count from the page that quiet hours held back', async () => {
  const world = createWorld(later);
  await world.pass(6 * MINUTE);
  await world.alarm('errors', { severity: 'SEV3' });
  await world.pass(178 * MINUTE);
  await world.act(await world.incident(), 'acknowledge');
  await world.pass(31 * MINUTE);
  expect((await world.incident()).milestones).toMatchObject({
    acknowledged: 'met',
    triaged: 'missed',
    mitigated: 'missed',
    'stakeholders-told': 'met',
  });
});

test('a page that went out before the hours: triggers, updates and the second rung wait until they end', async () => {
  const world = createWorld(later);
  await world.alarm('errors', { severity: 'SEV3' });
  await world.pass(179 * MINUTE);
  expect(told(world)).toEqual(['0 primary page']);
  await world.pass(1 * MINUTE);
  expect(told(world).slice(1)).toEqual([
    '180 secondary page',
    '180 commander page',
    '180 devops page',
    '180 management page',
    '180 stakeholders stakeholders',
    '180 primary update',
    '180 stakeholders update',
  ]);
  const { milestones } = await world.incident();
  expect(milestones).toMatchObject({ acknowledged: 'missed', 'stakeholders-told': 'met' });
});

test('what began and ended within quiet hours tells nobody, and nobody has missed it', async () => {
  const world = createWorld(later);
  await world.pass(6 * MINUTE);
  await world.alarm('hiccup', { severity: 'SEV3' });
  await world.pass(1 * MINUTE);
  await world.ok('hiccup');
  await world.pass(5 * 60 * MINUTE);
  expect(world.messages()).toEqual([]);
  const { status, milestones } = await world.incident();
  expect(status).toBe('resolved');
  expect(milestones).toMatchObject({ mitigated: 'met', resolved: 'met' });
  for (const name of ['acknowledged', 'triaged', 'stakeholders-told'])
    expect(milestones).not.toHaveProperty(name);
});

test('a severity that rises in quiet hours starts the response clock, its triggers and updates', async () => {
  const world = createWorld(later);
  await world.pass(6 * MINUTE);
  await world.alarm('errors', { severity: 'SEV3' });
  await world.pass(54 * MINUTE);
  await world.alarm('worse', { severity: 'SEV2' });
  await world.act(await world.incident(), 'acknowledge');
  await world.pass(31 * MINUTE);
  expect(told(world)).toEqual([
    '60 primary page',
    ...[75, 90].flatMap((at) => [
      ...(at === 90
        ? ['90 commander page', '90 devops page', '90 management page', '90 stakeholders stakeholders']
        : []),
      ...['primary', 'secondary', 'commander', 'stakeholders', 'customers'].map(
        (name) => `${at} ${name} update`,
      ),
    ]),
  ]);
  expect((await world.incident()).milestones.acknowledged).toBe('met');
});

test('a trigger that signals fire pages in quiet hours, too', async () => {
  const world = createWorld(later);
  await world.pass(6 * MINUTE);
  await world.alarm('errors', { severity: 'SEV3', resource: 'database' });
  await world.alarm('latency', { severity: 'SEV3', resource: 'load-balancer' });
  expect(world.pages()).toEqual(['6 commander several-components', '6 devops several-components']);
});

test('the first page after an acknowledgement for a time ends with the next acknowledgement, like any rung (I5)', async () => {
  const world = createWorld(quiet);
  await world.alarm('errors', { severity: 'SEV4' });
  await world.act(await world.incident(), { kind: 'acknowledge', forMs: 10 * MINUTE });
  world.publisher.answers.push({ outcome: 'retry-later', reason: 'Throttled' });
  await world.pass(30 * MINUTE);
  expect((await world.incident()).episode.reason).toBe('acknowledgement-ended');
  expect(world.pages()).toEqual([]);
  await world.act(await world.incident(), 'acknowledge');
  await world.pass(10 * MINUTE);
  expect(world.pages()).toEqual([]);
});

import { expect, test } from 'vitest';
import { episodeReasons } from '../../domain/incident/episode-reason.ts';
import { isRungPage } from '../../domain/incident/notice.ts';
import { createWorld, MINUTE, START, transitionOf, type World } from './world.ts';

const CONSOLE =
  'https://eu-west-1.console.aws.amazon.com/cloudwatch/deeplink.js?region=eu-west-1#alarmsV2:alarm/';

const described = (name: string, description: string, tags: Readonly<Record<string, string>> = {}) => {
  const transition = transitionOf(name, START);
  const { signal } = transition;
  return { ...transition, signal: { ...signal, description, tags: { ...signal.tags, ...tags } } };
};

const lastTexts = (world: World, audience: string) =>
  world.rendered().findLast((message) => message.audience === audience)?.texts;

const jsonOf = (world: World, audience: string) => JSON.parse(lastTexts(world, audience)?.json ?? '');

test('a page after an escalation by hand says who escalated and with which note', async () => {
  const world = createWorld();
  await world.alarm('errors');
  const command = { kind: 'escalate', audiences: ['database'] } as const;
  await world.act(await world.incident(), command, { note: 'Need somebody who knows the cluster.' });
  const texts = lastTexts(world, 'database');
  expect(texts?.email).toContain('Reason: by-person, by ada\nNote: Need somebody who knows the cluster.\n');
  expect(texts?.sms).toContain('errors: Need somebody who knows the cluster. (by-person, ada) since 03:00Z ');
  expect(jsonOf(world, 'database')).toMatchObject({
    ...{ reason: 'by-person', by: 'ada', note: 'Need somebody who knows the cluster.' },
  });
});

test('whatever a person does, its messages name that person; what an alarm or a clock does names nobody', async () => {
  const world = createWorld();
  await world.alarm('errors');
  const incident = await world.incident();
  await world.act(incident, { kind: 'set-severity', severity: 'SEV1' }, { note: 'Nobody can pay.' });
  expect(jsonOf(world, 'commander')).toMatchObject({
    reason: 'became-sev1',
    by: 'ada',
    note: 'Nobody can pay.',
  });
  await world.act(incident, 'mitigate', { note: 'Rolled back.' });
  expect(jsonOf(world, 'primary')).toMatchObject({ kind: 'mitigation', by: 'ada', note: 'Rolled back.' });
  await world.pass(10 * MINUTE);
  expect(jsonOf(world, 'secondary')).not.toHaveProperty('by');
});

test('a long note is cut in the messages and whole in the timeline: they stay bounded (I9)', async () => {
  const world = createWorld();
  await world.alarm('errors');
  const note = '🚨'.repeat(2_000);
  await world.act(await world.incident(), { kind: 'escalate', audiences: ['database'] }, { note });
  expect(jsonOf(world, 'database').note.length).toBeLessThanOrEqual(500);
  expect(jsonOf(world, 'database').note.isWellFormed()).toBe(true);
  expect((await world.timeline(await world.incident())).map(({ text }) => text)).toContain(note);
});

test('a page says who has acknowledged, and when', async () => {
  const world = createWorld();
  await world.alarm('errors');
  expect(lastTexts(world, 'primary')?.email).toContain('Acknowledged: nobody yet');
  await world.pass(2 * MINUTE);
  await world.act(await world.incident(), 'acknowledge');
  await world.pass(28 * MINUTE);
  expect(lastTexts(world, 'commander')?.email).toContain('Acknowledged: ada, 2026-11-18 03:02 UTC');
  expect(jsonOf(world, 'commander')).toMatchObject({
    ...{ acknowledgedBy: 'ada', acknowledgedAt: '2026-11-18T03:02:00.000Z' },
  });
});

test("a page carries the alarm's description, its runbook and its page in the console", async () => {
  const world = createWorld();
  await world.send(described('5xx/é', 'Too many 5xx.\nFake: line\nRunbook: https://wiki.test/checkout.'));
  expect(lastTexts(world, 'primary')?.email).toContain(
    `Description: Too many 5xx. Fake: line Runbook: https://wiki.test/checkout.
Runbook: https://wiki.test/checkout
Alarm: ${CONSOLE}5xx%2F%C3%A9
`,
  );
  expect(jsonOf(world, 'primary').alarm).toEqual({
    name: '5xx/é',
    description: 'Too many 5xx. Fake: line Runbook: https://wiki.test/checkout.',
    runbook: 'https://wiki.test/checkout',
    console: `${CONSOLE}5xx%2F%C3%A9`,
  });
});

test('first, second, third: each page says why, and none but the first says opened', async () => {
  const world = createWorld();
  await world.alarm('errors', { severity: 'SEV3' });
  await world.alarm('worse', { severity: 'SEV2' });
  await world.act(await world.incident(), 'resolve');
  await world.act(await world.incident(), 'reopen');
  expect(world.messages('page')).toEqual([
    '0 primary page opened',
    '0 primary page severity-risen',
    '0 primary page reopened',
  ]);
  for (const reason of episodeReasons) expect(isRungPage({ kind: 'page', reason })).toBe(true);
});

test('pages are about the alarm that the incident came back with', async () => {
  const world = createWorld();
  await world.send(described('first', 'the first'));
  await world.act(await world.incident(), 'resolve');
  await world.alarm('first', { state: 'OK', at: 1 });
  const later = described('later', 'the later');
  await world.pass(16 * MINUTE);
  await world.send({ ...later, atMs: START + 16 * MINUTE });
  expect(jsonOf(world, 'primary')).toMatchObject({ reason: 'reopened', alarm: { description: 'the later' } });
});

test('an SMS carries the id that the API takes, and no other', async () => {
  const world = createWorld();
  await world.alarm('errors');
  await world.pass(5 * MINUTE);
  const { id } = await world.incident();
  for (const { texts } of world.rendered()) expect(texts.sms.split(' ').at(-1)).toBe(id);
});

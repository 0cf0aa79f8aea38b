import { expect, test } from 'vitest';
import { createWorld, MINUTE, START, transitionOf, type World } from './world.ts';

/** Who hears of it, in the order of sending. */
const hearsOf = (world: World, kind: string): string[] =>
  world.messages(kind).map((text) => text.split(' ')[1] ?? '');

const entriesOf = async (world: World, kind: string) =>
  (await world.timeline(await world.incident())).filter((entry) => entry.kind === kind);

test('an update goes to the audiences of the severity alone, a resolution also to everybody told before', async () => {
  const world = createWorld();
  await world.alarm('errors', { severity: 'SEV3' });
  await world.pass(15 * MINUTE);
  expect(hearsOf(world, 'update').toSorted()).toEqual(['primary', 'stakeholders']);
  await world.act(await world.incident(), 'resolve');
  const all = ['fallback', 'primary', 'secondary', 'stakeholders'];
  expect(hearsOf(world, 'resolution').toSorted()).toEqual(all);
});

test('a mitigation tells everybody told before, and when the next update comes; a resolution names none', async () => {
  const world = createWorld();
  await world.alarm('errors', { severity: 'SEV3' });
  await world.pass(6 * MINUTE);
  await world.act(await world.incident(), 'mitigate');
  expect(hearsOf(world, 'mitigation').toSorted()).toEqual(['primary', 'secondary', 'stakeholders']);
  await world.act(await world.incident(), 'resolve');
  const next = (kind: string) =>
    world.publisher.published.find((notice) => notice.kind === kind)?.outgoing.notice.nextUpdateAtMs;
  expect(next('mitigation')).toBe(START + 15 * MINUTE);
  expect(next('resolution')).toBeUndefined();
});

test('a resolution is announced to programs and written down with its person and reason', async () => {
  const world = createWorld();
  await world.alarm('errors', { severity: 'SEV3' });
  await world.act(await world.incident(), 'resolve');
  expect(await entriesOf(world, 'resolved')).toMatchObject([
    { by: 'ada', reason: 'resolved-by-person', text: 'Resolved' },
  ]);
  expect(world.bus.emitted.map(({ type, by, reason }) => [type, by, reason]).at(-1)).toEqual([
    'incident.resolved',
    'ada',
    'resolved-by-person',
  ]);
  expect(await world.incident()).toMatchObject({
    resolvedAtMs: START,
    mitigatedAtMs: START,
    mitigatedBy: 'ada',
    mitigatedReason: 'resolved',
  });
});

test('a resolution keeps who mitigated it before, and when', async () => {
  const world = createWorld();
  await world.alarm('errors', { severity: 'SEV3' });
  await world.act(await world.incident(), 'mitigate');
  await world.pass(3 * MINUTE);
  await world.act(await world.incident(), 'resolve', { by: 'bob' });
  expect(await world.incident()).toMatchObject({
    mitigatedAtMs: START,
    mitigatedBy: 'ada',
    mitigatedReason: 'said-by-person',
    resolvedAtMs: START + 3 * MINUTE,
    resolvedBy: 'bob',
  });
});

test('clearing by itself says so in the timeline, and who has to resolve what stays mitigated', async () => {
  for (const [severity, text] of [
    ['SEV3', 'All signals have been clear: mitigated'],
    ['SEV1', 'All signals have been clear: mitigated, a person resolves it'],
  ] as const) {
    const world = createWorld();
    await world.alarm('errors', { severity });
    await world.act(await world.incident(), 'acknowledge');
    await world.ok('errors', { at: 1 });
    expect(await entriesOf(world, 'cleared')).toMatchObject([{ by: 'tocsin', reason: 'signals-clear' }]);
    await world.pass(5 * MINUTE);
    expect(await entriesOf(world, 'mitigated')).toMatchObject([
      { by: 'tocsin', reason: 'signals-clear', text },
    ]);
  }
});

test('a message that waits for its next try is not sent after a resolution (I5)', async () => {
  const world = createWorld();
  world.publisher.answers.push({ outcome: 'retry-later', reason: 'Throttling' });
  await world.alarm('errors', { severity: 'SEV3' });
  await world.act(await world.incident(), 'resolve');
  await world.pass(10 * MINUTE);
  expect(world.pages()).toEqual([]);
  expect(hearsOf(world, 'resolution')).toContain('primary');
});

test('a person’s resolution ends what never says OK; one by clearing ends nothing else', async () => {
  const world = createWorld();
  await world.alarm('launch-failed', { severity: 'SEV3', kind: 'scaling' });
  await world.pass(MINUTE);
  await world.act(await world.incident(), 'resolve');
  await world.pass(20 * MINUTE);
  expect((await world.incident()).status).toBe('resolved');
});

test('lists show how many signals stood at the last look', async () => {
  const world = createWorld();
  for (const name of ['a', 'b', 'c']) await world.alarm(name, { severity: 'SEV3' });
  await world.pass(15 * MINUTE);
  expect(await world.incident()).toMatchObject({
    signalsSeen: 3,
    standingSeen: 3,
    signalsSeenAtMs: START + 15 * MINUTE,
  });
  await world.send(
    ...['a', 'b', 'c'].map((name) => transitionOf(name, START + 16 * MINUTE, { state: 'OK' })),
  );
  expect(await world.incident()).toMatchObject({ signalsSeen: 3, standingSeen: 0 });
});

import { expect, test } from 'vitest';
import { scaleDurations } from '../../config/scale.ts';
import { configured, createWorld, MINUTE, SECOND, START } from './world.ts';

test('after an acknowledgement no no-response page is sent (I5)', async () => {
  const world = createWorld();
  await world.alarm('errors', { severity: 'SEV3' });
  await world.pass(2 * MINUTE);
  const answer = await world.act(await world.incident(), 'acknowledge');
  expect(answer.outcome).toBe('done');
  await world.pass(25 * MINUTE);
  expect(world.pages()).toEqual(['0 primary opened']);
  const incident = await world.incident();
  expect(incident.episode).toMatchObject({ number: 1, acknowledgedBy: 'ada' });
  expect(incident.milestones.acknowledged).toBe('met');
});

test('30 minutes without resolution page the commander, experts and management, acknowledged or not', async () => {
  const world = createWorld();
  await world.alarm('errors', { severity: 'SEV3', scenario: 'database' });
  await world.act(await world.incident(), 'acknowledge');
  await world.pass(31 * MINUTE);
  expect(world.pages().slice(1)).toEqual([
    '30 commander not-restored',
    '30 database not-restored',
    '30 management no-resolution',
  ]);
  expect(world.messages('stakeholders')).toEqual(['30 stakeholders stakeholders stakeholders']);
});

test('two acknowledgements at once: one is recorded, both are answered', async () => {
  const world = createWorld();
  await world.alarm('errors');
  const incident = await world.incident();
  const answers = await Promise.all([
    world.act(incident, 'acknowledge', { by: 'ada' }),
    world.act(incident, 'acknowledge', { by: 'grace' }),
  ]);
  expect(answers.map((answer) => answer.outcome)).toEqual(['done', 'done']);
  const entries = (await world.timeline(incident)).filter(({ kind }) => kind === 'acknowledged');
  expect(entries).toHaveLength(1);
});

test('a new alarm more than 15 minutes after the acknowledgement starts another episode, a known one does not', async () => {
  const world = createWorld();
  await world.alarm('errors', { severity: 'SEV3' });
  await world.act(await world.incident(), 'acknowledge');
  await world.pass(10 * MINUTE);
  await world.alarm('latency', { severity: 'SEV3' });
  expect((await world.incident()).episode.number).toBe(1);
  await world.pass(6 * MINUTE);
  await world.ok('errors');
  await world.alarm('errors', { severity: 'SEV3', at: 16 * MINUTE + 1 });
  expect((await world.incident()).episode.number).toBe(1);
  await world.alarm('queue-age', { severity: 'SEV3' });
  expect((await world.incident()).episode).toMatchObject({
    number: 2,
    reason: 'new-alarm-after-acknowledgement',
  });
  expect(world.pages().at(-1)).toBe('16 primary new-alarm-after-acknowledgement');
});

test('an ALARM after missing data is a new alarm: more than 15 minutes after the acknowledgement it pages', async () => {
  const world = createWorld();
  await world.alarm('payout', { severity: 'SEV3' });
  await world.act(await world.incident(), 'acknowledge');
  await world.pass(1 * MINUTE);
  await world.alarm('payout', { state: 'INSUFFICIENT_DATA' });
  await world.pass(40 * MINUTE);
  const before = world.pages();
  await world.alarm('payout', { severity: 'SEV3', more: { previousState: 'INSUFFICIENT_DATA' } });
  expect(world.pages().slice(before.length)).toEqual(['41 primary new-alarm-after-acknowledgement']);
  expect((await world.incident()).episode).toMatchObject({
    number: 2,
    reason: 'new-alarm-after-acknowledgement',
  });
});

test('where the event does not say what was before, an ALARM after an ALARM is a new one', async () => {
  const world = createWorld();
  await world.alarm('payout', { severity: 'SEV3', kind: 'contributor' });
  await world.act(await world.incident(), 'acknowledge');
  await world.pass(16 * MINUTE);
  await world.alarm('payout', { severity: 'SEV3', kind: 'contributor' });
  expect((await world.incident()).episode.number).toBe(2);
});

test('an ALARM after missing data is no new alarm within 15 minutes, nor are its copies ever', async () => {
  const world = createWorld();
  const again = { severity: 'SEV3', at: 10 * MINUTE, more: { previousState: 'INSUFFICIENT_DATA' } } as const;
  await world.alarm('payout', { severity: 'SEV3' });
  await world.act(await world.incident(), 'acknowledge');
  await world.pass(10 * MINUTE);
  await world.alarm('payout', again);
  expect((await world.incident()).episode.number).toBe(1);
  await world.pass(10 * MINUTE);
  await world.alarm('queue-age', { severity: 'SEV3' });
  await world.act(await world.incident(), 'acknowledge');
  await world.pass(20 * MINUTE);
  await world.alarm('payout', again);
  expect((await world.incident()).episode.number).toBe(2);
});

test('a SEV1 that was over and comes back long after its acknowledgement pages anew', async () => {
  const world = createWorld();
  await world.alarm('down', { severity: 'SEV1' });
  await world.act(await world.incident(), 'acknowledge');
  await world.ok('down', { at: 1 });
  await world.pass(60 * MINUTE);
  expect((await world.incident()).status).toBe('mitigated');
  await world.alarm('down', { severity: 'SEV1', more: { previousState: 'OK' } });
  expect(world.pages().at(-1)).toBe('60 primary new-alarm-after-acknowledgement');
  expect((await world.incident()).status).toBe('investigating');
});

const forHalfAnHour = { kind: 'acknowledge', forMs: 30 * MINUTE } as const;

test('an acknowledgement for a time: after it the rungs go on where they were', async () => {
  const world = createWorld(configured('triggers: { not-restored: [], no-resolution: [] }\n'));
  await world.alarm('errors', { severity: 'SEV3' });
  await world.pass(2 * MINUTE);
  await world.act(await world.incident(), forHalfAnHour);
  expect((await world.incident()).episode.acknowledgedUntilMs).toBe(START + 32 * MINUTE);
  await world.pass(29 * MINUTE);
  expect(world.pages()).toEqual(['0 primary opened']);
  await world.pass(6 * MINUTE);
  expect(world.pages().slice(1)).toEqual([
    '32 secondary no-response',
    '37 secondary repeat',
    '37 fallback repeat',
  ]);
  expect((await world.incident()).episode).toMatchObject({ number: 2, reason: 'acknowledgement-ended' });
});

test('when an acknowledgement for a time ends while nothing stands, nobody is paged until something does', async () => {
  const world = createWorld();
  await world.alarm('down', { severity: 'SEV1' });
  await world.act(await world.incident(), { kind: 'acknowledge', forMs: 10 * MINUTE });
  await world.ok('down', { at: 1 });
  const before = world.pages();
  await world.pass(20 * MINUTE);
  expect(world.pages()).toEqual(before);
  await world.alarm('down', { severity: 'SEV1' });
  expect(world.pages().slice(before.length)).toEqual(['20 secondary no-response']);
});

test('a later acknowledgement makes the time longer, never shorter, and one for good stays', async () => {
  const world = createWorld();
  await world.alarm('errors', { severity: 'SEV3' });
  const until = async () => (await world.incident()).episode.acknowledgedUntilMs;
  await world.act(await world.incident(), forHalfAnHour);
  await world.act(await world.incident(), { kind: 'acknowledge', forMs: 5 * MINUTE });
  expect(await until()).toBe(START + 30 * MINUTE);
  await world.pass(1 * MINUTE);
  await world.act(await world.incident(), forHalfAnHour);
  expect(await until()).toBe(START + 31 * MINUTE);
  await world.act(await world.incident(), 'acknowledge');
  expect(await until()).toBeUndefined();
  await world.act(await world.incident(), forHalfAnHour);
  expect(await until()).toBeUndefined();
  expect((await world.incident()).episode.acknowledgedAtMs).toBeDefined();
});

test('on compressed time the time of an acknowledgement is compressed, too', async () => {
  const world = createWorld(scaleDurations(configured(), 60));
  await world.alarm('errors', { severity: 'SEV3' });
  await world.act(await world.incident(), forHalfAnHour);
  expect((await world.incident()).episode.acknowledgedUntilMs).toBe(START + 30 * SECOND);
});

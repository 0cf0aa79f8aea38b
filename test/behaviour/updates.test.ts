import { SegmentedMessage } from 'sms-segments-calculator';
import { expect, test } from 'vitest';
import { configured, createWorld, HOUR, MINUTE } from './world.ts';

test('a status update every 15 minutes while active, hourly after the configured number', async () => {
  const world = createWorld();
  await world.alarm('errors', { severity: 'SEV2' });
  await world.act(await world.incident(), 'acknowledge');
  await world.pass(5 * HOUR);
  const toStakeholders = world.messages('update').filter((text) => text.includes(' stakeholders '));
  const minutes = toStakeholders.map((text) => Number(text.split(' ')[0]));
  expect(minutes.slice(0, 8)).toEqual([15, 30, 45, 60, 75, 90, 105, 120]);
  expect(minutes.slice(8)).toEqual([180, 240, 300]);
});

test('updates missed in a pause are skipped, not sent late', async () => {
  const world = createWorld();
  await world.alarm('errors', { severity: 'SEV2' });
  world.running = false;
  await world.pass(50 * MINUTE);
  world.running = true;
  await world.pass(2 * MINUTE);
  expect(world.messages('update').filter((text) => text.includes(' stakeholders '))).toHaveLength(1);
});

test('a burst of alarms is summed up in the timeline by the next update', async () => {
  const world = createWorld();
  for (let n = 0; n < 12; n++) await world.alarm(`alarm-${n}`, { severity: 'SEV3' });
  await world.pass(15 * MINUTE);
  const entries = await world.timeline(await world.incident());
  expect(entries.find(({ kind }) => kind === 'signals-joined')?.text).toBe(
    '11 more signals joined, 12 in all',
  );
});

test('one signal that joined is told in the singular, and none is not told', async () => {
  const world = createWorld();
  await world.alarm('a', { severity: 'SEV3' });
  await world.alarm('b', { severity: 'SEV3' });
  await world.pass(30 * MINUTE);
  const entries = await world.timeline(await world.incident());
  expect(entries.filter(({ kind }) => kind === 'signals-joined').map(({ text }) => text)).toEqual([
    '1 more signal joined, 2 in all',
  ]);
});

test('each update stands in the timeline by its number', async () => {
  const world = createWorld();
  await world.alarm('errors', { severity: 'SEV3' });
  await world.pass(30 * MINUTE);
  const entries = await world.timeline(await world.incident());
  expect(entries.filter(({ reason }) => reason === 'status-update').map(({ text }) => text)).toEqual([
    'Status update 1',
    'Status update 2',
  ]);
});

test('what nobody has said reads "not known yet", never a guess', async () => {
  const world = createWorld();
  await world.alarm('errors', { severity: 'SEV2' });
  await world.pass(15 * MINUTE);
  const update = world.rendered().find(({ kind }) => kind === 'update');
  for (const field of ['Impact', 'Progress', 'Next steps', 'Estimated resolution'])
    expect(update?.texts.email).toContain(`${field}: not known yet`);
});

test('milestones are recorded as met or missed, each once', async () => {
  const world = createWorld();
  await world.alarm('errors', { severity: 'SEV3' });
  await world.pass(3 * MINUTE);
  await world.act(await world.incident(), 'acknowledge');
  await world.pass(20 * MINUTE);
  await world.act(await world.incident(), 'mitigate');
  await world.pass(2 * HOUR);
  expect((await world.incident()).milestones).toEqual({
    acknowledged: 'met',
    triaged: 'missed',
    mitigated: 'met',
    'stakeholders-told': 'met',
    resolved: 'missed',
    'analysis-begun': 'missed',
  });
});

test('stakeholders who hear of a resolution before their message was due have been told', async () => {
  const world = createWorld();
  await world.alarm('errors', { severity: 'SEV3' });
  await world.pass(8 * MINUTE);
  await world.ok('errors');
  await world.act(await world.incident(), 'resolve');
  await world.pass(HOUR);
  expect(world.messages('stakeholders')).toEqual([]);
  expect((await world.incident()).milestones['stakeholders-told']).toBe('met');
});

test('where stakeholders have no contact nobody was told, and the milestone says so', async () => {
  const world = createWorld(
    configured(
      'audiences:\n  primary: [{ email: ada@oncall.test }]\n  fallback: [{ email: eve@oncall.test }]\n',
    ),
  );
  await world.alarm('errors', { severity: 'SEV3' });
  await world.pass(HOUR);
  const incident = await world.incident();
  expect(incident.milestones['stakeholders-told']).toBe('missed');
  expect(world.messages('stakeholders')).toEqual([]);
  expect((await world.timeline(incident)).filter(({ reason }) => reason === 'no-contact')).toContainEqual(
    expect.objectContaining({ kind: 'notice', text: 'Stakeholders have no contact: nobody is told' }),
  );
});

test('the timeline says that stakeholders are being told', async () => {
  const world = createWorld();
  await world.alarm('errors', { severity: 'SEV3' });
  await world.pass(30 * MINUTE);
  expect(await world.timeline(await world.incident())).toContainEqual(
    expect.objectContaining({ kind: 'notice', text: 'Telling stakeholders', reason: 'stakeholders' }),
  );
});

test('mail and JSON carry the notice’s id, and the SMS the incident’s in one part', async () => {
  const world = createWorld();
  await world.alarm('сбой-оплаты-🚨-with-a-name-that-goes-on-and-on-and-on-and-on', { severity: 'SEV1' });
  await world.pass(16 * MINUTE);
  const incident = await world.incident();
  for (const { id, texts } of world.rendered()) {
    expect(texts.email).toContain(id);
    expect(JSON.parse(texts.json).id).toBe(id);
    expect(texts.sms).toContain(incident.id);
    expect(new SegmentedMessage(texts.sms).segmentsCount).toBe(1);
  }
});

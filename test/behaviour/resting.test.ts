import { describe, expect, test } from 'vitest';
import { activeRecord } from '../../domain/signal/signal-record.ts';
import { configured, createWorld, HOUR, MINUTE, transitionOf } from './world.ts';

/** A signal that stands, as a join writes it before it reads the state. */
const recordOf = (name: string, nowMs: number) =>
  activeRecord(
    transitionOf(name, nowMs),
    { service: 'checkout', key: 'availability|checkout', component: 'checkout' },
    configured(),
    nowMs,
  );

describe('cleared without an acknowledgement', () => {
  test('no rung and no repeat pages while nothing stands, and the record says so once', async () => {
    const world = createWorld();
    await world.alarm('hiccup', { severity: 'SEV3' });
    await world.pass(1 * MINUTE);
    await world.ok('hiccup');
    await world.pass(2 * HOUR);
    expect(world.pages()).toEqual(['0 primary opened']);
    const rested = (await world.timeline(await world.incident())).filter(
      ({ kind, reason }) => kind === 'rung-skipped' && reason === 'signals-clear',
    );
    expect(rested).toHaveLength(1);
  });

  test('the rungs go on where they were as soon as something stands again', async () => {
    const world = createWorld();
    await world.alarm('errors', { severity: 'SEV2' });
    await world.pass(1 * MINUTE);
    await world.ok('errors');
    await world.pass(11 * MINUTE);
    await world.alarm('errors', { severity: 'SEV2' });
    expect(world.pages()).toEqual(['0 primary opened', '12 secondary no-response']);
    await world.pass(5 * MINUTE);
    expect(world.pages().slice(2)).toEqual(['17 secondary repeat', '17 fallback repeat']);
  });

  test('a repeat rests, too', async () => {
    const world = createWorld();
    await world.alarm('errors', { severity: 'SEV1' });
    await world.pass(11 * MINUTE);
    const before = world.pages();
    expect(before.at(-1)).toBe('10 fallback repeat');
    await world.ok('errors');
    await world.pass(14 * MINUTE);
    expect(world.pages()).toEqual(before);
    await world.alarm('errors', { severity: 'SEV1' });
    expect(world.pages().slice(before.length)).toEqual(['25 secondary repeat', '25 fallback repeat']);
  });

  test('a rung whose time has not come when something stands again keeps its time', async () => {
    const world = createWorld();
    await world.alarm('errors', { severity: 'SEV3' });
    await world.pass(1 * MINUTE);
    await world.ok('errors');
    await world.pass(1 * MINUTE);
    await world.alarm('errors', { severity: 'SEV3' });
    await world.pass(3 * MINUTE);
    expect(world.pages()).toEqual(['0 primary opened', '5 secondary no-response']);
  });

  test('of two signals one that still stands is enough for the next rung', async () => {
    const world = createWorld();
    await world.alarm('errors', { severity: 'SEV3' });
    await world.alarm('latency', { severity: 'SEV3' });
    await world.pass(1 * MINUTE);
    await world.ok('errors');
    await world.pass(5 * MINUTE);
    expect(world.pages()).toContain('5 secondary no-response');
  });

  test('a severity that a person raises while nothing stands pages its first rung, and then rests', async () => {
    const world = createWorld();
    await world.alarm('errors', { severity: 'SEV3' });
    await world.ok('errors', { at: 1 });
    await world.pass(2 * MINUTE);
    await world.act(await world.incident(), { kind: 'set-severity', severity: 'SEV2' });
    await world.pass(12 * MINUTE);
    expect(world.pages()).toEqual(['0 primary opened', '2 primary severity-risen']);
  });
});

describe('a SEV1 or security incident that has cleared and that nobody acknowledged', () => {
  const reminders = (pages: readonly string[]) => pages.filter((text) => text.endsWith(' reminder'));

  test('reminds the rung last paged every 30 minutes, and does not climb', async () => {
    const world = createWorld();
    await world.alarm('cart-down', { severity: 'SEV1' });
    await world.pass(1 * MINUTE);
    await world.ok('cart-down');
    await world.pass(100 * MINUTE);
    expect(world.pages().filter((text) => text.includes(' secondary '))).toEqual([]);
    expect(reminders(world.pages())).toEqual([
      '31 primary reminder',
      '61 primary reminder',
      '91 primary reminder',
    ]);
  });

  test('reminds whom it paged last, also where that was the second rung', async () => {
    const world = createWorld();
    await world.alarm('intrusion', { severity: 'SEV3', scenario: 'security' });
    await world.pass(6 * MINUTE);
    await world.ok('intrusion');
    await world.pass(31 * MINUTE);
    expect(reminders(world.pages())).toEqual(['36 secondary reminder']);
  });

  test('says in words that it has cleared', async () => {
    const world = createWorld();
    await world.alarm('cart-down', { severity: 'SEV1' });
    await world.ok('cart-down', { at: 1 });
    await world.pass(31 * MINUTE);
    const index = world.publisher.published.findIndex(({ reason }) => reason === 'reminder');
    const reminder = world.rendered()[index];
    expect(reminder?.texts.subject).toBe('[SEV1] CLEARED, NOT RESOLVED: checkout: cart-down');
    expect(reminder?.texts.sms).toContain('SEV1 CLEARED, NOT RESOLVED: ');
    expect(reminder?.texts.email).toContain('Signals: all clear since 2026-11-18 03:00 UTC');
    expect(world.rendered()[0]?.texts.subject).toContain('INCIDENT: ');
  });

  test('an acknowledgement ends the reminders, a resolution too', async () => {
    const acknowledged = createWorld();
    await acknowledged.alarm('cart-down', { severity: 'SEV1' });
    await acknowledged.ok('cart-down', { at: 1 });
    await acknowledged.pass(40 * MINUTE);
    await acknowledged.act(await acknowledged.incident(), 'acknowledge');
    await acknowledged.pass(2 * HOUR);
    expect(reminders(acknowledged.pages())).toHaveLength(1);
  });

  test('other incidents remind nobody: they resolve by themselves', async () => {
    const world = createWorld();
    await world.alarm('errors', { severity: 'SEV2' });
    await world.ok('errors', { at: 1 });
    await world.pass(2 * HOUR);
    expect(reminders(world.pages())).toEqual([]);
    expect((await world.incident()).status).toBe('resolved');
  });
});

test('rungs that rest go on although a release that knows no rest took the clearing back', async () => {
  const world = createWorld();
  await world.alarm('errors', { severity: 'SEV2' });
  await world.ok('errors', { at: 1 });
  await world.pass(5 * MINUTE);
  const rested = await world.incident();
  expect(rested.escalation.restingSinceMs).toBeDefined();
  await world.shell.store.putSignal(rested.id, recordOf('errors', world.now()));
  const { clearSinceMs: _, ...taken } = rested;
  await world.shell.store.commit(rested, {
    ...taken,
    status: 'investigating',
    version: rested.version + 1,
    commitId: 'older',
    dueAtMs: world.now(),
  });
  await world.pass(2 * MINUTE);
  expect(world.pages().slice(1)).toEqual(['6 secondary no-response']);
  expect((await world.incident()).escalation.restingSinceMs).toBeUndefined();
});

test('a hold that begins with the same decision lets no rung rest: a signal may have joined that did not meet it', async () => {
  const settings = configured();
  const { clocks } = settings;
  const expiryMs = { ...clocks.expiryMs, finding: 5 * MINUTE };
  const world = createWorld({ ...settings, clocks: { ...clocks, expiryMs } });
  await world.alarm('finding', { severity: 'SEV2', kind: 'finding' });
  const { store } = world.shell;
  const { id } = await world.incident();
  let joins = 0;
  const joining = {
    ...store,
    standing: async (incidentId: string, limit: number) => {
      const found = await store.standing(incidentId, limit);
      // After the look that finds nothing, and before the commit: what changes no decision commits nothing.
      if (found.length === 0 && joins++ === 0) await store.putSignal(id, recordOf('again', world.now()));
      return found;
    },
  };
  Reflect.set(world.shell, 'store', joining);
  await world.pass(6 * MINUTE);
  expect(world.pages()).toContain('5 secondary no-response');
});

test('a signal that a crash left standing without a decision is seen by the next look, and the rungs go on (I4)', async () => {
  const world = createWorld();
  await world.alarm('down', { severity: 'SEV1' });
  await world.pass(MINUTE);
  await world.ok('down');
  await world.pass(10 * MINUTE);
  const incident = await world.incident();
  expect(world.pages().filter((page) => page.includes('secondary'))).toEqual([]);
  const [signal] = world.records.signalsOf(incident.id).values();
  if (signal === undefined) throw new Error('no signal');
  const order = signal.order.replace(/\..*/, '.99');
  await world.shell.store.putSignal(incident.id, { ...signal, order, active: true, state: 'ALARM' });
  await world.pass(5 * MINUTE);
  expect(await world.incident()).toMatchObject({ status: 'investigating' });
  expect(world.pages().at(-1)).toBe('15 secondary no-response');
});

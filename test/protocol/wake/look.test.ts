import { describe, expect, test } from 'vitest';
import { type Clock, type Need, unaffected } from '../../../domain/clocks/clock.ts';
import type { AlarmItem } from '../../../domain/signal/alarm-item.ts';
import { orderOf } from '../../../domain/signal/order.ts';
import type { SignalRecord } from '../../../domain/signal/signal-record.ts';
import { look, SIGNALS_A_WAKE } from '../../../protocol/wake/look.ts';
import { reconcileStanding } from '../../../protocol/wake/reconcile.ts';
import { createWorld, MINUTE, SECOND, START, transitionOf, type World } from '../../behaviour/world.ts';

const opened = async (kind: 'alarm' | 'contributor' = 'alarm') => {
  const world = createWorld();
  await world.alarm(kind === 'alarm' ? 'errors' : 'errors#i-1', { severity: 'SEV3', kind });
  const incident = await world.incident();
  const signals = world.records.signalsOf(incident.id);
  const [signal] = signals.values();
  if (signal === undefined) throw new Error('no signal');
  return { world, incident, signals, signal };
};

const clockOf = (...needs: Need[]): Clock => ({
  name: needs.join(),
  dueAtMs: () => START,
  needs,
  run: () => {},
  on: unaffected,
});

const reasonsOf = (signals: ReadonlyMap<string, SignalRecord>) =>
  Object.fromEntries([...signals.values()].map(({ name, reason }) => [name, reason]));

/** Signals that expire so many ms after START. */
const expiring = async (...afterMs: number[]) => {
  const { world, incident, signals, signal } = await opened();
  signals.clear();
  for (const ms of afterMs)
    signals.set(`s${ms}`, { ...signal, signalId: `s${ms}`, name: `s${ms}`, expiresAtMs: START + ms });
  return { world, incident, signals, signal };
};

describe('a look', () => {
  test('finds what is asked for, and nothing more', async () => {
    const { world, incident } = await opened();
    expect(await look(world.shell, incident, [clockOf()])).toEqual({});
    expect(await look(world.shell, incident, [clockOf('taken-in-again')])).toEqual({});
    expect(await look(world.shell, incident, [clockOf('standing')])).toEqual({
      standing: true,
      wasClear: false,
    });
    const clear = { ...incident, clearSinceMs: START };
    expect(await look(world.shell, clear, [clockOf('standing')])).toMatchObject({ wasClear: true });
  });

  test('at expiries ends what has expired by a second from now, and finds the next', async () => {
    const { world, incident, signals } = await expiring(SECOND, SECOND + 1, MINUTE);
    const facts = await look(world.shell, incident, [clockOf('expiry')]);
    expect(facts).toEqual({ nextExpiryAtMs: START + SECOND + 1 });
    expect(reasonsOf(signals)).toMatchObject({ s1000: 'expired', s1001: 'in-alarm', s60000: 'in-alarm' });
  });

  test('at expiries comes before that at what stands', async () => {
    const { world, incident } = await expiring(0);
    const facts = await look(world.shell, incident, [clockOf('standing'), clockOf('expiry')]);
    expect(facts).toEqual({ standing: false, wasClear: false });
  });

  test('at as many signals as it takes comes again after a hold, where none of them tells when', async () => {
    const { world, incident, signals, signal } = await expiring();
    const again = async (count: number) => {
      signals.clear();
      for (let n = 0; n < count; n++) signals.set(`s${n}`, { ...signal, signalId: `s${n}` });
      return look(world.shell, incident, [clockOf('expiry')]);
    };
    expect(await again(SIGNALS_A_WAKE - 1)).toEqual({});
    expect(await again(SIGNALS_A_WAKE)).toEqual({ nextExpiryAtMs: START + SECOND + 5 * MINUTE });
  });

  test('at the census counts, and finds the next expiry', async () => {
    const { world, incident } = await expiring(MINUTE, 2 * MINUTE);
    expect(await look(world.shell, incident, [clockOf('census')])).toEqual({
      nextExpiryAtMs: START + MINUTE,
      counted: { active: 2, total: 2 },
    });
  });
});

describe('what an incident shows although its alarm says otherwise', () => {
  const reconciled = async (
    changed: (item: AlarmItem) => AlarmItem | undefined,
    kind: 'alarm' | 'contributor' = 'alarm',
    before?: (world: World, id: string) => void,
  ) => {
    const { world, incident, signals, signal } = await opened(kind);
    const item = world.records.alarms.get(signal.signalId);
    const now = item && changed(item);
    if (now === undefined) world.records.alarms.delete(signal.signalId);
    else world.records.alarms.set(signal.signalId, now);
    before?.(world, signal.signalId);
    const found = await reconcileStanding(world.shell, incident, 9);
    expect(found).toHaveLength(1);
    return signals.get(signal.signalId);
  };
  const newer = orderOf(transitionOf('errors', START + 1));

  test('is over where a newer transition ended it, or moved it', async () => {
    expect(await reconciled((item) => ({ ...item, order: newer, active: false }))).toMatchObject({
      active: false,
      reason: 'ok',
      order: newer,
    });
    expect(await reconciled((item) => ({ ...item, order: newer, generation: 2 }))).toMatchObject({
      active: false,
      reason: 'moved',
    });
  });

  test('stays where its alarm stands here, is as old, or is not known', async () => {
    for (const changed of [
      (item: AlarmItem) => ({ ...item, order: newer }),
      (item: AlarmItem) => ({ ...item, active: false }),
      () => undefined,
    ])
      expect(await reconciled(changed)).toMatchObject({ active: true });
  });

  test('is over, as a series, once its alarm has ended after it', async () => {
    const parent = (order: string, active: boolean) => (world: World, id: string) => {
      const series = world.records.alarms.get(id);
      if (series === undefined) throw new Error('no alarm item');
      const signalId = id.slice(0, id.lastIndexOf('#'));
      world.records.alarms.set(signalId, { ...series, signalId, order, active });
    };
    const same = (item: AlarmItem) => item;
    const older = orderOf(transitionOf('errors', START - 1));
    expect(await reconciled(same, 'contributor', parent(newer, false))).toMatchObject({
      reason: 'parent-ok',
    });
    expect(await reconciled(same, 'contributor', parent(newer, true))).toMatchObject({ active: true });
    expect(await reconciled(same, 'contributor', parent(older, false))).toMatchObject({ active: true });
  });
});

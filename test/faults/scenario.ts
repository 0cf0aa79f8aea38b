import type { Incident } from '../../domain/incident/incident.ts';
import type { Command } from '../../domain/lifecycle/commands.ts';
import type { Transition } from '../../domain/signal/signal.ts';
import { act } from '../../protocol/command/act.ts';
import { ingest } from '../../protocol/intake/ingest.ts';
import type { Shell } from '../../protocol/shell.ts';
import { runTimer } from '../../protocol/wake/run-timer.ts';
import { sweepDue } from '../../protocol/wake/sweep.ts';
import { MINUTE, START, type World } from '../behaviour/world.ts';

/**
 * Rungs, updates and triggers come at multiples of 5 minutes; clearing and expiry do not, so that a recovery of up to two
 * minutes does not move a resolution past a page that it would have made void.
 */
export const waits = `clocks:
  clearHold: 6m
  autoResolve: 11m
  expiry:
    scaling: 62m
retention: 35d
`;

/** One invocation of one function, and what came before it, at multiples of 5 minutes after `START`. */
export interface Scenario {
  readonly title: string;
  /** Runs without fault; leaves the clock at the moment of the invocation. */
  readonly before: (world: World) => Promise<void>;
  /** One try; true when it was answered, so that nobody asks again. The same message at each try. */
  readonly work: (world: World, shell: Shell) => Promise<boolean>;
  /** Two messages of one incident: when one fails, they are taken in in the other order, and I6 lets timelines differ. */
  readonly mayReorder?: true;
  /** Who tries again: the queue delivers at least once, a person asks until answered, the clock goes on by itself. */
  readonly source: 'queue' | 'person' | 'clock';
}

type Before = Scenario['before'];

/** A batch of the intake queue. */
export const delivers =
  (...transitions: readonly Transition[]): Scenario['work'] =>
  async (_, shell) =>
    (await ingest(shell, transitions)).every(({ kind }) => kind !== 'failed');

/** A person's command on the incident of a generation, always with the same idempotency key. */
export const commands =
  (command: Command, more: { readonly note?: string } = {}): Scenario['work'] =>
  async (world, shell) => {
    const request = { key: 'request-1', fingerprint: command.kind };
    const answer = await act(shell, idOf(world), { by: 'ada', command, request, ...more });
    return answer.outcome !== 'refused' || answer.reason !== 'too-much-contention';
  };

/** A person merges the last incident into the first. */
export const merges =
  (more: { readonly note?: string } = {}): Scenario['work'] =>
  (world, shell) =>
    commands({ kind: 'merge', into: firstOf(world).id }, more)(world, shell);

/** The timer message for the moment at which the only incident is due. */
export const timerComes: Scenario['work'] = async (world, shell) => {
  await runTimer(shell, { incidentId: idOf(world), dueAtMs: world.now() });
  return true;
};

export const sweeps: Scenario['work'] = async (world, shell) => {
  await sweepDue(shell, world.now() + MINUTE);
  return true;
};

const lastOf = (world: World): Incident => {
  const last = [...world.records.incidents.values()].at(-1);
  if (last === undefined) throw new Error('the scenario has no incident yet');
  return last;
};

const firstOf = (world: World): Incident => {
  const [one] = world.records.incidents.values();
  if (one === undefined) throw new Error('the scenario has no incident yet');
  return one;
};

const idOf = (world: World): string => lastOf(world).id;

export const inTurn =
  (...steps: readonly Before[]): Before =>
  async (world) => {
    for (const step of steps) await step(world);
  };

export const alarmed =
  (...args: Parameters<World['alarm']>): Before =>
  async (world) => {
    await world.alarm(...args);
  };

export const sent =
  (...transitions: Parameters<World['send']>): Before =>
  async (world) => {
    await world.send(...transitions);
  };

/** Until the fifth minute. */
export const muted = { muted: { by: 'rule', untilMs: START + 5 * MINUTE } };

export const cleared =
  (...args: Parameters<World['ok']>): Before =>
  async (world) => {
    await world.ok(...args);
  };

export const done =
  (command: Command['kind']): Before =>
  async (world) => {
    await world.act(lastOf(world), command);
  };

/** An incident of checkout, and five minutes later one of payments. */
export const two: Before = async (world) => {
  await first(world);
  await until(5)(world);
  await world.alarm('refusals', { service: 'payments', severity: 'SEV2', resource: 'gateway' });
};

/** The later of the two is merged into the earlier. */
export const merged: Before = async (world) => {
  await two(world);
  await world.act(lastOf(world), { kind: 'merge', into: firstOf(world).id });
};

/** Until so many minutes after `START`, everything running. */
export const until =
  (minute: number): Before =>
  (world) =>
    world.pass(START + minute * MINUTE - world.now());

/** The same, but what is due at that very minute has not been looked at. */
export const dueAt =
  (minute: number): Before =>
  async (world) => {
    await world.pass(START + minute * MINUTE - 2_000 - world.now());
    world.running = false;
    await world.pass(2_000);
    world.running = true;
  };

/** The same, so many days and minutes after `START`; nothing has run in the days before that. */
export const dueAtDay =
  (day: number, minute: number): Before =>
  async (world) => {
    world.running = false;
    await world.pass(at(day * 24 * 60 + minute - 5) - world.now());
    world.running = true;
    await dueAt(day * 24 * 60 + minute)(world);
  };

export const nothing: Before = async () => {};

/** So many minutes after `START`, epoch ms. */
export const at = (minute: number): number => START + minute * MINUTE;

/** The alarm that most scenarios begin with. */
export const first: Before = alarmed('errors', { severity: 'SEV3' });

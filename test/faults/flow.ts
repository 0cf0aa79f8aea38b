import type { Command } from '../../domain/lifecycle/commands.ts';
import type { Transition } from '../../domain/signal/signal.ts';
import { act } from '../../protocol/command/act.ts';
import { declareIncident } from '../../protocol/intake/declare.ts';
import { ingest } from '../../protocol/intake/ingest.ts';
import type { Shell } from '../../protocol/shell.ts';
import { runTimer } from '../../protocol/wake/run-timer.ts';
import { sweepDue } from '../../protocol/wake/sweep.ts';
import { type AlarmOptions, MINUTE, START, transitionOf, type World } from '../behaviour/world.ts';
import { invoke } from './fault.ts';
import { alarmed, cleared, inTurn, type Scenario } from './scenario.ts';

/** Workers that run side by side, what came before, and what stands when they are through. */
export interface Flow {
  readonly title: string;
  readonly before: Scenario['before'];
  readonly workers: readonly Worker[];
  /** Alarms that an open incident shows in the end, whoever was first; none: nothing is open then. */
  readonly stands: readonly string[];
  /** A worker crashed before: what it published may come again. */
  readonly mayRepeat?: true;
}

export interface Worker {
  readonly does: 'acknowledge' | 'other';
  /** Whether somebody tries again when it ends without an answer: a queue or a person, not the clock. */
  readonly comesAgain: boolean;
  readonly run: (world: World, shell: Shell) => Promise<void>;
}

class NotTakenInError extends Error {
  override readonly name = 'NotTakenInError';
}

const taking = (...transitions: Transition[]): Worker => ({
  does: 'other',
  comesAgain: true,
  run: async (_, shell) => {
    const results = await ingest(shell, transitions);
    for (const result of results)
      if (result.kind === 'failed')
        throw new NotTakenInError(transitions[0]?.signal.name, { cause: result.error });
  },
});

export const alarm = (name: string, minute: number, options: AlarmOptions = {}): Worker =>
  taking(transitionOf(name, START + minute * MINUTE + 2, { severity: 'SEV3', ...options }));

export const ok = (name: string, minute: number): Worker =>
  taking(transitionOf(name, START + minute * MINUTE + 3, { state: 'OK' }));

export const person = (command: Command): Worker => ({
  does: command.kind === 'acknowledge' ? 'acknowledge' : 'other',
  comesAgain: true,
  run: async (world, shell) => {
    const request = { key: command.kind, fingerprint: command.kind };
    await act(shell, idOf(world), { by: 'ada', command, request, note: `${command.kind} by ada` });
  },
});

export const declares: Worker = {
  does: 'other',
  comesAgain: true,
  run: async (_, shell) => {
    const what = { title: 'Slow', service: 'checkout', severity: 'SEV3', scenario: 'generic' } as const;
    await declareIncident(shell, { by: 'ada', ...what, request: { key: 'k', fingerprint: 'f' } });
  },
};

export const timer: Worker = {
  does: 'other',
  comesAgain: false,
  run: async (world, shell) => {
    await runTimer(shell, { incidentId: idOf(world), dueAtMs: world.now() });
  },
};

export const sweep: Worker = {
  does: 'other',
  comesAgain: false,
  run: async (world, shell) => {
    await sweepDue(shell, world.now() + MINUTE);
  },
};

const idOf = ({ records }: World): string => [...records.incidents.keys()].at(0) ?? 'none';

export const first = alarmed('errors', { severity: 'SEV3' });
export const clearedAt1 = inTurn(first, cleared('errors', { at: 1 }));
/** The opener crashed right after its commit, and its lease has ended. */
export const crashedOpener: Scenario['before'] = async (world) => {
  const opening = transitionOf('errors', START, { severity: 'SEV3' });
  const take = async (shell: Shell) => (await ingest(shell, [opening])).length === 1;
  await invoke(world.shell, take, { call: 'store.create', way: 'crash-after' });
  world.running = false;
  await world.pass(MINUTE);
  world.running = true;
};

/** Waits short enough that a rest of a quarter of an hour ends everything. */
export const flowWaits = `clocks:
  clearHold: 1m
  autoResolve: 2m
  recheck: 3m
retention: 35d
`;

import { createMemoryFindings } from '../../adapters/memory/findings.ts';
import { checks } from '../../domain/triage/checks.ts';
import type { CheckName, Looks } from '../../domain/triage/looks.ts';
import type { Lookers } from '../../protocol/ports/check.ts';
import { type Examined, examine } from '../../protocol/triage/examine.ts';
import type { TriageShell } from '../../protocol/triage/triage-shell.ts';
import type { createWorld } from './world.ts';

/** What AWS would answer to each check; what is left out has nothing to answer. */
export type Situation = { readonly [K in CheckName]?: readonly Looks[K]['facts'][] };

/** Triage beside a world: examines what the world's bus was told to. */
export const createTriageWorld = (world: ReturnType<typeof createWorld>, situation: Situation) => {
  const findings = createMemoryFindings(world.records);
  let go: () => void = () => {};
  const started = { waiting: Promise.resolve() };
  const names = Object.keys(checks) as CheckName[];
  const lookers = Object.fromEntries(
    names.map((name) => [
      name,
      async () => {
        await started.waiting;
        return (situation[name] ?? []).map((facts, n) => ({ resource: nameOf(facts, n), facts }));
      },
    ]),
  ) as unknown as Lookers;
  const regions: string[] = [];
  const shell = (): TriageShell => ({
    ...world.shell,
    lookersIn: (region) => {
      regions.push(region);
      return lookers;
    },
    account: undefined,
    // Where the stack is; the signals of a world stand elsewhere.
    region: 'us-east-1',
    findings,
    clean: (text) => text,
    within: (_ms, work) => work(new AbortController().signal),
  });
  const run = async (): Promise<Examined> => examine(shell(), (await world.incident()).id);
  return {
    /** Where it was looked, a run each. */
    regions,
    /** Examines the world's incident as it is now. */
    run,
    /** Lets minutes pass, and answers what is asked for in each. */
    attend: async (minutes: number): Promise<void> => {
      for (let minute = 0; minute < minutes; minute++) {
        await world.pass(60_000);
        await run();
      }
    },
    /** Begins a run that waits for its answers until the returned function is called. */
    begin: () => {
      started.waiting = new Promise((resolve) => {
        go = resolve;
      });
      const running = run();
      return async (): Promise<Examined> => {
        go();
        return running;
      };
    },
    judgement: async () => {
      const { id, triage } = await world.incident();
      return findings.judgement(id, triage?.judged?.run ?? 0);
    },
    findings: async () => {
      const { id, triage } = await world.incident();
      return (await findings.findings(id, triage?.judged?.run ?? 0, 100)).findings;
    },
  };
};

const nameOf = (facts: object, n: number): string => {
  if ('name' in facts && typeof facts.name === 'string') return facts.name;
  return 'service' in facts && typeof facts.service === 'string' ? facts.service : `resource-${n}`;
};

import { createMemoryFindings } from '../../adapters/memory/findings.ts';
import { checks } from '../../domain/triage/checks.ts';
import type { CheckName } from '../../domain/triage/looks.ts';
import type { Lookers } from '../../protocol/ports/check.ts';
import type { FindingStore } from '../../protocol/ports/findings.ts';
import { examine } from '../../protocol/triage/examine.ts';
import { MINUTE, type World } from '../behaviour/world.ts';
import { alarmed, cleared, inTurn, type Scenario, until } from './scenario.ts';

type Before = Scenario['before'];

/** Findings are kept over a port of the shell, so that its calls have their faults, too. */
const keepsFindings: Before = async (world) => {
  world.shell = Object.assign(world.shell, { findings: createMemoryFindings(world.records) });
};

const findingsOf = (shell: World['shell']): FindingStore => {
  if (!('findings' in shell)) throw new Error('the scenario keeps no findings');
  return shell.findings as FindingStore;
};

/** The alarm's metric has grown; nothing else is known of the service. */
const lookersOf = (): Lookers => {
  const nothing = async () => [];
  const names = Object.keys(checks) as CheckName[];
  const none = Object.fromEntries(names.map((name) => [name, nothing])) as unknown as Lookers;
  return {
    ...none,
    'alarm-metric': async ({ subjects, onsetMs }) =>
      subjects.map(({ resource }) => ({
        resource,
        facts: {
          resource,
          series: { value: [-1, 1].map((n) => ({ atMs: onsetMs + n * MINUTE, value: n === 1 ? 90 : 3 })) },
        },
      })),
  };
};

/** A message of the queue of triage. */
const examines: Scenario['work'] = async (world, shell) => {
  const [id = ''] = world.records.incidents.keys();
  await examine(
    {
      ...shell,
      ...{ lookersIn: lookersOf, account: undefined, region: 'eu-west-1', findings: findingsOf(shell) },
      clean: (text) => text,
      within: (_ms, work) => work(new AbortController().signal),
    },
    id,
  );
  return true;
};

const opened = inTurn(keepsFindings, alarmed('errors', { severity: 'SEV2', scenario: 'outage' }));

/** What triage is handed. */
export const ofTriage: readonly Omit<Scenario, 'source'>[] = [
  { title: 'a triage run', before: opened, work: examines },
  {
    title: 'a triage run that verifies what has cleared',
    before: inTurn(opened, cleared('errors', { at: 1 }), until(7.5)),
    work: examines,
  },
];

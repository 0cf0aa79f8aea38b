import { createMemoryFindings } from '../../adapters/memory/findings.ts';
import type { DomainEvent } from '../../domain/incident/domain-event.ts';
import { isOpen, SYSTEM } from '../../domain/incident/incident.ts';
import { LOST_AFTER_MS } from '../../domain/triage/ask.ts';
import { checks } from '../../domain/triage/checks.ts';
import type { Target } from '../../domain/triage/facts/targets.ts';
import type { Lookers } from '../../protocol/ports/check.ts';
import type { Shell } from '../../protocol/shell.ts';
import { examine } from '../../protocol/triage/examine.ts';
import type { TriageShell } from '../../protocol/triage/triage-shell.ts';
import { statesOf } from './checks.ts';
import type { History } from './history.ts';
import type { Worker } from './scheduler.ts';

/** The requests that the bus took and nobody was handed yet; some come twice. */
const requests = ({ emitted, handedOut }: History['triage'], chance: (of: number) => boolean): string[] => {
  const fresh = emitted.slice(handedOut.count);
  handedOut.count = emitted.length;
  const asked = fresh.filter(({ type }: DomainEvent) => type === 'incident.triage-requested');
  return asked.flatMap(({ incident }) => (chance(0.1) ? [incident.id, incident.id] : [incident.id]));
};

/** Workers that examine what was asked for; a third of the requests is lost with a crash or in the queue. */
export const startTriage = (history: History): void => {
  const { random, scheduler, triage } = history;
  for (const incidentId of requests(triage, random.chance)) {
    if (random.chance(0.3)) continue;
    scheduler.start('triage', (self) =>
      examine(triageShell(history, history.shellOf(self), self), incidentId),
    );
  }
};

/** At rest every request is answered, but for the outages of the record. */
export const triageAtRest = async (
  history: History,
  invoke: (name: string, work: (shell: Shell) => Promise<unknown>) => Promise<void>,
): Promise<void> => {
  for (const incidentId of requests(history.triage, () => false))
    await invoke('triage', (shell) => examine(triageShell(history, shell), incidentId));
};

const triageShell = (history: History, shell: Shell, worker?: Worker): TriageShell => {
  const { scheduler, records } = history;
  const findings = createMemoryFindings(records);
  const gate = <T>(label: string, effect: () => Promise<T>): Promise<T> =>
    worker === undefined ? effect() : scheduler.call(worker, label, effect);
  return {
    ...shell,
    lookersIn: () => lookersOf(history, gate),
    account: undefined,
    region: 'eu-west-1',
    findings: { putRun: (...run) => gate('putRun', () => findings.putRun(...run)) },
    clean: (text) => text,
    within: (_ms, work) => work(new AbortController().signal),
  };
};

/** Nothing but target groups is listed in a history; an alarm's own metric is always asked for. */
const nothing = async () => [];
const sightless = Object.fromEntries(
  Object.keys(checks).map((name) => [name, nothing]),
) as unknown as Lookers;
/** Targets that come and go between two looks, and a call that AWS refuses. */
const lookersOf = (
  { random }: History,
  gate: <T>(label: string, effect: () => Promise<T>) => Promise<T>,
): Lookers => ({
  ...sightless,
  'target-health': ({ subjects }) =>
    gate('look', async () =>
      subjects.map(({ name }) => {
        if (random.chance(0.1)) return { resource: name, error: new Error('refused') };
        const targets = ['a', 'b'].map(
          (id): Target => ({ id, state: random.pick(['healthy', 'unhealthy']) }),
        );
        return { resource: name, facts: { name, targets } };
      }),
    ),
});

/** Long enough for a run to be called lost, for the one after it, and for a sweep between. */
const LONGEST_WAIT_MS = 2 * LOST_AFTER_MS + 3 * 60_000;

/** Nothing resolves by itself while users still notice it. */
const checkVerified = (history: History): string | undefined => {
  const wrong = statesOf(history).find(
    ({ status, resolvedBy, triage }) =>
      status === 'resolved' && resolvedBy === SYSTEM && triage?.verification?.passed === false,
  );
  return wrong === undefined ? undefined : `${wrong.id} ended by itself, though its verification had failed`;
};

/** When nothing more happens: what is open has been examined, and nobody waits for an answer for ever. */
export const checkTriage = (history: History): string | undefined =>
  checkVerified(history) ?? checkExamined(history);

const checkExamined = (history: History): string | undefined => {
  for (const { id, status, triage, openedAtMs } of statesOf(history).filter((state) => isOpen(state))) {
    if (triage === undefined) return `${id} (${status}): nobody asked for its triage`;
    if (triage.judged === undefined && history.now() - openedAtMs > LONGEST_WAIT_MS)
      return `${id}: it was never examined`;
    if (triage.state === 'running' && history.now() - triage.askedAtMs > LONGEST_WAIT_MS)
      return `${id}: triage run ${triage.runs} is waited for for ever`;
  }
  return undefined;
};

import type { Incident } from '../../domain/incident/incident.ts';
import { isOpen } from '../../domain/incident/incident.ts';
import type { Scene } from '../../domain/triage/check.ts';
import { concludeTriage } from '../../domain/triage/conclude.ts';
import { dependenciesOf } from '../../domain/triage/dependencies-of.ts';
import { estateOf } from '../../domain/triage/estate-of.ts';
import type { Finding } from '../../domain/triage/finding.ts';
import { judge } from '../../domain/triage/judge.ts';
import type { Judgement } from '../../domain/triage/judgement.ts';
import { commitDraft, contextOf, ownEffects, untilDone } from '../commit.ts';
import { followUp } from '../intake/follow-up.ts';
import { drain } from '../outbox/drain.ts';
import { lookAt } from './look-at.ts';
import type { TriageShell } from './triage-shell.ts';

/** What became of a request: the literal reason of the log and the metric. */
export type Examined = 'judged' | 'nothing-asked' | 'overtaken' | 'not-found';

/** Signals whose resources are looked at. */
const SIGNALS_LOOKED_AT = 25;

/**
 * Makes the run that the incident waits for: looks, writes down what was found, and decides on it in one commit. The
 * record says which run that is, so a repeated request finds nothing to do, and one that was overtaken changes nothing.
 * docs/architecture.md, Triage.
 */
export const examine = async (shell: TriageShell, incidentId: string): Promise<Examined> => {
  const incident = await shell.store.read(incidentId);
  if (incident === undefined) return 'not-found';
  const { triage } = incident;
  if (triage === undefined || triage.state === 'done' || !isOpen(incident)) return 'nothing-asked';
  const scene = await sceneOf(shell, incident);
  const findings = await lookAt(shell, triage.runs, scene);
  const judgement = judge(incident, triage.runs, findings, { ...scene, nowMs: shell.now() });
  await shell.findings.putRun(incidentId, findings, judgement);
  return untilDone(shell, incidentId, () => conclude(shell, incidentId, judgement, findings));
};

const sceneOf = async (shell: TriageShell, incident: Incident): Promise<Scene> => {
  const { id, service, scenario, onsetAtMs, openedAtMs } = incident;
  const standing = await shell.store.standing(id, SIGNALS_LOOKED_AT);
  // A database of another account may have the name of one of ours.
  const signals = standing.filter(
    ({ transition: { signal } }) => (shell.account ?? signal.account) === signal.account,
  );
  const about = signals.map(({ transition }) => transition.signal);
  const estate = estateOf(service, about, shell.configuration);
  return {
    onsetMs: onsetAtMs ?? openedAtMs,
    nowMs: shell.now(),
    scenario,
    estate,
    dependencies: dependenciesOf(service, estate, shell.configuration),
    // Once nothing stands it is looked where it was looked before.
    region: about.find(({ region }) => isRegion(region))?.region ?? incident.triage?.region ?? shell.region,
    signals,
  };
};

/** What a person declared is of no region; what an event says is no region of AWS is asked for nowhere. */
const isRegion = (text: string): boolean => /^[a-z]{2,}(-[a-z]+)+-\d+$/.test(text);

/** Undefined: somebody else was first. */
const conclude = async (
  shell: TriageShell,
  incidentId: string,
  judgement: Judgement,
  findings: readonly Finding[],
): Promise<Examined | undefined> => {
  const incident = await shell.store.read(incidentId);
  if (incident === undefined) return 'not-found';
  const draft = concludeTriage(incident, judgement, findings, contextOf(shell));
  if (draft === undefined) return 'overtaken';
  const after = await commitDraft(shell, incident, draft);
  if (after === undefined) return undefined;
  const { unfinished } = await drain(shell, after, ownEffects(incident, after));
  await followUp(shell, unfinished);
  return 'judged';
};

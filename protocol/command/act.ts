import { refuse } from '../../domain/incident/command.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import { actOn } from '../../domain/lifecycle/act-on.ts';
import type { ActResult } from '../../domain/lifecycle/command.ts';
import { type Act, commandRow, counterpartOf } from '../../domain/lifecycle/commands.ts';
import { ContentionError, commitDraft, contextOf, ownEffects, untilDone } from '../commit.ts';
import { followUp } from '../intake/follow-up.ts';
import { drain } from '../outbox/drain.ts';
import type { Shell } from '../shell.ts';
import { anyStands } from '../standing.ts';

/**
 * Carries out a person's command. One that changes another incident, too, is carried out there first: if it ends half
 * way, the request is sent again, and finds the other one done.
 */
export const act = async (shell: Shell, incidentId: string, given: Act): Promise<ActResult> => {
  if (commandRow(given.command).counterpart === undefined) return actOnOne(shell, incidentId, given);
  // Who asks for an incident that is not there, or what it refuses, leaves nothing on the other one.
  const here = await shell.store.read(incidentId);
  if (here === undefined) return { outcome: 'not-found' };
  const other = counterpartOf(given.command, here);
  if (other === undefined || other.incidentId === incidentId) return actOnOne(shell, incidentId, given);
  const foreseen = actOn(here, given, contextOf(shell));
  if (foreseen.outcome === 'refused') return { ...foreseen, incident: here };
  const { note: _, ...without } = given;
  const there = await actOnOne(shell, other.incidentId, { ...without, command: other.command });
  if (there.outcome === 'not-found')
    return refuse('unknown-incident', `There is no incident ${other.incidentId}: GET /incidents lists them`);
  if (there.outcome === 'refused' && there.reason === 'retired')
    return refuse('unknown-incident', there.text);
  return there.outcome === 'refused' ? there : actOnOne(shell, incidentId, given);
};

/** Decided on a strong read, committed on its version, tried again if somebody was first. */
const actOnOne = async (shell: Shell, incidentId: string, given: Act): Promise<ActResult> => {
  // A key of its own tells a commit whose answer was lost from another worker's, even if many came in between.
  const request = given.request ? given : { ...given, request: { key: shell.newId(), fingerprint: '' } };
  let decided: ActResult | Committed;
  try {
    decided = await untilDone(shell, incidentId, () => actOnce(shell, incidentId, request));
  } catch (error) {
    if (!(error instanceof ContentionError)) throw error;
    return {
      outcome: 'refused',
      reason: 'too-much-contention',
      text: 'Too many others change this incident: try again',
    };
  }
  if (decided.outcome !== 'committed') return decided;
  const { before, after } = decided;
  const { incident, unfinished } = await drain(shell, after, ownEffects(before, after));
  await followUp(shell, unfinished);
  return { outcome: 'done', incident, repeated: false };
};

interface Committed {
  readonly outcome: 'committed';
  readonly before: Incident;
  readonly after: Incident;
}

const actOnce = async (
  shell: Shell,
  incidentId: string,
  request: Act,
): Promise<ActResult | Committed | undefined> => {
  const incident = await shell.store.read(incidentId);
  if (incident === undefined) return { outcome: 'not-found' };
  const { needsStanding } = commandRow(request.command);
  const facts = needsStanding ? { standing: await anyStands(shell, incidentId) } : {};
  const decision = actOn(incident, request, contextOf(shell), facts);
  if (decision.outcome === 'refused') return { ...decision, incident };
  if (decision.outcome === 'repeated') return { outcome: 'done', incident, repeated: true };
  const after = await commitDraft(shell, incident, decision.draft);
  return after && { outcome: 'committed', before: incident, after };
};

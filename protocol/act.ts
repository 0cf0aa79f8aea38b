import { actOn } from '../domain/lifecycle/act-on.ts';
import type { Act, ActResult } from '../domain/lifecycle/command.ts';
import { commitDraft, contextOf, MAX_TRIES, ownEffects } from './commit.ts';
import { againWith } from './intake/ingest.ts';
import { drain } from './outbox/drain.ts';
import type { Shell } from './shell.ts';

/** Carries out a person's command: decided on a strong read, committed on its version, tried again if somebody was first. */
export const act = async (shell: Shell, incidentId: string, given: Act): Promise<ActResult> => {
  // A key of its own tells a commit whose answer was lost from somebody else's, however many came in between.
  const request = given.request ? given : { ...given, request: { key: shell.newId(), fingerprint: '' } };
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const incident = await shell.store.read(incidentId);
    if (incident === undefined) return { outcome: 'not-found' };
    const isClear =
      request.command.kind === 'reopen' && (await shell.store.standing(incidentId, 1)).length === 0;
    const decision = actOn(incident, request, contextOf(shell), isClear);
    if (decision.outcome === 'refused') return { ...decision, incident };
    if (decision.outcome === 'repeated') return { outcome: 'done', incident, repeated: true };
    const after = await commitDraft(shell, incident, decision.draft);
    if (after === undefined) continue;
    const left = await drain(shell, after, ownEffects(incident, after), againWith(shell));
    return { outcome: 'done', incident: left, repeated: false };
  }
  return {
    outcome: 'refused',
    reason: 'too-much-contention',
    text: 'Too many others change this incident: try again',
  };
};

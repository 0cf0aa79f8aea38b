import { startDraft } from '../../domain/incident/draft.ts';
import type { EffectBody } from '../../domain/incident/effect.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import { commitDraft, contextOf } from '../../protocol/commit.ts';
import type { History } from './history.ts';
import { LATER_KIND } from './later-kind.ts';

/** A later release decides something on an incident, and is gone. */
export const startLaterRelease = (history: History): void => {
  const { random, scheduler, records, watch } = history;
  const ids = [...records.incidents.keys()];
  if (ids.length === 0) return;
  const id = random.pick(ids);
  const effectId = `later-${watch.ofLaterRelease.length}`;
  scheduler.start('later-release', async (self) => {
    const shell = history.shellOf(self);
    const incident = await shell.store.read(id);
    if (incident === undefined) return;
    const draft = startDraft(incident, contextOf(shell));
    const body: object = { kind: LATER_KIND };
    draft.effects.set(effectId, body as EffectBody);
    draft.changed = true;
    const after = await commitDraft(shell, incident, draft);
    if (after) watch.ofLaterRelease.push({ incidentId: id, effectId: `${effectId}@${after.version}` });
  });
};

/** What nobody here can carry out is kept for those who can: it is never counted as done. */
export const checkKept = ({ records, watch }: History): string | undefined => {
  const isKept = (incident: Incident | undefined, effectId: string) =>
    incident?.outbox[effectId] !== undefined;
  const lost = watch.ofLaterRelease.find(
    ({ incidentId, effectId }) => !isKept(records.incidents.get(incidentId), effectId),
  );
  return lost && `${lost.incidentId}: ${lost.effectId}, of a kind that nobody knows, counts as done`;
};

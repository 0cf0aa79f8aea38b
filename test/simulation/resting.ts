import { type Incident, resolvesByItself } from '../../domain/incident/incident.ts';
import type { History } from './history.ts';
import { SLACK_MS, standsSince } from './pages.ts';
import type { Published } from './watch.ts';

/** An acknowledgement that was given for a time ends, unless somebody may have given one for good. */
export const checkAcknowledgement = (
  { watch, now }: History,
  { id, episode }: Incident,
): string | undefined => {
  const untilMs = watch.acknowledgedUntil.get(`${id}.${episode.number}`);
  const isForGood = watch.acts.some(
    ({ incidentId, act }) =>
      incidentId === id && act.command.kind === 'acknowledge' && act.command.forMs === undefined,
  );
  return untilMs !== undefined && !isForGood && now() > untilMs + SLACK_MS
    ? `${id}: the acknowledgement of episode ${episode.number} has not ended`
    : undefined;
};

/** Rungs that rest go on when something stands again (I4); what has cleared and waits for a person reminds somebody. */
export const checkResting = ({ watch, now, configuration }: History, state: Incident): string | undefined => {
  const { id, clearSinceMs, episode, escalation } = state;
  const since = standsSince(watch, id);
  if (escalation.restingSinceMs !== undefined && since !== undefined && now() > since + SLACK_MS)
    return `${id}: a signal stands, and its rungs still rest (I4)`;
  const noneSince = watch.standing.noneSince.get(id);
  if (episode.acknowledgedAtMs !== undefined || clearSinceMs === undefined || noneSince === undefined)
    return undefined;
  // The fallback gets one page in the place of several that nobody took in one decision.
  const reminds = ({ kind, reason, insteadOf }: Published) =>
    kind === 'page' && (reason === 'reminder' || insteadOf !== undefined);
  const reminded = watch.published.filter((page) => page.incidentId === id && page.isTaken && reminds(page));
  const lastMs = Math.max(noneSince, clearSinceMs, ...reminded.map(({ atMs }) => atMs));
  return !resolvesByItself(state) && now() > lastMs + configuration().clocks.reminderMs + SLACK_MS
    ? `${id}: it has cleared, and nobody is reminded`
    : undefined;
};

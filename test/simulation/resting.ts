import { type Incident, resolvesByItself } from '../../domain/incident/incident.ts';
import type { History } from './history.ts';
import { SLACK_MS } from './pages.ts';

/** Rungs that rest go on when something stands again (I4); what has cleared and waits for a person reminds somebody. */
export const checkResting = ({ watch, now, configuration }: History, state: Incident): string | undefined => {
  const { id, clearSinceMs, episode, escalation } = state;
  const since = watch.standing.since.get(id);
  if (escalation.restingSinceMs !== undefined && since !== undefined && now() > since + SLACK_MS)
    return `${id}: a signal stands, and its rungs still rest (I4)`;
  const noneSince = watch.standing.noneSince.get(id);
  if (episode.acknowledgedAtMs !== undefined || clearSinceMs === undefined || noneSince === undefined)
    return undefined;
  const reminded = watch.published.filter(
    (page) => page.incidentId === id && page.reason === 'reminder' && page.isTaken,
  );
  const lastMs = Math.max(noneSince, clearSinceMs, ...reminded.map(({ atMs }) => atMs));
  return !resolvesByItself(state) && now() > lastMs + configuration().clocks.reminderMs + SLACK_MS
    ? `${id}: it has cleared, and nobody is reminded`
    : undefined;
};

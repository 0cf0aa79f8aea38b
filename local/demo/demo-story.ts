import type { JsonObject } from '../kernel/json.ts';
import { listIn, type Stage, textIn, UnmetStep } from './demo-stage.ts';
import { notified, recorded, resolved } from './demo-steps.ts';
import { followTimeline } from './demo-timeline.ts';
import { playTriage } from './demo-triage.ts';

/** Everything that fails in the story is a part of this service. */
export const storyService = 'checkout';

const opened = (stage: Stage): Promise<JsonObject> =>
  stage.expect('the first alarm opens an incident of severity SEV1', async () => {
    const { incidents } = {
      incidents: listIn(await stage.call('GET', '/incidents?status=investigating'), 'incidents'),
    };
    return incidents.find((incident) => textIn(incident, 'severity') === 'SEV1');
  });

/** A page that was on its way when somebody acknowledged may still land. */
const landingMs = 1000;

/** An acknowledgement ends the pages of silence: none for as long as a rung would have waited. */
const quietSince = (stage: Stage, acknowledgedAt: string, timeScale: number): Promise<true> =>
  stage.expect('five minutes after the acknowledgement nobody was paged again', async () => {
    const sinceMs = Date.parse(acknowledgedAt) + landingMs;
    const pages = (await stage.notices()).filter(
      ({ kind, at }) => kind === 'page' && Date.parse(at) > sinceMs,
    );
    if (pages.length > 0) throw new UnmetStep(`after the acknowledgement ${pages[0]?.audience} was paged`);
    return Date.now() - sinceMs > (5 * 60_000) / timeScale || undefined;
  });

/** It is examined, and nobody responds: the rungs of the policy, and its repeats. */
const playSilence = async (stage: Stage, id: string): Promise<void> => {
  await notified(stage, 'the primary on-call is paged', 'page', 'primary');
  await notified(stage, 'SEV1 pages the commander at once', 'page', 'commander');
  await playTriage(stage, id);
  await notified(stage, 'who was paged hears what was found', 'update', 'primary');
  await notified(stage, 'after five minutes of silence the secondary is paged', 'page', 'secondary');
  await notified(stage, 'five minutes later the page repeats and the fallback is added', 'page', 'fallback');
};

/** A second part of the service fails. */
const playSpread = async (stage: Stage, id: string): Promise<void> => {
  stage.say('— its instances run hot, too —');
  await stage.raise('high-cpu', 'ALARM');
  await recorded(stage, id, 'the second alarm joins the same incident', 'joined');
  await recorded(stage, id, 'several components at once escalate', 'escalated', 'several-components');
  await notified(stage, 'devops is paged', 'page', 'devops');
};

/** Somebody takes it, finds out, and says so. */
const playResponse = async (stage: Stage, id: string, timeScale: number): Promise<void> => {
  stage.say('— somebody responds —');
  await stage.call('POST', `/incidents/${id}/acknowledge`, { note: 'On it.' });
  const acknowledgedAt = await stage.expect('the acknowledgement is recorded', async () => {
    return textIn(await stage.call('GET', `/incidents/${id}`), 'acknowledgedAt') || undefined;
  });
  await stage.call('POST', `/incidents/${id}/notes`, {
    note: 'The new version has no address of the queue.',
  });
  await stage.call('PATCH', `/incidents/${id}`, {
    impact: 'Nobody can pay.',
    progress: 'Rolling the deployment back.',
    nextSteps: 'Watch the targets come back.',
  });
  await recorded(stage, id, 'the note is in the timeline', 'note');
  await notified(stage, 'a status update goes out', 'update', 'stakeholders');
  await quietSince(stage, acknowledgedAt, timeScale);
  await stage.call('POST', `/incidents/${id}/mitigated`, { note: 'Rolled back.' });
  await recorded(stage, id, 'the mitigation is recorded', 'mitigated');
};

/** The alarms clear, and a person resolves. */
const playEnd = async (stage: Stage, id: string): Promise<JsonObject> => {
  stage.say('— the alarms clear —');
  await stage.situation('healthy');
  await stage.raise('all-targets-unhealthy', 'OK');
  await stage.raise('high-cpu', 'OK');
  await stage.expect('no alarm is active any more', async () => {
    const { signals } = await stage.call('GET', `/incidents/${id}`);
    return JSON.stringify(signals).includes('"active":0') || undefined;
  });
  await recorded(stage, id, 'the service is examined again: users are served', 'triaged', 'verified');
  await stage.call('POST', `/incidents/${id}/resolve`, {
    rootCause: 'The new version was deployed without its setting QUEUE_URL.',
    resolution: 'Rolled back to the version before.',
    prevention: 'A version that misses a setting ends before it takes requests.',
  });
  await notified(stage, 'the resolution notice goes out', 'resolution', 'primary');
  return resolved(stage, id);
};

/**
 * A complete outage, from the first alarm to the resolution. Throws UnmetStep at the first step that does not happen.
 * Returns the incident as the API has it at the end.
 */
export const playOutage = async (stage: Stage, timeScale: number): Promise<JsonObject> => {
  stage.say('— no target of the load balancer is healthy —');
  await stage.raise('all-targets-unhealthy', 'ALARM');
  const incident = await opened(stage);
  const id = textIn(incident, 'id');
  const timeline = followTimeline(stage, incident, timeScale);
  try {
    await playSilence(stage, id);
    await playSpread(stage, id);
    await playResponse(stage, id, timeScale);
    return await playEnd(stage, id);
  } finally {
    await timeline.stop();
  }
};

import type { AlarmState } from '../alarms/fresh-alarm.ts';
import type { JsonObject } from '../kernel/json.ts';
import { listIn, type Stage, textIn } from './demo-stage.ts';
import { notified, recorded, resolved } from './demo-steps.ts';
import { followTimeline } from './demo-timeline.ts';
import { playTriage } from './demo-triage.ts';

/** A situation of the stand-in account, and how it is heard of. */
export interface SituationStory {
  readonly title: string;
  /** Samples (events/samples) of alarms: they ring, and are OK again at the end. */
  readonly alarms: readonly string[];
  /** Samples of events that never say OK. */
  readonly events: readonly string[];
  /** Paged first. */
  readonly paged: string;
  /** So many seconds pass in one, where it is over sooner than triage comes: a story's usual is 60. */
  readonly timeScale?: number;
  /** What a person does about it. */
  readonly done: string;
}

const raiseAll = async (
  stage: Stage,
  { alarms, events }: SituationStory,
  state: AlarmState,
): Promise<void> => {
  for (const sample of alarms) await stage.raise(sample, state);
  if (state === 'ALARM') for (const sample of events) await stage.raise(sample);
};

const opened = (stage: Stage): Promise<JsonObject> =>
  stage.expect('it opens an incident', async () =>
    listIn(await stage.call('GET', '/incidents?status=investigating'), 'incidents').at(-1),
  );

const playResponse = async (stage: Stage, id: string, paged: string, done: string): Promise<void> => {
  stage.say('— somebody responds —');
  await stage.call('POST', `/incidents/${id}/acknowledge`, { note: 'On it.' });
  await recorded(stage, id, 'the acknowledgement is recorded', 'acknowledged');
  await notified(stage, 'an update says what was found', 'update', paged);
  await stage.call('POST', `/incidents/${id}/notes`, { note: done });
};

const playEnd = async (stage: Stage, id: string, story: SituationStory, rootCause: string): Promise<void> => {
  stage.say('— it recovers —');
  await stage.situation('healthy');
  if (story.alarms.length > 0 && story.events.length === 0) {
    await raiseAll(stage, story, 'OK');
    await recorded(stage, id, 'nothing stands any more', 'cleared');
    await recorded(stage, id, 'it is mitigated', 'mitigated');
    await recorded(stage, id, 'the service is verified', 'triaged', 'verified');
  } else {
    await raiseAll(stage, story, 'OK');
    await stage.call('POST', `/incidents/${id}/mitigated`, { note: story.done });
    await recorded(stage, id, 'the mitigation is recorded', 'mitigated');
  }
  await stage.call('POST', `/incidents/${id}/resolve`, { rootCause, resolution: story.done });
  await notified(stage, 'the resolution notice goes out', 'resolution', story.paged);
};

/**
 * A situation from its first alarm to the resolution: what is heard, found, concluded, proposed and verified. Throws
 * UnmetStep at the first step that does not happen. Returns the incident as the API has it at the end.
 */
export const playSituation = async (
  stage: Stage,
  situation: string,
  story: SituationStory,
  timeScale: number,
): Promise<JsonObject> => {
  stage.say('— it is heard of —');
  // Anew, as its later stages count from here.
  await stage.situation(situation);
  await raiseAll(stage, story, 'ALARM');
  const incident = await opened(stage);
  const id = textIn(incident, 'id');
  const timeline = followTimeline(stage, incident, timeScale);
  try {
    await notified(stage, `${story.paged} is paged`, 'page', story.paged);
    const triage = await playTriage(stage, id);
    await playResponse(stage, id, story.paged, story.done);
    await playEnd(stage, id, story, textIn(triage['cause'], 'text') || 'Not known.');
    return await resolved(stage, id);
  } finally {
    await timeline.stop();
  }
};

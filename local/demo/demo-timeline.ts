import type { JsonObject } from '../kernel/json.ts';
import { visibleLine } from '../kernel/terminal-text.ts';
import type { Loop } from '../runtime/queue-poller.ts';
import { listIn, type Stage, textIn } from './demo-stage.ts';

/** All entries of an incident's timeline, oldest first. */
export const readTimeline = async (stage: Stage, incidentId: string): Promise<readonly JsonObject[]> => {
  const entries: JsonObject[] = [];
  let cursor = '';
  do {
    const query = cursor === '' ? '' : `?cursor=${encodeURIComponent(cursor)}`;
    const page = await stage.call('GET', `/incidents/${incidentId}/timeline${query}`);
    entries.push(...listIn(page, 'entries'));
    cursor = textIn(page, 'cursor');
  } while (cursor !== '');
  return entries;
};

/** Minutes and seconds of the story since the incident opened: real time, stretched by the time scale. */
const clock = (at: string, openedAt: string, timeScale: number): string => {
  const seconds = Math.max(0, Math.round(((Date.parse(at) - Date.parse(openedAt)) * timeScale) / 1000));
  return `T+${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`;
};

const lineOf = (entry: JsonObject, openedAt: string, timeScale: number): string => {
  const reason = textIn(entry, 'reason');
  const kind = reason === '' ? textIn(entry, 'kind') : `${textIn(entry, 'kind')} (${reason})`;
  return `${clock(textIn(entry, 'at'), openedAt, timeScale)}  ${kind}: ${textIn(entry, 'text')} — ${textIn(entry, 'by')}`;
};

/** Prints an incident's timeline as it grows. Stopping prints what is still missing. */
export const followTimeline = (stage: Stage, incident: JsonObject, timeScale: number): Loop => {
  const openedAt = textIn(incident, 'openedAt');
  let printed = 0;
  let stopped = false;
  const printNew = async (): Promise<void> => {
    const entries = await readTimeline(stage, textIn(incident, 'id'));
    for (const entry of entries.slice(printed)) stage.say(visibleLine(lineOf(entry, openedAt, timeScale)));
    printed = Math.max(printed, entries.length);
  };
  const follow = async (): Promise<void> => {
    while (!stopped) {
      await printNew();
      await new Promise((done) => setTimeout(done, 200));
    }
  };
  const following = follow();
  /* A failing poll surfaces when the loop is stopped. */
  following.catch(() => undefined);
  return {
    stop: async () => {
      stopped = true;
      await following;
      await printNew();
    },
  };
};

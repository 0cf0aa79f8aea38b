import type { JsonObject } from '../kernel/json.ts';
import type { Notice } from '../phones/notice.ts';
import { type Stage, textIn } from './demo-stage.ts';
import { readTimeline } from './demo-timeline.ts';

/** A notice of this kind reached this audience. */
export const notified = (stage: Stage, step: string, kind: string, audience: string): Promise<Notice> =>
  stage.expect(step, async () =>
    (await stage.notices()).find((notice) => notice.kind === kind && notice.audience === audience),
  );

/** The timeline has an entry of this kind, and for this reason where one is given. */
export const recorded = (
  stage: Stage,
  id: string,
  step: string,
  kind: string,
  reason?: string,
): Promise<JsonObject> =>
  stage.expect(step, async () =>
    (await readTimeline(stage, id)).find(
      (entry) => entry['kind'] === kind && (reason === undefined || entry['reason'] === reason),
    ),
  );

/** All that was decided has been done. */
export const resolved = (stage: Stage, id: string): Promise<JsonObject> =>
  stage.expect('the incident is resolved and owes nothing', async () => {
    const incident = await stage.call('GET', `/incidents/${id}`);
    const settled = textIn(incident, 'status') === 'resolved' && !Number(incident['pendingEffects']);
    return settled ? incident : undefined;
  });

import type { Effect, EffectBody } from '../../../domain/incident/effect.ts';
import type { Incident } from '../../../domain/incident/incident.ts';
import type { Notice } from '../../../domain/incident/notice.ts';
import { drain } from '../../../protocol/outbox/drain.ts';
import { createWorld, START, unexamined, type World } from '../../behaviour/world.ts';

export const owed = (body: EffectBody, attempts = 0): Effect => ({ ...body, dueAtMs: START, attempts });

const noticeOf = (more: Partial<Notice> = {}): Notice => ({
  id: 'n-1',
  audience: 'devops',
  kind: 'page',
  reason: 'data-loss',
  episode: 1,
  atMs: START,
  severity: 'SEV3',
  ...more,
});

export const notify = (more: Partial<Notice> = {}, attempts = 0) =>
  owed({ kind: 'notify', notice: noticeOf(more) }, attempts);

export const entries = owed({
  kind: 'entries',
  version: 7,
  entries: [{ atMs: START, kind: 'note', by: 'ada', text: 'said' }],
});

/** An incident that owes these effects, and has paged nobody yet. */
export const owing = async (outbox: Incident['outbox'], changes: Partial<Incident> = {}) => {
  const world = createWorld(unexamined());
  await world.alarm('errors', { severity: 'SEV3' });
  const { firstPagedAtMs: _, ...opened } = await world.incident();
  const incident: Incident = { ...opened, outbox, ...changes };
  world.records.incidents.set(incident.id, incident);
  world.timers.takeArrived(Number.POSITIVE_INFINITY);
  world.publisher.published.splice(0);
  return { world, incident };
};

export const drained = async (
  outbox: Incident['outbox'],
  changes: Partial<Incident> = {},
  before?: (w: World) => void,
) => {
  const { world, incident } = await owing(outbox, changes);
  before?.(world);
  const result = await drain(world.shell, incident, Object.keys(outbox));
  return { world, result, now: await world.incident() };
};

import { expect } from 'vitest';
import { isOpen } from '../../domain/incident/incident.ts';
import { isRungPage } from '../../domain/incident/notice.ts';
import type { Outgoing } from '../../protocol/ports/channel.ts';
import type { World } from '../behaviour/world.ts';
import { repeatsOf } from './final-record.ts';
import type { Flow } from './flow.ts';
import type { Ran } from './interleave.ts';

/** After every step. */
export const checkOpen = ({ records }: World): void => {
  const keys = [...records.incidents.values()].filter(isOpen).map(({ key }) => key);
  expect(new Set(keys).size, 'open incidents of one key (I2)').toBe(keys.length);
};

/** Nobody failed, and who began after an acknowledgement was answered pages nobody for it. */
export const checkWorkers = (flow: Flow, world: World, ran: Ran): void => {
  expect(ran.errors).toEqual([]);
  if (!flow.mayRepeat)
    expect(
      repeatsOf(world.publisher.published).filter((times) => times > 0),
      'notices repeated (I7)',
    ).toEqual([]);
  const acknowledging = flow.workers.findIndex(({ does }) => does === 'acknowledge');
  const answered = ran.ended[acknowledging];
  if (answered === undefined) return;
  const episode = acknowledgedEpisodes(world);
  for (const [step, call] of ran.calls.entries()) {
    const began = ran.began[Number(ran.order[step]?.split(':')[0])] ?? 0;
    if (call.name !== 'publisher.publish' || began < answered) continue;
    expect(episode, 'paged by who began after the acknowledgement (I5)').not.toContain(
      rungPageOf(call.args[0] as Outgoing),
    );
  }
};

export const acknowledgedEpisodes = ({ records }: World): string[] =>
  [...records.incidents.values()]
    .filter(({ episode }) => episode.acknowledgedAtMs !== undefined)
    .map(({ id, episode }) => `${id}.${episode.number}`);

export const rungPages = ({ publisher }: World, from: number): (string | undefined)[] =>
  publisher.published.slice(from).map(({ outgoing }) => rungPageOf(outgoing));

/** Of which episode a message is a page of the no-response clock. */
const rungPageOf = ({ incident, notice }: Outgoing): string | undefined =>
  isRungPage(notice) ? `${incident.id}.${notice.episode}` : undefined;

export const checkRest = (flow: Flow, world: World): void => {
  const { records } = world;
  const incidents = [...records.incidents.values()];
  const open = incidents.filter(isOpen);
  const shown = open.flatMap(({ id }) => [...records.signalsOf(id).values()].filter(({ active }) => active));
  expect(shown.map(({ name }) => name).sort(), 'alarms that an open incident shows (I1, I6)').toEqual(
    flow.stands,
  );
  if (flow.stands.length === 0) expect(open, 'open although all is clear').toEqual([]);
  expect(
    incidents.flatMap(({ outbox }) => Object.keys(outbox)),
    'effects never done',
  ).toEqual([]);
  const paged = rungPages(world, 0);
  for (const { id, episode } of open)
    if (episode.acknowledgedAtMs === undefined)
      expect(paged, 'an episode never paged').toContain(`${id}.${episode.number}`);
  for (const { id, retiredAtMs } of incidents) {
    const left = records.signalsOf(id).size + records.entriesOf(id).size;
    if (retiredAtMs !== undefined) expect(left, 'what a retired incident has left').toBe(0);
    const notes = [...records.entriesOf(id).values()]
      .filter(({ kind }) => kind === 'note')
      .map(({ text }) => text);
    expect(new Set(notes).size, 'notes written twice').toBe(notes.length);
  }
};

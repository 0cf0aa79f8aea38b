/** Parts of the story (test/upgrade/story.ts) that take several steps, or a configuration of their own. */
import type { Incident } from '../../domain/incident/incident.ts';
import { act } from '../../protocol/command/act.ts';
import { ingest } from '../../protocol/intake/ingest.ts';
import type { Shell } from '../../protocol/shell.ts';
import { tellHeld } from '../../protocol/wake/tell-held.ts';
import { wakeIncident } from '../../protocol/wake/wake.ts';
import { cpuAlarm, publicEvent } from '../behaviour/public-event.ts';
import { configured } from '../behaviour/world.ts';
import { invoke } from '../faults/fault.ts';
import type { TableWorld } from './table-world.ts';

/** The minute at which the story ends. */
export const WRITTEN = 66;

const DAY_MINUTES = 1_440;

const FOR_EVER = Number.POSITIVE_INFINITY;

const withTeam = ({ shell }: TableWorld, text: string): Shell => ({
  ...shell,
  configuration: configured(text),
});

/** Of one incident only the claim on its id is left; another one is retired, and what hangs at it is to be removed yet. */
export const playRetirements = async (world: TableWorld): Promise<void> => {
  const team = withTeam(world, 'retention: 40d\n');
  const wakeUntil = async (id: string, isOver: (incident: Incident) => boolean): Promise<void> => {
    for (let minute = 0; minute < 10 && !isOver(await world.read(id)); minute++) {
      world.setClock(minute);
      await wakeIncident(team, id);
    }
  };
  const isRetired = ({ retiredAtMs }: Incident) => retiredAtMs !== undefined;
  const isGone = (incident: Incident) => isRetired(incident) && incident.removeAtMs === undefined;
  for (const { service, isOver } of [
    { service: 'retired', isOver: isGone },
    { service: 'to-be-removed', isOver: isRetired },
  ]) {
    world.setClock(-41 * DAY_MINUTES);
    const id = await world.open(service);
    await world.send(world.alarm(service, 'errors', { state: 'OK' }));
    await act(team, id, { by: 'ada', command: { kind: 'resolve' } });
    await wakeUntil(id, isOver);
  }
};

/** An incident that has become a part of an earlier one, and another that is to. */
export const playMergers = async (world: TableWorld): Promise<void> => {
  const { shell, open } = world;
  const earlier = await open('merged');
  const into = { kind: 'merge', into: earlier } as const;
  // Of two that opened at one moment the greater id would be the later.
  world.setClock(WRITTEN + 0.1);
  await act(shell, await open('merged-away'), { by: 'ada', command: into });
  const waiting = await open('merger-crashed');
  const merge = async (tapped: Shell) =>
    (await act(tapped, waiting, { by: 'ada', command: into })).outcome === 'done';
  await invoke(shell, merge, { call: 'store.commit', way: 'crash-after' });
};

/** AWS has reported an event on an open incident: the next sweep tells it. */
export const playPublicEvent = async (world: TableWorld): Promise<void> => {
  await ingest(world.shell, [cpuAlarm(world.now())]);
  await ingest(world.shell, [publicEvent(world.now())]);
};

/** An audience gets one page a minute: of two more, one waits for a digest, and one has been taken up by one. */
export const playHeldPages = async (world: TableWorld): Promise<void> => {
  const team = withTeam(world, 'pagesPerMinute: 1\n');
  const openHeld = async (service: string): Promise<string> => {
    const [raised] = await ingest(team, [world.alarm(service, 'errors')]);
    return raised !== undefined && 'incidentId' in raised ? (raised.incidentId ?? '') : '';
  };
  await openHeld('held');
  const taken = await openHeld('told-in-digest');
  const tell = async (tapped: Shell) => {
    await tellHeld(tapped, [taken], FOR_EVER);
    return true;
  };
  await invoke(team, tell, { call: 'publisher.publishDigest', way: 'crash-before' });
};

import { afterAll, expect, inject, test } from 'vitest';
import type { IncidentAnswer } from '../../events/contracts/api/incident-answer.ts';
import { createRandom, type Random } from '../simulation/random.ts';
import { skipsAloud } from '../skips-aloud.ts';
import { eventOf, fresh } from './alarms.ts';
import { makeMortalHost, pause } from './mortal-host.ts';
import type { System } from './system.ts';

const kills = 3;
/** The effects of a commit belong to ingest-alarm, had it lived, for its timeout of 10 s and 2 s more. */
const leaseMs = 12_000;
/**
 * So long the host is left to itself before it is started again, which makes it look at once at everything that is due.
 * What was taken over by the sweep and killed once more has a lease of 52 s, and waits for another sweep after it.
 */
const patienceMs = 15_000;
const starts = 10;

const host = makeMortalHost();
afterAll(host.remove);

/** Alarm names by service, of those alarms whose PutEvents was answered. */
type Answered = ReadonlyMap<string, Set<string>>;

/** Sends alarms of services until the host dies. What is answered is noted; what is not may be recorded or not. */
const sendUntilDead = async (
  system: System,
  services: readonly string[],
  answered: Answered,
  random: Random,
): Promise<void> => {
  for (;;) {
    const service = random.pick(services);
    const part = fresh('part');
    try {
      await system.put(eventOf('error-rate', part, { service }));
    } catch {
      return;
    }
    answered.get(service)?.add(`${part}-error-rate`);
    await pause(20 + random.below(100));
  }
};

/** What is still missing, in words: empty once nothing was lost and everybody was told. */
const missing = async (
  system: System,
  answered: Answered,
  acknowledged: string,
): Promise<readonly string[]> => {
  const lacking: string[] = [];
  for (const [service, names] of answered) {
    const incidents = await system.incidentsOf(service);
    const [incident] = incidents;
    if (incident === undefined || incidents.length > 1) {
      lacking.push(`${service} has ${incidents.length} incidents`);
      continue;
    }
    const recorded = (await signalNames(system, incident)).toSorted();
    for (const name of names) {
      if (recorded.includes(name)) continue;
      // An event that was being worked on at three kills is dead to the queue: it is paged as it came (I1).
      const raw = await system.notices({ kind: 'raw', saying: name });
      if (raw.length === 0) lacking.push(`${service} lost ${name}`);
    }
    if (new Set(recorded).size < recorded.length) lacking.push(`${service} has a signal twice`);
    if (incident.pendingEffects > 0) lacking.push(`${service} owes ${incident.pendingEffects} effects`);
    const wanted = incident.id === acknowledged ? ['primary'] : ['primary', 'secondary'];
    for (const audience of wanted) {
      const pages = await system.notices({ incidentId: incident.id, kind: 'page', audience });
      if (pages.length === 0) lacking.push(`${service} did not page ${audience}`);
    }
  }
  return lacking;
};

const signalNames = async (system: System, { id }: IncidentAnswer): Promise<readonly string[]> => {
  const names: string[] = [];
  let path = `/incidents/${id}/signals?limit=100`;
  for (;;) {
    const page = await system.get<{ signals: readonly { name: string }[]; cursor?: string }>(path);
    names.push(...page.signals.map(({ name }) => name));
    if (page.cursor === undefined) return names;
    path = `/incidents/${id}/signals?limit=100&cursor=${encodeURIComponent(page.cursor)}`;
  }
};

const settle = async (answered: Answered, acknowledged: string): Promise<System> => {
  let lacking: readonly string[] = [];
  for (let started = 0; started < starts; started++) {
    const system = await host.start();
    const until = Date.now() + patienceMs;
    do {
      lacking = await missing(system, answered, acknowledged);
      if (lacking.length === 0) return system;
      await pause(500);
    } while (Date.now() < until);
    await host.stop();
  }
  throw new Error(`After the last start: ${lacking.join('; ')}`);
};

const acknowledgeIncidentOf = async (system: System, service: string): Promise<string> => {
  const { id } = await system.incidentOf(service);
  await system.act(id, 'acknowledge');
  return id;
};

const isSkipped = skipsAloud(!inject('onLaptop'), 'a deployed stack has no host to kill');

test.skipIf(isSkipped)(
  'the host killed while alarms arrive loses none, and everybody is paged and escalated (I1, I3, I4)',
  async () => {
    const seed = Number(process.env['TOCSIN_SEED'] ?? Date.now() % 1_000_000);
    console.log(`killed-host: TOCSIN_SEED=${seed} kills at the same moments again`);
    const random = createRandom(seed);
    const services = ['cart', 'orders', 'search', 'till'].map(fresh);
    const [first = '', ...others] = services;
    const answered: Answered = new Map(services.map((name) => [name, new Set()]));
    let acknowledged = '';

    for (let killed = 0; killed < kills; killed++) {
      const system = await host.start();
      const sending = sendUntilDead(system, acknowledged === '' ? services : others, answered, random);
      if (killed === 1) acknowledged = await acknowledgeIncidentOf(system, first);
      await pause(200 + random.below(1_800));
      await host.kill();
      await sending;
    }
    await host.startAndKill(random.below(2_000));
    await pause(leaseMs);

    const system = await settle(answered, acknowledged);
    for (const names of answered.values()) expect(names.size).toBeGreaterThan(0);
    const entries = await system.timeline(acknowledged);
    const since = entries.slice(entries.findIndex(({ kind }) => kind === 'acknowledged'));
    // An alarm that was on its way while the host was dead for a quarter of an hour starts another episode.
    const ended = since.findIndex(({ kind }) => kind === 'episode-started');
    const quiet = since.slice(0, ended < 0 ? since.length : ended);
    expect(quiet.filter(({ reason }) => reason === 'no-response' || reason === 'repeat')).toEqual([]);
    expect(await host.stop()).toBe(0);
  },
  300_000,
);

import type { Endpoints } from '../../local/host/endpoints.ts';
import { beside, type Figure, type Group } from '../figures/figure.ts';
import { percentile } from '../meters/percentile.ts';
import { makeBacklog, makePut, watchTopic } from '../system/host-doors.ts';
import { processorMs, watchProcess } from '../system/other-process.ts';
import { withHost } from '../system/spawned-bench-host.ts';
import { type PeerStorm, peerStorm } from './peer-storm.ts';
import { rawStorm } from './raw-storm.ts';
import {
  putStorm,
  type StormPut,
  type StormSize,
  type StormTimes,
  stormSizes,
  stormTimes,
  waitForMany,
  waitsOf,
} from './storm-alarms.ts';

interface Taken extends StormPut {
  readonly doneMs: number;
}

/** Puts all alarms as fast as they are taken, then waits until the intake queue is empty. */
const storm = async (endpoints: Endpoints, size: StormSize): Promise<Taken> => {
  const backlog = makeBacklog(endpoints);
  const taken = await putStorm(size, makePut(endpoints));
  while ((await backlog()) > 0) await new Promise((done) => setTimeout(done, 100));
  return { ...taken, doneMs: performance.now() - taken.beganMs };
};

/** Lists incidents four times a second; answers how long each took, in ms. */
const readWhile = async ({ api, token }: Endpoints, work: Promise<unknown>): Promise<readonly number[]> => {
  const took: number[] = [];
  let isDone = false;
  const ended = work.finally(() => {
    isDone = true;
  });
  while (!isDone) {
    const beganMs = performance.now();
    const answer = await fetch(`${api}/incidents?limit=20`, {
      headers: { authorization: `Bearer ${token}` },
    });
    await answer.text();
    if (!answer.ok) throw new Error(`GET /incidents was answered ${answer.status} in the storm`);
    took.push(performance.now() - beganMs);
    await new Promise((done) => setTimeout(done, 250));
  }
  await ended;
  return took;
};

interface HostStorm extends StormTimes {
  readonly putMs: number;
  readonly workedMs: number;
  readonly pages: number;
  readonly pagesTwice: number;
  readonly readsMs: readonly number[];
  readonly memoryMb: number;
}

/** PutEvents to the primary's queue, with the API read meanwhile. */
const throughHost = (size: StormSize): Promise<HostStorm> =>
  withHost(async (endpoints, pid) => {
    const primary = await watchTopic(endpoints, `${endpoints.table}-primary`);
    const memory = watchProcess(pid);
    const idleMs = processorMs(pid);
    const storming = storm(endpoints, size);
    const readsMs = await readWhile(endpoints, storming);
    const { putMs, doneMs, firstPutAtMs } = await storming;
    const workedMs = processorMs(pid) - idleMs;
    const opened = () => primary.pages.filter(({ kind }) => kind === 'page');
    await waitForMany(() => opened().length, size.services);
    await primary.stop();
    const ids = opened().map(({ id }) => id);
    return {
      ...stormTimes(doneMs, waitsOf(opened(), firstPutAtMs)),
      ...{ putMs, workedMs, readsMs, memoryMb: Math.max(...memory.stop()) },
      ...{ pages: ids.length, pagesTwice: ids.length - new Set(ids).size },
    };
  });

const besideRaw = (ours: HostStorm, raw: StormTimes, { alarms, services }: StormSize): readonly Figure[] => {
  const merely = (what: string) => `merely ${what}, over the same wire`;
  const written = merely(`${alarms} items written, ${services} publishes`);
  return [
    beside(
      `storm: ${alarms} alarms of ${services} services, all decided`,
      'ms',
      ours.doneMs,
      { what: written, value: raw.doneMs },
      { aim: { of: 'value', atMost: 30_000 } },
    ),
    beside('storm: first page of a service, p50', 'ms', ours.firstP50Ms, {
      what: merely('written and published'),
      value: raw.firstP50Ms,
    }),
    beside(
      'storm: first page of a service, p99',
      'ms',
      ours.firstP99Ms,
      { what: merely('written and published'), value: raw.firstP99Ms },
      { aim: { of: 'value', atMost: 5_000 } },
    ),
  ];
};

const besidePeer = (ours: HostStorm, peer: PeerStorm): readonly Figure[] => {
  const what = `Alertmanager ${peer.version}, told at once, in memory`;
  const note =
    'Alertmanager groups by service and tells a webhook once a group (group_wait 0 s, where 30 s are its default); what it holds goes with its process.';
  return [
    beside('storm beside a peer: all decided', 'ms', ours.doneMs, { what, value: peer.doneMs }, { note }),
    beside('storm beside a peer: first page of a service, p99', 'ms', ours.firstP99Ms, {
      what,
      value: peer.firstP99Ms,
    }),
    beside('storm beside a peer: memory, at most', 'MB', ours.memoryMb, { what, value: peer.memoryMb }),
  ];
};

const ownFigures = (ours: HostStorm, { services }: StormSize): readonly Figure[] => [
  { what: 'storm: all put', value: ours.putMs, unit: 'ms' },
  {
    ...{ what: 'storm: pages that the primary got twice', value: ours.pagesTwice, unit: 'count' },
    aim: { of: 'value', atMost: 0 },
  },
  {
    ...{ what: 'storm: pages to the primary', value: ours.pages, unit: 'count' },
    aim: { of: 'value', atMost: services },
    note: 'One a service and rung: the storm is shorter than the five minutes of the next.',
  },
  {
    ...{ what: 'storm: processor time of the host', value: ours.workedMs, unit: 'ms' },
    note: 'Of all its threads: two cores have 60 s in 30 s, which the benchmark shares.',
  },
  { what: 'storm: GET /incidents meanwhile, p99', value: percentile(ours.readsMs, 0.99), unit: 'ms' },
  {
    ...{ what: 'storm: memory of the host, at most', value: ours.memoryMb, unit: 'MB' },
    aim: { of: 'value', atMost: 500 },
  },
];

/** A storm through the whole laptop host, beside its raw cost and, where the machine has it, Alertmanager. */
export const hostStorm: Group = async (size) => {
  const chosen = stormSizes[size];
  const raw = await rawStorm(chosen);
  const ours = await throughHost(chosen);
  const peer = await peerStorm(chosen);
  if (peer === undefined) {
    console.error('host: SKIPPED the storm through Alertmanager: there is no "alertmanager" on PATH');
  }
  return [
    ...besideRaw(ours, raw, chosen),
    ...ownFigures(ours, chosen),
    ...(peer === undefined ? [] : besidePeer(ours, peer)),
  ];
};

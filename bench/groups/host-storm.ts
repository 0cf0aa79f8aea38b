import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Endpoints } from '../../local/host/endpoints.ts';
import { packageDir } from '../../local/kernel/project.ts';
import { readyEndpoints, spawnHost } from '../../test/local/fixture/spawned-host.ts';
import type { Figure, Size } from '../figures/figure.ts';
import { percentile } from '../meters/percentile.ts';
import { makeBacklog, makePut, type SeenPage, watchPages } from '../system/host-doors.ts';
import { watchProcess } from '../system/process-memory.ts';
import { shuffled } from './shuffled.ts';

const sizes = {
  full: { alarms: 10_000, services: 200 },
  quick: { alarms: 200, services: 20 },
} as const;

const A_CALL = 10;
const CALLS_AT_ONCE = 4;

interface Taken {
  readonly putMs: number;
  readonly doneMs: number;
  readonly firstPutAtMs: ReadonlyMap<string, number>;
}

const serviceName = (n: number): string => `storm-${String(n).padStart(3, '0')}`;

/** Puts all alarms as fast as they are taken, then waits until the intake queue is empty. */
const storm = async (endpoints: Endpoints, { alarms, services }: (typeof sizes)[Size]): Promise<Taken> => {
  const put = makePut(endpoints);
  const backlog = makeBacklog(endpoints);
  const numbers = shuffled(
    Array.from({ length: alarms }, (_, n) => n),
    1,
  );
  const firstPutAtMs = new Map<string, number>();
  const beganMs = performance.now();
  const putSome = async (): Promise<void> => {
    for (;;) {
      const atMs = Date.now();
      const batch = numbers.splice(0, A_CALL).map((n) => {
        const service = serviceName(n % services);
        if (!firstPutAtMs.has(service)) firstPutAtMs.set(service, atMs);
        return { service, name: `cpu-${n}`, atMs };
      });
      if (batch.length === 0) return;
      await put(batch);
    }
  };
  await Promise.all(Array.from({ length: CALLS_AT_ONCE }, putSome));
  const putMs = performance.now() - beganMs;
  while ((await backlog()) > 0) await new Promise((done) => setTimeout(done, 100));
  return { putMs, doneMs: performance.now() - beganMs, firstPutAtMs };
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

const waitsOf = (
  pages: readonly SeenPage[],
  firstPutAtMs: ReadonlyMap<string, number>,
): readonly number[] => {
  const first = new Map<string, number>();
  for (const { service, atMs } of pages) {
    first.set(service, Math.min(first.get(service) ?? Number.POSITIVE_INFINITY, atMs));
  }
  const unheard = [...firstPutAtMs.keys()].filter((service) => !first.has(service));
  if (unheard.length > 0) throw new Error(`nobody was paged about ${unheard.join(', ')}`);
  return [...firstPutAtMs].map(([service, putAtMs]) => (first.get(service) ?? 0) - putAtMs);
};

const countOf = (figure: Pick<Figure, 'what' | 'value'>, atMost: number, note?: string): Figure => ({
  ...figure,
  unit: 'count',
  aim: { of: 'value', atMost },
  ...(note === undefined ? {} : { note }),
});

/** A storm through the whole laptop host: PutEvents to the primary's queue, with the API read meanwhile. */
export const hostStorm = async (size: Size): Promise<readonly Figure[]> => {
  const chosen = sizes[size];
  const stateDir = mkdtempSync(join(tmpdir(), 'tocsin-bench-storm-'));
  const spawned = spawnHost(packageDir, { TOCSIN_STATE_DIR: stateDir });
  try {
    const endpoints = await readyEndpoints(spawned, stateDir);
    const primary = await watchPages(endpoints, 'primary');
    const memory = watchProcess(spawned.child.pid ?? 0);
    const storming = storm(endpoints, chosen);
    const reads = await readWhile(endpoints, storming);
    const { putMs, doneMs, firstPutAtMs } = await storming;
    const deadline = Date.now() + 10_000;
    const opened = () => primary.pages.filter(({ kind }) => kind === 'page');
    while (opened().length < chosen.services && Date.now() < deadline)
      await new Promise((done) => setTimeout(done, 100));
    await primary.stop();
    const ids = opened().map(({ id }) => id);
    const waits = waitsOf(opened(), firstPutAtMs);
    const what = `${chosen.alarms} alarms of ${chosen.services} services`;
    const taken = { of: 'value', atMost: 30_000 } as const;
    return [
      { what: `storm: ${what}, all put`, value: putMs, unit: 'ms' },
      { what: `storm: ${what}, all decided`, value: doneMs, unit: 'ms', aim: taken },
      { what: 'storm: first page of a service, p50', value: percentile(waits, 0.5), unit: 'ms' },
      {
        ...{ what: 'storm: first page of a service, p99', value: percentile(waits, 0.99), unit: 'ms' },
        aim: { of: 'value', atMost: 5_000 },
      },
      countOf({ what: 'storm: pages that the primary got twice', value: ids.length - new Set(ids).size }, 0),
      countOf(
        { what: 'storm: pages to the primary', value: ids.length },
        chosen.services,
        'One a service and rung: the storm is shorter than the five minutes of the next.',
      ),
      { what: 'storm: GET /incidents meanwhile, p99', value: percentile(reads, 0.99), unit: 'ms' },
      {
        ...{ what: 'storm: memory of the host, at most', value: Math.max(...memory.stop()), unit: 'MB' },
        aim: { of: 'value', atMost: 500 },
      },
    ];
  } finally {
    spawned.child.kill('SIGTERM');
    await spawned.ended;
    rmSync(stateDir, { recursive: true, force: true });
  }
};

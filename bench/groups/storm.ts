import type { Table } from '../../adapters/dynamodb/table.ts';
import { beside, type Figure, type Group, type Size } from '../figures/figure.ts';
import { countsOf, recordCalls } from '../meters/call-log.ts';
import { watchMemory } from '../meters/memory-watch.ts';
import { percentile, sum } from '../meters/percentile.ts';
import { alarmRecord } from '../system/alarm-records.ts';
import { type Published, type System, startSystem } from '../system/system.ts';
import { firstAlarmMs } from './first-alarm.ts';
import { shuffled } from './shuffled.ts';
import { makeStormLine, type StormLine } from './storm-line.ts';
import { type JoinItems, sampleItems, writeTwo } from './two-writes.ts';
import { type Storm, verifyStorm } from './verify-storm.ts';

const WORKERS = 4;
/** The storm and the raw writes take turns, so that both see the same machine. */
const SLICES = 5;
const A_BATCH = 10;
/** What of a service fails: several components at once page more people, once. */
const parts = ['web', 'workers', 'cache', 'search'];

/** Played before anything counts, on a table of its own: the compiler has seen openings and joins by then. */
const warmUpStorm = { services: 20, events: 1_000 };

const storms: Readonly<Record<Size, Storm>> = {
  full: { services: 200, events: 10_000, newcomers: 100 },
  quick: { services: 5, events: 100, newcomers: 5 },
};

/** 10,000 alarms over 200 services. */
export const storm: Group = (size) => run('', storms[size]);

/** 10,000 alarms of one service. */
export const oneService: Group = (size) =>
  run('one service: ', { ...storms[size], services: 1, newcomers: 0 });

const recordsOf = ({ services, events }: Pick<Storm, 'services' | 'events'>) =>
  shuffled(
    Array.from({ length: events }, (_, n) => {
      const alarm = Math.floor(n / services);
      const part = parts[alarm % parts.length] ?? 'web';
      return alarmRecord({ service: `svc-${n % services}`, name: `a-${alarm}`, part, atMs: Date.now() });
    }),
    7,
  );

const run = async (title: string, given: Storm): Promise<readonly Figure[]> => {
  const system = await startSystem();
  try {
    const items = await warmUp(system);
    const raw = await system.newTable('raw-writes');
    const line = makeStormLine(system.shell, recordsOf(given), WORKERS);
    system.published.length = 0;
    const memory = watchMemory();
    const played = await playInTurns(line, raw, items, given);
    const { heapMb, rssMb } = memory.stop();
    const truth = await verifyStorm(system, given, played.arrivals);
    return [
      beside(
        `${title}events/s`,
        'events/s',
        ((given.events + played.arrivals.size) / sum(played.oursMs)) * 1000,
        { what: 'two conditional writes an event', value: (given.events / sum(played.rawMs)) * 1000 },
        {
          aim: { of: 'ratio', atLeast: 0.7 },
          note: `${given.events} events in batches of ${A_BATCH}, ${WORKERS} batches at once in one process, in ${SLICES} turns with the raw writes; ${line.redelivered} redelivered. Turn by turn the ratio was ${ratiosOf(played)}: the first turn opens the incidents, later ones mostly join. ${callsText(played, given.events)}`,
        },
      ),
      ...truth,
      ...newcomerFigures(system.published, played.arrivals),
      {
        what: `${title}heap, at most`,
        value: heapMb,
        unit: 'MB',
        note: `${Math.round(rssMb)} MB resident; ${WORKERS} batches at once in one process, where Lambda gives each its own.`,
      },
    ];
  } finally {
    await system.stop();
  }
};

/** Both sides do what will be measured; an item of theirs is the raw writes' sample. */
const warmUp = async (system: System): Promise<JoinItems> => {
  await firstAlarmMs(system);
  const id = system.published[0]?.outgoing.incident.id;
  const items = await sampleItems(system.table, String(id));
  const table = await system.newTable('warm-up');
  await makeStormLine(system.shellOn(table), recordsOf(warmUpStorm), WORKERS).work(warmUpStorm.events);
  await writeRaw(table, items, warmUpStorm.events, warmUpStorm.services);
  return items;
};

const ratiosOf = ({ oursMs, rawMs }: Played): string =>
  rawMs.map((ms, n) => (ms / (oursMs[n] ?? Number.NaN)).toFixed(2)).join(', ');

const callsText = ({ calls }: Played, events: number): string =>
  `Calls an event: ${[...calls].map(([operation, count]) => `${(count / events).toFixed(2)} ${operation}`).join(', ')}.`;

interface Played {
  /** By operation, the raw writes' not among them. */
  readonly calls: ReadonlyMap<string, number>;
  readonly oursMs: readonly number[];
  readonly rawMs: readonly number[];
  /** When each newcomer's alarm came, by its service. */
  readonly arrivals: ReadonlyMap<string, number>;
}

const playInTurns = async (
  line: StormLine,
  raw: Table,
  items: JoinItems,
  { events, newcomers, services }: Storm,
): Promise<Played> => {
  const arrivals = new Map<string, number>();
  const calls = new Map<string, number>();
  const oursMs: number[] = [];
  const rawMs: number[] = [];
  const aSlice = Math.ceil(events / SLICES);
  for (let slice = 0; slice < SLICES; slice++) {
    // In the middle of the storm: neither in the first turn nor in the last.
    const inTheMiddle = slice > 0 && slice < SLICES - 1;
    const coming = inTheMiddle ? Math.ceil(newcomers / (SLICES - 2)) : 0;
    const stop = admit(line, arrivals, coming, newcomers);
    const log = recordCalls();
    oursMs.push(await line.work(aSlice + coming));
    log.stop();
    stop();
    for (const [operation, count] of countsOf(log.calls))
      calls.set(operation, (calls.get(operation) ?? 0) + count);
    rawMs.push(await writeRaw(raw, items, aSlice, services));
  }
  oursMs.push(await line.work(events));
  return { calls, oursMs, rawMs, arrivals };
};

/** Lets newcomers arrive one after the other, a little apart. */
const admit = (line: StormLine, arrivals: Map<string, number>, count: number, most: number) => {
  const everyMs = 30;
  let left = count;
  const timer = setInterval(() => {
    if (left === 0 || arrivals.size >= most) return clearInterval(timer);
    left -= 1;
    const service = `new-${arrivals.size}`;
    line.first(alarmRecord({ service, name: 'cpu', atMs: Date.now() }));
    arrivals.set(service, performance.now());
  }, everyMs);
  return () => clearInterval(timer);
};

const writeRaw = async (
  table: Table,
  items: JoinItems,
  events: number,
  partitions: number,
): Promise<number> => {
  let left = events;
  const beganMs = performance.now();
  const worker = async () => {
    while (left > 0) {
      const batch = Math.min(A_BATCH, left);
      left -= batch;
      await Promise.all(
        Array.from({ length: batch }, (_, n) => writeTwo(table, items, `raw-${(left + n) % partitions}`)),
      );
    }
  };
  await Promise.all(Array.from({ length: WORKERS }, worker));
  return performance.now() - beganMs;
};

const newcomerFigures = (
  published: readonly Published[],
  arrivals: ReadonlyMap<string, number>,
): readonly Figure[] => {
  if (arrivals.size === 0) return [];
  const pagedAt = new Map<string, number>();
  for (const { outgoing, atMs } of published) {
    const service = outgoing.incident.service;
    if (!pagedAt.has(service)) pagedAt.set(service, atMs);
  }
  const waits = [...arrivals].map(([service, atMs]) => (pagedAt.get(service) ?? Number.NaN) - atMs);
  return [
    {
      what: 'first page of a new service in the middle of the storm, p50',
      value: percentile(waits, 0.5),
      unit: 'ms',
    },
    {
      what: 'first page of a new service in the middle of the storm, p99',
      value: percentile(waits, 0.99),
      unit: 'ms',
      note: `${waits.length} newcomers, one by one; from arriving at the head of the line (a standard queue keeps no order) to the publish being accepted, the wait for a free worker included.`,
    },
  ];
};

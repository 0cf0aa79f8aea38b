import { createDynamoDbIncidentQueries } from '../../adapters/dynamodb/incident-queries.ts';
import type { Table } from '../../adapters/dynamodb/table.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import { beside, type Figure, type Group } from '../figures/figure.ts';
import { median } from '../meters/percentile.ts';
import { type System, startSystem } from '../system/system.ts';
import { bareCalls, firstAlarmMs, sampleWrites, topicOf } from './first-alarm.ts';
import { copyOf, seedIncidents } from './seed-incidents.ts';
import { sweepFigures } from './sweep-growth.ts';

const DAY_MS = 86_400_000;
/** Older incidents are spread over so many days. */
const DAYS = 90;
/** The newest incidents, the same in every table: the first page is theirs. */
const RECENT = 200;
const PAGE = 25;

const runs = {
  full: { levels: [0, 10_000, 100_000], warmUp: 40, samples: 250, open: 10_000, sweeps: 15 },
  quick: { levels: [0, 50, 100], warmUp: 2, samples: 4, open: 50, sweeps: 2 },
} as const;

interface Level {
  readonly recorded: number;
  readonly firstAlarmMs: () => Promise<number>;
  readonly listMs: () => Promise<number>;
  readonly bareMs: () => Promise<number>;
}

/** The same first alarm and the same list page with ever more incidents recorded; a sweep among many open ones. */
export const growth: Group = async (size) => {
  const { levels, warmUp, samples, open, sweeps } = runs[size];
  const system = await startSystem(levels.length);
  try {
    const { incident, item, message } = await sampleWrites(system);
    const made: Level[] = [];
    for (const [n, recorded] of levels.entries()) {
      const table = await system.newTable('growth', system.emulators.moreDynamoDbs[n]);
      await seed(table, incident, recorded);
      made.push(levelOn(system, table, recorded, bareCalls(table, topicOf('primary'), item, message)));
    }
    const times = await inTurns(made, warmUp, samples);
    return [...levelFigures(made, times), ...(await sweepFigures(system, incident, open, sweeps))];
  } finally {
    await system.stop();
  }
};

const seed = async (table: Table, sample: Incident, older: number): Promise<void> => {
  const nowMs = Date.now();
  await seedIncidents(table, older, (n) => {
    const openedAtMs = nowMs - DAY_MS - Math.floor((n / older) * DAYS * DAY_MS);
    const resolvedAtMs = openedAtMs + 3_600_000;
    const { dueAtMs: _, ...closed } = copyOf(sample, `old${n}-1`, {
      openedAtMs,
      resolvedAtMs,
      status: 'closed',
    });
    return closed;
  });
  await seedIncidents(table, RECENT, (n) =>
    copyOf(sample, `recent${n}-1`, { openedAtMs: nowMs - n * 1000, dueAtMs: nowMs + DAY_MS }),
  );
};

const levelOn = (system: System, table: Table, recorded: number, bareMs: () => Promise<number>): Level => {
  const shell = system.shellOn(table);
  const queries = createDynamoDbIncidentQueries(table);
  return {
    recorded,
    bareMs,
    firstAlarmMs: () => firstAlarmMs({ ...system, shell }),
    listMs: async () => {
      const beganMs = performance.now();
      const { incidents } = await queries.list({ limit: PAGE, nowMs: Date.now() });
      if (incidents.length !== PAGE)
        throw new Error(`a page has ${incidents.length} incidents instead of ${PAGE}`);
      return performance.now() - beganMs;
    },
  };
};

type Times = Readonly<Record<'firstAlarmMs' | 'listMs' | 'bareMs', readonly (readonly number[])[]>>;

/** Level after level, sample by sample, so that all see the same machine. */
const inTurns = async (levels: readonly Level[], warmUp: number, samples: number): Promise<Times> => {
  const times = {
    firstAlarmMs: levels.map((): number[] => []),
    listMs: levels.map((): number[] => []),
    bareMs: levels.map((): number[] => []),
  };
  for (let n = 0; n < warmUp + samples; n++) {
    for (const [at, level] of levels.entries()) {
      for (const what of ['firstAlarmMs', 'listMs', 'bareMs'] as const) {
        const ms = await level[what]();
        if (n >= warmUp) times[what][at]?.push(ms);
      }
    }
  }
  return times;
};

const levelFigures = (levels: readonly Level[], times: Times): readonly Figure[] => {
  const at = (what: keyof Times, n: number) => median(times[what][n] ?? []);
  const text = (n: number) => (levels[n]?.recorded ?? 0).toLocaleString('en-US');
  return levels.flatMap((_, n) => {
    if (n === 0) return [];
    const raw = at('bareMs', n) / at('bareMs', 0);
    const note = `the bare write and publish alone grew to ${raw.toFixed(2)} of what they were: the emulator's own growth.`;
    const aim = { of: 'ratio', atMost: 1.1 } as const;
    return [
      beside(
        `first alarm with ${text(n)} recorded, p50`,
        'ms',
        at('firstAlarmMs', n),
        { what: 'with none', value: at('firstAlarmMs', 0) },
        { aim, note },
      ),
      beside(
        `the newest ${PAGE} listed with ${text(n)} recorded, p50`,
        'ms',
        at('listMs', n),
        { what: `with ${RECENT} recent ones only`, value: at('listMs', 0) },
        { aim },
      ),
    ];
  });
};

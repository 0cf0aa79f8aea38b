import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageDir } from '../../local/kernel/project.ts';
import { unpackFunction } from '../../local/runtime/packaged-function.ts';
import { eventOf } from '../../test/functions/serve-api/api-world.ts';
import { createToken } from '../../tools/api-tokens.ts';
import type { Figure, Group } from '../figures/figure.ts';
import { alarmRecord, recordOf } from '../system/alarm-records.ts';
import { type System, startSystem } from '../system/system.ts';
import { shuffled } from './shuffled.ts';

const runs = {
  full: { services: 100, events: 2_000, batches: 100 },
  quick: { services: 5, events: 50, batches: 3 },
} as const;

const A_BATCH = 10;
/** Five minutes pass in 50 ms, so that timers and sweeps find what a storm leaves them. */
const TIME_SCALE = '6000';

const script = fileURLToPath(new URL('./function-process.ts', import.meta.url));

/** The packaged bundles, each in a process of its own as on Lambda: the most memory that a storm makes them use. */
export const memory: Group = async (size) => {
  const system = await startSystem();
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-bench-memory-'));
  try {
    const { services, events, batches } = runs[size];
    const figures: Figure[] = [];
    const measure = async (name: string, what: string, invocations: readonly unknown[]) =>
      figures.push(await figureOf(system, folder, name, what, invocations));
    const alarms = Array.from({ length: events }, (_, n) =>
      alarmRecord({ service: `mem-${n % services}`, name: `a-${n}`, atMs: Date.now() }),
    );
    await measure('ingest-alarm', `${events} alarms of ${services} services`, inBatches(shuffled(alarms, 3)));
    await measure('run-timer', `${services} incidents that escalate`, inBatches(await timersOf(system)));
    await measure('sweep-due', `${batches} sweeps of what is due`, Array(batches).fill({}));
    const token = await createToken(system.table, { name: 'ada', scopes: ['read'] }, Date.now());
    const list = eventOf('/incidents', { token, query: 'limit=100' });
    await measure('serve-api', `${batches} lists of 100`, Array(batches).fill(list));
    const raw = Array.from({ length: batches * A_BATCH }, () => recordOf('{"not":"decidable"}'));
    await measure('page-undecided', `${raw.length} undecidable events`, inBatches(raw));
    return figures;
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await system.stop();
  }
};

const inBatches = <T>(records: readonly T[]): readonly { readonly Records: readonly T[] }[] =>
  Array.from({ length: Math.ceil(records.length / A_BATCH) }, (_, n) => ({
    Records: records.slice(n * A_BATCH, (n + 1) * A_BATCH),
  }));

/** A timer message for everything that is due. */
const timersOf = async (system: System) =>
  (await system.shell.store.due(Date.now() + 60_000, 1_000)).flatMap((due) =>
    due.kind === 'incident'
      ? [recordOf(JSON.stringify({ incidentId: due.incidentId, dueAtMs: Date.now() }))]
      : [],
  );

interface Answer {
  readonly result?: unknown;
  readonly error?: string;
  readonly heapMb: number;
  readonly rssMb: number;
}

/** The next answer; fails when the process ended instead. */
const answerOf = async (child: ChildProcess, ended: Promise<unknown>): Promise<Answer> => {
  const answer = await Promise.race([
    once(child, 'message').then(([message]: Answer[]) => message),
    ended.then(() => undefined),
  ]);
  if (answer === undefined) throw new Error('the function ended by itself');
  return answer;
};

const figureOf = async (
  system: System,
  folder: string,
  name: string,
  what: string,
  invocations: readonly unknown[],
): Promise<Figure> => {
  const spec = system.emulators.stack.functions.find((one) => one.name.endsWith(name));
  if (spec === undefined) throw new Error(`the packaged stack has no function ${name}`);
  const { AWS_LAMBDA_FUNCTION_NAME: _, ...environment } = system.environmentOf(name);
  const child = fork(script, [unpackFunction(spec, packageDir, folder).entryPath], {
    env: { PATH: process.env['PATH'], ...environment, TOCSIN_TIME_SCALE: TIME_SCALE },
    execArgv: ['--disable-warning=ExperimentalWarning'],
    // Both streams carry the function's log; its failures come as answers.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const ended = new Promise((done) => child.once('exit', done));
  let last = await answerOf(child, ended);
  for (const event of invocations) {
    child.send(JSON.parse(JSON.stringify(event)));
    last = await answerOf(child, ended);
    if (last.error !== undefined) throw new Error(`${name} failed: ${last.error}`);
  }
  child.disconnect();
  await ended;
  return {
    what: `memory of ${name}, at most`,
    value: last.rssMb,
    unit: 'MB',
    aim: { of: 'value', atMost: spec.memoryMb },
    note: `${Math.round(last.heapMb)} MB of it heap; ${what}; deployed with ${spec.memoryMb} MB.`,
  };
};

import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { type Mutation, mutations } from './mutations.ts';
import type { Violation } from './play-history.ts';
import { playSeeds } from './players.ts';
import { showStorms, stormOf } from './storm/show-storms.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1000' },
    from: { type: 'string', default: '1' },
    seed: { type: 'string' },
    mutation: { type: 'string' },
    storm: { type: 'string' },
    jobs: { type: 'string', default: String(availableParallelism()) },
    help: { type: 'boolean', default: false },
  },
});

const usage = `npm run simulate -- [--seeds <how many>] [--from <first seed>] [--seed <one, with its trace>] [--mutation <name>|all] [--jobs <threads>]
npm run simulate -- --storm <alarms>x<services> [--seed <seed>] [--mutation <name>]
mutations: ${mutations.join(', ')}`;

const numberOf = (name: string, text: string): number => {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) {
    console.error(`--${name}: "${text}" is no whole number above 0\n${usage}`);
    process.exit(2);
  }
  return value;
};

const isMutation = (name: string): name is Mutation => mutations.some((known) => known === name);

const replay = ({ seed }: Violation, mutation?: Mutation) =>
  `npm run simulate -- --seed ${seed}${mutation === undefined ? '' : ` --mutation ${mutation}`}`;

/** Says to whoever watches a terminal how far a long run is. */
const sayProgress =
  (seeds: number) =>
  (played: number): void => {
    if (process.stderr.isTTY)
      process.stderr.write(`\r\x1b[K${played < seeds ? `${played} of ${seeds}` : ''}`);
  };

const playMutation = async (
  mutation: Mutation,
  from: number,
  seeds: number,
  jobs: number,
): Promise<boolean> => {
  const found = await playSeeds({ from, seeds, mutation }, jobs);
  console.log(
    found
      ? `${mutation}: found at seed ${found.seed}: ${found.what.split('\n')[0]}`
      : `${mutation}: NOT found in ${seeds} histories`,
  );
  return found !== undefined;
};

const playStorms = async (text: string, seed: number): Promise<number> => {
  const storm = stormOf(text, seed);
  const { mutation } = values;
  if (storm === undefined || (mutation !== undefined && !isMutation(mutation))) {
    console.error(`--storm: "${text}": write alarms and services, such as 10000x200\n${usage}`);
    return 2;
  }
  return showStorms(storm, mutation);
};

const main = async (): Promise<number> => {
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const only = values.seed === undefined ? undefined : numberOf('seed', values.seed);
  const from = only ?? numberOf('from', values.from);
  const seeds = only === undefined ? numberOf('seeds', values.seeds) : 1;
  const jobs = numberOf('jobs', values.jobs);
  if (values.storm !== undefined) return playStorms(values.storm, only ?? 1);
  if (values.mutation === 'all') {
    let missed = 0;
    for (const mutation of mutations) if (!(await playMutation(mutation, from, seeds, jobs))) missed++;
    return missed === 0 ? 0 : 1;
  }
  if (values.mutation !== undefined && !isMutation(values.mutation)) {
    console.error(`--mutation: no mutation is called "${values.mutation}"\n${usage}`);
    return 2;
  }
  const began = performance.now();
  const violation = await playSeeds({ from, seeds, mutation: values.mutation }, jobs, sayProgress(seeds));
  const seconds = ((performance.now() - began) / 1_000).toFixed(1);
  if (violation === undefined) {
    console.log(`${seeds} histories from seed ${from} in ${seconds} s: no violation`);
    return 0;
  }
  console.log(
    `seed ${violation.seed}: ${violation.what}\n${violation.trace.join('\n')}\n\nreplay: ${replay(violation, values.mutation)}`,
  );
  return 1;
};

process.exitCode = await main();

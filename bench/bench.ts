/** `npm run bench [-- <group> …] [-- --quick] [-- soak --minutes 180] [-- origins --data <folder>]`:
 * measures, prints tables, and writes `.build/bench.json`. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuild } from '../local/build/ensure-build.ts';
import { projectDir } from '../local/kernel/project.ts';
import type { Figure, Size } from './figures/figure.ts';
import { tableOf } from './figures/show-figures.ts';
import { groupNames, isPure, longGroupNames } from './group-names.ts';
import { runGroup } from './run-group.ts';

const machine = () => ({
  node: process.version,
  cpu: cpus()[0]?.model ?? 'unknown',
  cores: cpus().length,
  memoryGb: Math.round(totalmem() / 2 ** 30),
  load: loadavg().map((load) => Math.round(load * 100) / 100),
});

const readArguments = (): { readonly names: readonly string[]; readonly size: Size } => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      quick: { type: 'boolean', default: false },
      minutes: { type: 'string' },
      data: { type: 'string' },
    },
  });
  const known = [...groupNames, ...longGroupNames];
  const unknown = positionals.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    console.error(`bench: there is no group "${unknown.join('", "')}". Groups: ${known.join(', ')}.`);
    process.exit(2);
  }
  if (values.minutes !== undefined) {
    if (!(Number(values.minutes) > 0)) {
      console.error(`bench: --minutes is "${values.minutes}": expected a number above 0.`);
      process.exit(2);
    }
    process.env['TOCSIN_SOAK_MINUTES'] = values.minutes;
  }
  if (values.data !== undefined) {
    if (!existsSync(values.data)) {
      console.error(
        `bench: --data is "${values.data}": there is no such folder. It needs <traffic>/graph.csv in it.`,
      );
      process.exit(2);
    }
    process.env['TOCSIN_BENCH_DATA'] = resolve(values.data);
  }
  return {
    names: positionals.length > 0 ? positionals : groupNames,
    size: values.quick ? 'quick' : 'full',
  };
};

const { names, size } = readArguments();
process.env['TOCSIN_CONFIG'] ??= 'bench/tocsin.yml';
if (!names.every(isPure)) await ensureBuild(console.error);
const before = machine();
const beganMs = performance.now();
const results: { readonly group: string; readonly seconds: number; readonly figures: readonly Figure[] }[] =
  [];
for (const group of names) {
  console.error(`${group} …`);
  const groupBeganMs = performance.now();
  const figures = await runGroup(group, size);
  results.push({ group, seconds: Math.round((performance.now() - groupBeganMs) / 1000), figures });
  console.log(tableOf(group, figures));
}
const seconds = Math.round((performance.now() - beganMs) / 1000);
const folder = join(projectDir, '.build');
mkdirSync(folder, { recursive: true });
const report = {
  at: new Date().toISOString(),
  size,
  seconds,
  machine: before,
  loadAfter: machine().load,
  results,
};
writeFileSync(join(folder, 'bench.json'), `${JSON.stringify(report, null, 2)}\n`);
console.log(
  `${before.cores} cores (${before.cpu}), ${before.memoryGb} GB, Node ${before.node}; load before ${before.load.join(' ')}, ` +
    `after ${report.loadAfter.join(' ')}; ${seconds} s; written to .build/bench.json`,
);

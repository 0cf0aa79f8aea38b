import { addUsage, totalOf, type Usage } from '../../../bench/bill/prices.ts';
import { percentile } from '../../../bench/meters/percentile.ts';
import type { Mutation } from '../mutations.ts';
import { playStorm, type Storm, type StormResult } from './play-storm.ts';
import type { Published, Services } from './services.ts';
import { asDeployed, compared } from './settings.ts';

/** `10000x200`: so many alarms of so many services; `undefined` where it says nothing of the kind. */
export const stormOf = (text: string, seed: number): Storm | undefined => {
  const [, alarms = 0, services = 0] = (/^(\d{1,6})x(\d{1,5})$/.exec(text) ?? []).map(Number);
  return alarms >= services && services > 0 ? { alarms, services, seed } : undefined;
};

/** What SNS was given: a digest is one message. */
const messagesOf = ({ published }: Services): readonly Published[] => [
  ...new Map(published.map((one) => [one.digest ?? one, one])).values(),
];

const usageOf = ({ settings, intake, services }: StormResult, { alarms }: Storm): Usage =>
  addUsage(
    { writeUnit: services.used.writes, readUnit: services.used.reads, publish: messagesOf(services).length },
    {
      invocation: intake.invocations,
      gbSecond: (intake.durationMs / 1_000) * (settings.memoryMb / 1_024),
      // EventBridge's sends, Lambda's receives and deletions, and timers.
      queueRequest: alarms + intake.requests + services.sent.timers,
      mail: messagesOf(services).length,
      busEvent: services.sent.events,
    },
  );

/** Messages of the busiest second to one contact of `primary`. */
export const busiestSecond = ({ services }: StormResult): number => {
  const times = messagesOf(services)
    .flatMap(({ atMs, notice }) => (notice.audience === 'primary' ? [atMs] : []))
    .sort((a, b) => a - b);
  let from = 0;
  return times.reduce((most, atMs, n) => {
    while ((times[from] ?? atMs) <= atMs - 1_000) from++;
    return Math.max(most, n - from + 1);
  }, 0);
};

const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;

const rowOf = (result: StormResult, storm: Storm): string => {
  const { settings, firstPagesMs, doneMs, intake, services } = result;
  const cells = [
    settings.name,
    seconds(percentile(firstPagesMs, 0.5)),
    seconds(percentile(firstPagesMs, 0.99)),
    seconds(doneMs),
    intake.mostAtOnce,
    services.throttled.table,
    services.throttled.sns,
    intake.redelivered,
    busiestSecond(result),
    `${totalOf(usageOf(result, storm), false).toFixed(2)} USD`,
  ];
  return `| ${cells.join(' | ')} |`;
};

const heading = [
  'setting',
  'first page, p50',
  'first page, p99',
  'all taken in',
  'functions at once',
  'throttled by DynamoDB',
  'by SNS',
  'alarms that came again',
  'most messages a second to one contact',
  'cost',
];

/** Plays the storm with each setting, or with a planted mistake as deployed; prints a table. Answers the exit code. */
export const showStorms = async (storm: Storm, mutation?: Mutation): Promise<0 | 1> => {
  console.log(`| ${heading.join(' | ')} |\n|${heading.map(() => '---|').join('')}`);
  let isWhole = true;
  for (const settings of mutation === undefined ? compared : [asDeployed]) {
    const result = await playStorm(storm, settings, mutation);
    console.log(rowOf(result, storm));
    for (const violation of result.violations) console.log(`VIOLATION, ${settings.name}: ${violation}`);
    isWhole &&= result.violations.length === 0;
  }
  return isWhole ? 0 : 1;
};

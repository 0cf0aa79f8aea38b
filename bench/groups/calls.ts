import { billOf, idleMonthOf, readPackagedStack } from '../bill/bill.ts';
import { recordUsage, type Step } from '../bill/usage-recorder.ts';
import type { Figure, Group } from '../figures/figure.ts';
import { numberText } from '../figures/show-figures.ts';
import { type Call, summaryOf } from '../meters/call-log.ts';
import { indexesOf } from '../meters/capacity.ts';
import { meterTable } from '../meters/meter.ts';
import { sum } from '../meters/percentile.ts';
import { startSystem } from '../system/system.ts';
import { makeStage, playIncident } from './story.ts';

/** AWS calls by kind of each step of an incident's life, and what they cost. Exact: one run is enough. */
export const calls: Group = async () => {
  const system = await startSystem();
  try {
    const meter = meterTable(system.table, indexesOf(system.emulators.stack.tables[0]?.definition ?? {}));
    const recorder = recordUsage(meter, system.shell.journal);
    const stage = await makeStage(system, recorder);
    await stage.sweep('idle minute (sweep)');
    const idleMetrics = recorder.metrics.size;
    await playIncident(stage, 'checkout');
    recorder.stop();
    const { steps } = recorder;
    return [
      ...firstAlarmFigures(steps),
      ...stepFigures(steps),
      ...billOf(steps, recorder.metrics),
      ...idleMonthOf(steps, readPackagedStack(), idleMetrics),
    ];
  } finally {
    await system.stop();
  }
};

const firstAlarmFigures = (steps: readonly Step[]): readonly Figure[] => {
  const made = steps.find(({ name }) => name === 'first alarm')?.calls ?? [];
  const pagedAtMs = made.find(({ operation }) => operation === 'Publish')?.endedAtMs ?? 0;
  const isBefore = ({ startedAtMs }: Call) => startedAtMs < pagedAtMs;
  return [
    countFigure('first alarm, until the page', made.filter(isBefore)),
    countFigure(
      'first alarm, after the page',
      made.filter((call) => !isBefore(call)),
    ),
  ];
};

const countFigure = (what: string, made: readonly Call[]): Figure => ({
  what,
  value: made.length,
  unit: 'calls',
  note: `${summaryOf(made)}; ${numberText(sum(made.map(({ bytes }) => bytes)) / 1024)} KB sent.`,
});

const shown = [
  'join',
  'join, second component',
  'clear',
  'clear, the last',
  'acknowledge',
  'resolve',
  'idle minute (sweep)',
  'milestone, by the sweep',
];

const stepFigures = (steps: readonly Step[]): readonly Figure[] => {
  const alike = Map.groupBy(steps, ({ name }) => name);
  const figures = shown.flatMap((name) => {
    const [first] = alike.get(name) ?? [];
    return first === undefined ? [] : [countFigure(name, first.calls)];
  });
  const timers = steps.filter(({ name }) => name.startsWith('timer'));
  const acted = timers.filter(({ usage }) => (usage.writeUnit ?? 0) > 0);
  return [
    ...figures,
    {
      what: 'timer messages of one incident',
      value: timers.length,
      unit: 'count',
      note: `${acted.length} of them found something due; ${timers.filter(({ name }) => name.includes('after')).length} came after the resolution.`,
    },
  ];
};

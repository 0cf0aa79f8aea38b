import { packageDir } from '../../local/kernel/project.ts';
import { loadTemplate } from '../../local/template/template-document.ts';
import type { Figure } from '../figures/figure.ts';
import { numberText } from '../figures/show-figures.ts';
import { addUsage, costOf, prices, timesUsage, totalOf, type Usage } from './prices.ts';
import { assumed, type Step, usageOfSteps } from './usage-recorder.ts';

const INCIDENTS = 1_000;
const MINUTES_A_MONTH = 30 * 24 * 60;

/** Lambda's long polls last 20 s, and an idle event source keeps so many going (Lambda Developer Guide, SQS scaling). */
const POLLS_A_MINUTE = 3;
const POLLERS_WITH_A_MAXIMUM = 5;
const POLLERS_WITHOUT = 2;

/** What of the packaged template costs money while nothing happens. */
export interface PackagedStack {
  /** CloudWatch alarms: what deployment/own-alarms.ts makes of this tocsin.yml. */
  readonly alarms: number;
  /** Of each event source, whether it has a maximum concurrency. */
  readonly hasMaximum: readonly boolean[];
}

export const readPackagedStack = (): PackagedStack => {
  const resources = [...loadTemplate(packageDir).resources.values()];
  const ofType = (type: string) => resources.filter((resource) => resource.type === type);
  return {
    alarms: ofType('AWS::CloudWatch::Alarm').length,
    hasMaximum: ofType('AWS::Lambda::EventSourceMapping').map(
      ({ properties }) => 'ScalingConfig' in properties,
    ),
  };
};

const detail = (usage: Usage, withFreeTier = false): string =>
  costOf(usage, withFreeTier)
    .filter(([, usd]) => usd >= 0.0005)
    .map(([name, usd]) => `${prices[name].what} ${numberText(usage[name] ?? 0)} = $${usd.toFixed(3)}`)
    .join('; ');

/** What 1,000 incidents like the one that was played cost, beside an idle month. */
export const billOf = (steps: readonly Step[], metrics: ReadonlySet<string>): readonly Figure[] => {
  const played = steps.filter(({ name }) => !name.startsWith('idle'));
  const idleSweep = steps.find(({ name }) => name.startsWith('idle'))?.usage ?? {};
  // A sweep runs anyway: only what it found is the incident's.
  const sweeps = played.filter(({ name }) => name.includes('by the sweep')).length;
  const cold: Usage = { gbSecond: (assumed.coldMs / 1000) * (1 + 0.5 + 0.5) };
  const one = addUsage(addUsage(usageOfSteps(played), timesUsage(idleSweep, -sweeps)), cold);
  const usage = timesUsage(one, INCIDENTS);
  return [
    {
      what: '1,000 incidents, list prices',
      value: totalOf(usage, false),
      unit: 'USD',
      aim: { of: 'value', atMost: 1 },
      note: `${detail(usage)}. Each incident: 1 opening, 4 joins, 5 clears, acknowledgement, 3 updates, resolution, one mail contact an audience; mails and SMS are what the notices cost. Assumed: ${assumed.ownMs} ms and ${assumed.callMs} ms a call for each invocation, one cold start of ${assumed.coldMs} ms a function and incident.`,
    },
    {
      what: '1,000 incidents, within the free tiers that do not end',
      value: totalOf(usage, true),
      unit: 'USD',
      note: detail(usage, true),
    },
    {
      what: '1,000 incidents: without mail delivery, list prices',
      value: totalOf({ ...usage, mail: 0 }, false),
      unit: 'USD',
    },
    {
      what: 'custom metrics that incidents add, were they published in every hour of the month',
      value: metrics.size * prices.metric.usd,
      unit: 'USD',
      note: `${metrics.size} pairs of function and reason, ${prices.metric.usd} USD a month each, charged by the hour in which they are published; ${prices.metric.freeAMonth} are free.`,
    },
  ];
};

/** A month in which nothing happens. `metrics`: how many custom metrics an idle sweep publishes. */
export const idleMonthOf = (
  steps: readonly Step[],
  { alarms, hasMaximum }: PackagedStack,
  metrics: number,
): readonly Figure[] => {
  const sweep = steps.find(({ name }) => name.startsWith('idle'))?.usage ?? {};
  const pollers = Array.from(hasMaximum, (has) => (has ? POLLERS_WITH_A_MAXIMUM : POLLERS_WITHOUT));
  const polls = pollers.reduce((all, one) => all + one, 0) * POLLS_A_MINUTE * MINUTES_A_MONTH;
  const running = addUsage(timesUsage(sweep, MINUTES_A_MONTH), { queueRequest: polls });
  const whole = addUsage(running, { alarm: alarms, metric: metrics });
  return [
    {
      what: 'an idle month, list prices, without the stack’s own alarms',
      value: totalOf(running, false),
      unit: 'USD',
      note: detail(running),
    },
    {
      what: 'an idle month, list prices, everything',
      value: totalOf(whole, false),
      unit: 'USD',
      aim: { of: 'value', atMost: 0.5 },
      note: `${detail(whole)}. Idle queues are polled all the time: ${pollers.join(' + ')} long polls of 20 s at once.`,
    },
    {
      what: 'an idle month, within the free tiers that do not end, if nothing else uses them',
      value: totalOf(whole, true),
      unit: 'USD',
      aim: { of: 'value', atMost: 0.5 },
      note: detail(whole, true),
    },
  ];
};

import { diagnosticMetrics, diagnosticWatches } from './diagnostic-alarms.ts';
import { pascalCase, type Resources, ref } from './template.ts';
import { alarmOf, failing, late, notEmpty, undelivered, type Watch } from './watch.ts';
import type { Watched } from './watched.ts';

/**
 * The stack's own alarms. Each acts on the topic `watch`, which passes through none of the stack's functions, so that a
 * failing Tocsin can still say so. CloudWatch charges 0.10 USD a month for each beyond the first ten of an account:
 * hence one for each way in which a page can fail to go out, and those that only narrow it down on demand (docs/adr/0008).
 */
export const ownAlarms = (watched: Watched): Resources => {
  const watches = [...essentialWatches(watched), ...(watched.diagnostic ? diagnosticWatches(watched) : [])];
  const alarms = watches.map((watch) => [`${pascalCase(watch.id)}Alarm`, alarmOf(watched.name, watch)]);
  return { ...Object.fromEntries(alarms), ...(watched.diagnostic ? diagnosticMetrics(watched.name) : {}) };
};

/** A message that fails comes again after 60 s: one that succeeds then is mostly not told of, one that fails again is. */
const RETRIED_S = 55;

/** What must never go unseen, with nothing that another of them tells as well. */
const essentialWatches = ({ name, sendsSms, smsMonthlyLimitUsd }: Watched): readonly Watch[] => [
  late(
    name,
    'intake-dead',
    RETRIED_S,
    'events could not be processed and are not paged raw. See page-undecided.',
  ),
  notEmpty(name, 'undecided-dead', 'events could not even be paged raw. Look at the fallback topic at once.'),
  notEmpty(name, 'timers-dead', 'timers failed; the sweep does their work. See the log of run-timer.'),
  notEmpty(name, 'undelivered', 'SNS gave up on a contact. Each names its topic; check its subscriptions.'),
  late(name, 'intake', RETRIED_S, 'its function does not keep up, fails or is blocked. See ingest-alarm.'),
  sweepStopped(name),
  failing(name, 'sweep-due'),
  apiFailing(name),
  // The last who can be reached: their failures do not wait for SNS to have given up.
  undelivered(name, 'fallback'),
  ...(sendsSms ? [smsSpend(smsMonthlyLimitUsd)] : []),
];

/** Runs of a minute's schedule can be nearly two minutes apart (EventBridge precision): three silent minutes. */
const sweepStopped = (name: string): Watch => ({
  id: 'sweep-stopped',
  says: `The sweep has not run for three minutes: lost timers are not caught. See the rule of ${name}-sweep-due.`,
  metric: ['AWS/Lambda', 'Invocations', { FunctionName: `${name}-sweep-due` }],
  statistic: 'Sum',
  periodS: 60,
  periods: 3,
  below: 1,
  noData: 'zero',
});

/**
 * Errors, throttles and time-outs of the function, and a record that cannot be reached, all answer 5xx. Three minutes of
 * five: a burst of a minute, which may lie in two of CloudWatch's, rings nobody.
 */
const apiFailing = (name: string): Watch => ({
  id: 'api-failing',
  says: `The API answered 5xx: nobody may be able to acknowledge. See the log of ${name}-serve-api.`,
  metric: ['AWS/ApiGateway', '5xx', { ApiId: ref('HttpApi') }],
  statistic: 'Sum',
  periodS: 60,
  periods: 5,
  breaching: 3,
  above: 0,
});

/** SNS tells of it when it has sent something: between, the alarm stays as it is. */
const smsSpend = (limitUsd: number): Watch => ({
  id: 'sms-spend',
  says: `SMS cost over 80 % of ${limitUsd} USD this month: SNS stops sending at the account's limit. Raise it.`,
  metric: ['AWS/SNS', 'SMSMonthToDateSpentUSD', {}],
  statistic: 'Maximum',
  periodS: 60,
  above: limitUsd * 0.8,
  noData: 'unchanged',
});

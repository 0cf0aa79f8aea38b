import { pascalCase, type Resource, type Resources, ref, type Value } from './template.ts';
import { failing, late, notEmpty, undelivered, type Watch } from './watch.ts';
import type { Watched } from './watched.ts';

/**
 * Alarms that tell where a trouble is of which the essential ones tell that it is there: the setting
 * `diagnosticAlarms`. Some 30 alarms and four custom metrics, about 3 to 4 USD a month.
 */
export const diagnosticWatches = (watched: Watched): readonly Watch[] => {
  const { name, functions, topics } = watched;
  return [
    notEmpty(name, 'undecided', 'these events were paged raw and wait for a person. Read them.'),
    notEmpty(
      name,
      'triage-dead',
      'these incidents were not examined; their clocks ask again. See triage-incident.',
    ),
    // Timers wait up to 900 s by design.
    late(name, 'timers', 900 + 120, 'its function does not keep up, fails or is blocked. See run-timer.'),
    ...functions.filter((fn) => fn !== 'sweep-due').map((fn) => failing(name, fn)),
    ...functions.filter((fn) => fn in failures).map((fn) => failingItems(name, fn)),
    ...functions.map((fn) => heldBack(name, fn)),
    timersLate(name),
    ...topics.filter((topic) => topic !== 'fallback').map((topic) => undelivered(name, topic)),
    ...throttles(watched),
  ];
};

/**
 * What a function logs of a message that it answers as failed, by its reason: it comes again, and is no error of the
 * function (Lambda Developer Guide, "Handling errors for an SQS event source in Lambda").
 */
const failures: Readonly<Record<string, readonly string[]>> = {
  'ingest-alarm': ['ingest-failed', 'ignored-not-recorded', 'set-aside-failed'],
  'run-timer': ['timer-failed'],
  'page-undecided': ['raw-page-failed'],
  'triage-incident': ['triage-failed'],
};

const failingItems = (name: string, fn: string): Watch => ({
  id: `${fn}-failures`,
  says: `The function ${name}-${fn} answered a message as failed. It comes again; see the reason in its log.`,
  metric: [name, `${pascalCase(fn)}Failures`, {}],
  statistic: 'Sum',
  periodS: 60,
  above: 0,
});

const failureFilter = (name: string, fn: string, reasons: readonly string[]): Resource => ({
  Type: 'AWS::Logs::MetricFilter',
  Properties: {
    LogGroupName: ref(`${pascalCase(fn)}LogGroup`),
    FilterPattern: `{ ${reasons.map((reason) => `$.reason = "${reason}"`).join(' || ')} }`,
    MetricTransformations: [
      { MetricNamespace: name, MetricName: `${pascalCase(fn)}Failures`, MetricValue: '1', Unit: 'Count' },
    ],
  },
});

/**
 * Out of log lines: messages that a function answered as failed, and how late run-timer acted on a deadline, which
 * `timer-lateness` watches.
 */
export const diagnosticMetrics = (name: string): Resources => ({
  ...Object.fromEntries(
    Object.entries(failures).map(([fn, reasons]) => [
      `${pascalCase(fn)}Failures`,
      failureFilter(name, fn, reasons),
    ]),
  ),
  TimerLateness: {
    Type: 'AWS::Logs::MetricFilter',
    Properties: {
      LogGroupName: ref('RunTimerLogGroup'),
      FilterPattern: '{ $.fields.lateMs = * }',
      MetricTransformations: [
        {
          MetricNamespace: name,
          MetricName: 'TimerLateness',
          MetricValue: '$.fields.lateMs',
          Unit: 'Milliseconds',
        },
      ],
    },
  },
});

const heldBack = (name: string, fn: string): Watch => ({
  id: `${fn}-throttles`,
  says: `The function ${name}-${fn} was held back by the account's or its own concurrency limit. Its work is retried.`,
  metric: ['AWS/Lambda', 'Throttles', { FunctionName: `${name}-${fn}` }],
  statistic: 'Sum',
  periodS: 60,
  above: 0,
});

/** Invariant I4: a rung is paged at the latest two minutes after its deadline. Milliseconds. */
const timersLate = (name: string): Watch => ({
  id: 'timer-lateness',
  says: 'A deadline was acted on more than two minutes late. See the log of run-timer.',
  metric: [name, 'TimerLateness', {}],
  statistic: 'Maximum',
  periodS: 60,
  above: 120_000,
});

/** A throttled index rejects writes to the table, hence each is watched. */
const throttles = ({ name, tableIndexes }: Watched): readonly Watch[] => [
  throttled('table-reads-throttled', 'ReadThrottleEvents', { TableName: name }),
  throttled('table-writes-throttled', 'WriteThrottleEvents', { TableName: name }),
  ...tableIndexes.map((index) =>
    throttled(`index-${index}-throttled`, 'WriteThrottleEvents', {
      TableName: name,
      GlobalSecondaryIndexName: index,
    }),
  ),
];

const throttled = (id: string, metric: string, dimensions: Readonly<Record<string, Value>>): Watch => ({
  id,
  says: 'DynamoDB holds requests back: incidents are recorded late. See the limits of the table and the account.',
  metric: ['AWS/DynamoDB', metric, dimensions],
  statistic: 'Sum',
  periodS: 60,
  above: 0,
});

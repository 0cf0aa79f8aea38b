import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  type FilteredLogEvent,
  FilterLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { own } from '../../../domain/kernel/own.ts';
import { stableDigits } from '../estate/ids.ts';
import { pageSize } from '../estate/limits.ts';
import { type LineFilter, lineFilter } from '../estate/log-pattern.ts';
import { pageOf, when } from '../estate/pages.ts';
import type { World } from '../estate/world.ts';
import type { LogGroup } from '../situation/watching.ts';
import { AwsError } from '../wire/aws-error.ts';
import { operation, serviceOf } from '../wire/operation.ts';
import { nowhere } from './nowhere.ts';

const invalid = (message: string): AwsError => new AwsError('InvalidParameterException', message);

const badToken = (): AwsError => invalid('The specified nextToken is invalid.');

const describeLogGroups = operation(DescribeLogGroupsCommand, (input, world) => {
  const { logGroupNamePrefix: prefix, logGroupNamePattern: pattern, nextToken: token } = input;
  if (prefix !== undefined && pattern !== undefined)
    throw invalid('LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.');
  const found = Object.entries(world.estate.logs).filter(
    ([name]) => name.startsWith(prefix ?? '') && name.toLowerCase().includes((pattern ?? '').toLowerCase()),
  );
  const size = pageSize(input.limit, {
    field: 'limit',
    least: 1,
    most: 50,
    usual: 50,
    code: 'InvalidParameterException',
  });
  const page = pageOf(found, { token, size, about: [prefix, pattern], invalid: badToken });
  return {
    logGroups: page.items.map(([name, group]) => ({
      logGroupName: name,
      creationTime: world.date(group.created).getTime(),
      ...when('retentionInDays', group.retentionDays),
      metricFilterCount: 0,
      arn: world.arn('logs', `log-group:${name}:*`),
      storedBytes: group.lines.reduce((sum, { text }) => sum + text.length, 0),
      logGroupClass: 'STANDARD' as const,
      logGroupArn: world.arn('logs', `log-group:${name}`),
    })),
    ...when('nextToken', page.next),
  };
});

/** So many copies of a repeated line are made at the most: a question for days must not fill the memory. */
const mostCopies = 100_000;

interface Line {
  readonly atMs: number;
  readonly stream: string;
  readonly text: string;
}

const linesOf = (
  world: World,
  line: LogGroup['lines'][number],
  fromMs: number,
  toMs: number,
): readonly Line[] => {
  const { at, every, until, stream, text } = line;
  const first = world.onsetMs + at;
  const last = Math.min(
    toMs,
    world.nowMs,
    until === undefined ? Number.POSITIVE_INFINITY : world.onsetMs + until,
  );
  if (every === undefined || every === 0)
    return first >= fromMs && first <= last ? [{ atMs: first, stream, text }] : [];
  const skipped = Math.max(0, Math.ceil((fromMs - first) / every));
  const many = Math.min(mostCopies, Math.floor((last - first) / every) + 1 - skipped);
  return Array.from({ length: Math.max(0, many) }, (_, index) => ({
    ...{ atMs: first + (skipped + index) * every, stream, text },
  }));
};

const filterOf = (pattern: string | undefined): LineFilter => {
  const filter = lineFilter(pattern ?? '');
  if (filter === undefined)
    throw invalid(
      'The stand-in account filters by terms alone: no patterns on JSON or columns, no regular expressions.',
    );
  return filter;
};

const groupAsked = (world: World, nameOrArn: string | undefined): readonly [string, LogGroup] => {
  if (nameOrArn === undefined) throw invalid('Either logGroupName or logGroupIdentifier is required.');
  const name = nameOrArn.startsWith('arn:')
    ? nameOrArn.split(':').slice(6).join(':').replace(/:\*$/, '')
    : nameOrArn;
  const group = own(world.estate.logs, name);
  if (group === undefined)
    throw new AwsError('ResourceNotFoundException', 'The specified log group does not exist.');
  return [name, group];
};

const eventOf = ({ atMs, stream, text }: Line): FilteredLogEvent => ({
  logStreamName: stream,
  timestamp: atMs,
  message: text,
  ingestionTime: atMs + 1_500,
  eventId: `39${stableDigits(`${atMs} ${stream} ${text}`, 54)}`,
});

/** The oldest first, up to 10,000 a page. Amazon CloudWatch Logs API reference, FilterLogEvents. */
const filterLogEvents = operation(FilterLogEventsCommand, (input, world) => {
  const {
    logStreamNames: streams,
    logStreamNamePrefix: prefix,
    startTime = 0,
    filterPattern: pattern,
    nextToken: token,
  } = input;
  if (streams !== undefined && prefix !== undefined)
    throw invalid('logStreamNamePrefix and logStreamNames cannot both be specified.');
  const [name, group] = groupAsked(world, input.logGroupName ?? input.logGroupIdentifier);
  const matches = filterOf(pattern);
  const toMs = input.endTime ?? world.nowMs;
  const found = group.lines
    .filter(
      ({ stream, text }) =>
        (streams?.includes(stream) ?? true) && stream.startsWith(prefix ?? '') && matches(text),
    )
    .flatMap((line) => linesOf(world, line, startTime, toMs))
    .sort((a, b) => a.atMs - b.atMs);
  const size = pageSize(input.limit, {
    field: 'limit',
    least: 1,
    most: 10_000,
    usual: 10_000,
    code: 'InvalidParameterException',
  });
  const about = [name, streams, prefix, startTime, input.endTime, pattern];
  const page = pageOf(found, { token, size, about, invalid: badToken });
  return { events: page.items.map(eventOf), searchedLogStreams: [], ...when('nextToken', page.next) };
});

export const cloudwatchLogs = serviceOf(new CloudWatchLogsClient(nowhere), [
  describeLogGroups,
  filterLogEvents,
]);

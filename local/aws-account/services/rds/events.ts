import { DescribeEventsCommand, type Event, type SourceType } from '@aws-sdk/client-rds';
import { pageOf, when } from '../../estate/pages.ts';
import type { World } from '../../estate/world.ts';
import type { DatabaseEvent } from '../../situation/databases.ts';
import { AwsError } from '../../wire/aws-error.ts';
import { operation } from '../../wire/operation.ts';
import { badMarker, clusterArn, databaseArn, sizeOf } from './resource.ts';

const eventsOf = (
  world: World,
  name: string,
  arn: string,
  type: SourceType,
  events: readonly DatabaseEvent[],
): readonly Event[] =>
  events.map(({ at, text, categories }) => ({
    SourceIdentifier: name,
    SourceType: type,
    Message: text,
    EventCategories: categories,
    Date: world.date(at),
    SourceArn: arn,
  }));

const minuteMs = 60_000;

const oldestEventMs = 14 * 24 * 60 * minuteMs;

/** An hour up to now, unless the call says another time: at most 14 days ago. */
const eventRange = (
  world: World,
  start: Date | undefined,
  end: Date | undefined,
  minutes: number | undefined,
) => {
  const toMs = end?.getTime() ?? world.nowMs;
  const fromMs = start?.getTime() ?? toMs - (minutes ?? 60) * minuteMs;
  return { fromMs: Math.max(fromMs, world.nowMs - oldestEventMs), toMs: Math.min(toMs, world.nowMs) };
};

export const describeEvents = operation(DescribeEventsCommand, (input, world) => {
  const { SourceIdentifier: source, SourceType: type, EventCategories: categories, Marker: token } = input;
  if (source !== undefined && type === undefined)
    throw new AwsError(
      'InvalidParameterCombination',
      'SourceType must be specified when SourceIdentifier is.',
      { status: 400 },
    );
  const { fromMs, toMs } = eventRange(world, input.StartTime, input.EndTime, input.Duration);
  const all = [
    ...Object.entries(world.estate.databases).flatMap(([name, { events }]) =>
      eventsOf(world, name, databaseArn(world, name), 'db-instance', events),
    ),
    ...Object.entries(world.estate.clusters).flatMap(([name, { events }]) =>
      eventsOf(world, name, clusterArn(world, name), 'db-cluster', events),
    ),
  ];
  const found = all
    .filter(
      (event) =>
        Number(event.Date) >= fromMs &&
        Number(event.Date) <= toMs &&
        (source === undefined || event.SourceIdentifier === source) &&
        (type === undefined || event.SourceType === type) &&
        (categories === undefined ||
          categories.length === 0 ||
          event.EventCategories?.some((category) => categories.includes(category))),
    )
    .sort((a, b) => Number(a.Date) - Number(b.Date));
  const about = [source, type, categories, input.StartTime, input.EndTime, input.Duration];
  const page = pageOf(found, { token, size: sizeOf(input.MaxRecords), about, invalid: badMarker(token) });
  return { Events: [...page.items], ...when('Marker', page.next) };
});

import {
  type AffectedEntity,
  DescribeAffectedEntitiesCommand,
  DescribeEventsCommand,
  type Event,
  type EventFilter,
  HealthClient,
} from '@aws-sdk/client-health';
import { stableHex } from '../estate/ids.ts';
import { checkLength, pageSize } from '../estate/limits.ts';
import { pageOf, when } from '../estate/pages.ts';
import type { World } from '../estate/world.ts';
import type { HealthEvent } from '../situation/oversight.ts';
import { AwsError } from '../wire/aws-error.ts';
import { operation, serviceOf } from '../wire/operation.ts';
import { nowhere } from './nowhere.ts';

const badToken = (): AwsError =>
  new AwsError('InvalidPaginationToken', 'The specified pagination token is not valid.');

/** AWS Health API reference: 10 to 100 a page. */
const sizeOf = (given: number | undefined): number =>
  pageSize(given, { field: 'maxResults', least: 10, most: 100, usual: 100, code: 'ValidationException' });

const regionOf = (world: World, { region }: HealthEvent): string => region ?? world.home;

const eventArn = (world: World, name: string, event: HealthEvent): string =>
  `arn:aws:health:${regionOf(world, event)}::event/${event.service}/${event.code}/${name}`;

const describeEvent = (world: World, name: string, event: HealthEvent): Event => ({
  arn: eventArn(world, name, event),
  service: event.service,
  eventTypeCode: event.code,
  eventTypeCategory: event.category,
  region: regionOf(world, event),
  ...when('availabilityZone', event.zone),
  startTime: world.date(event.at),
  ...when('endTime', event.ended === undefined ? undefined : world.date(event.ended)),
  lastUpdatedTime: world.date(event.updated ?? event.at),
  statusCode: event.status,
  eventScopeCode: event.scope,
});

const oneOf = (wanted: readonly string[] | undefined, value: string | undefined): boolean =>
  wanted === undefined || wanted.length === 0 || wanted.includes(value ?? '');

interface Range {
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
}

const within = (ranges: readonly Range[] | undefined, at: Date | undefined): boolean =>
  ranges === undefined ||
  ranges.length === 0 ||
  ranges.some(
    ({ from, to }) =>
      at !== undefined && (from === undefined || at >= from) && (to === undefined || at <= to),
  );

const unbuilt = ['entityArns', 'entityValues', 'tags', 'actionability', 'personas'] as const;

const checkFilter = (filter: EventFilter | undefined): void => {
  const asked = unbuilt.find((name) => filter !== undefined && name in filter);
  if (asked !== undefined)
    throw new AwsError('ValidationException', `The stand-in account does not filter events by ${asked}.`, {
      status: 400,
    });
};

const isWanted = (event: Event, filter: EventFilter | undefined): boolean =>
  filter === undefined ||
  (oneOf(filter.eventArns, event.arn) &&
    oneOf(filter.services, event.service) &&
    oneOf(filter.regions, event.region) &&
    oneOf(filter.availabilityZones, event.availabilityZone) &&
    oneOf(filter.eventTypeCodes, event.eventTypeCode) &&
    oneOf(filter.eventTypeCategories, event.eventTypeCategory) &&
    oneOf(filter.eventStatusCodes, event.statusCode) &&
    within(filter.startTimes, event.startTime) &&
    within(filter.endTimes, event.endTime) &&
    within(filter.lastUpdatedTimes, event.lastUpdatedTime));

const describeEvents = operation(DescribeEventsCommand, ({ filter, nextToken: token, maxResults }, world) => {
  checkFilter(filter);
  const found = Object.entries(world.estate.events)
    .map(([name, event]) => describeEvent(world, name, event))
    .filter((event) => Number(event.startTime) <= world.nowMs || event.statusCode === 'upcoming')
    .filter((event) => isWanted(event, filter))
    .sort((a, b) => Number(b.lastUpdatedTime) - Number(a.lastUpdatedTime));
  const page = pageOf(found, { token, size: sizeOf(maxResults), about: filter, invalid: badToken });
  return { events: [...page.items], ...when('nextToken', page.next) };
});

const entitiesOf = (world: World, name: string, event: HealthEvent): readonly AffectedEntity[] =>
  Object.entries(event.entities).map(([value, status]) => {
    const arn = eventArn(world, name, event);
    return {
      entityArn: `arn:aws:health:${regionOf(world, event)}:${world.accountId}:entity/${stableHex(`${arn} ${value}`, 32)}`,
      eventArn: arn,
      entityValue: value,
      awsAccountId: world.accountId,
      lastUpdatedTime: world.date(event.updated ?? event.at),
      statusCode: status,
      tags: {},
    };
  });

/** Of up to ten events a call. */
const describeAffectedEntities = operation(
  DescribeAffectedEntitiesCommand,
  ({ filter, nextToken: token, maxResults }, world) => {
    const arns = filter?.eventArns ?? [];
    checkLength(arns, { field: 'filter.eventArns', most: 10, code: 'ValidationException' });
    const found = Object.entries(world.estate.events)
      .filter(([name, event]) => arns.includes(eventArn(world, name, event)))
      .flatMap(([name, event]) => entitiesOf(world, name, event))
      .filter(
        ({ entityValue, statusCode }) =>
          oneOf(filter?.entityValues, entityValue) && oneOf(filter?.statusCodes, statusCode),
      );
    const page = pageOf(found, { token, size: sizeOf(maxResults), about: filter, invalid: badToken });
    return { entities: [...page.items], ...when('nextToken', page.next) };
  },
);

export const health = serviceOf(new HealthClient(nowhere), [describeEvents, describeAffectedEntities]);

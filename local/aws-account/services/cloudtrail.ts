import {
  CloudTrailClient,
  DescribeTrailsCommand,
  type Event,
  GetTrailStatusCommand,
  type LookupAttribute,
  LookupEventsCommand,
} from '@aws-sdk/client-cloudtrail';
import { stableUuid } from '../estate/ids.ts';
import { pageSize } from '../estate/limits.ts';
import { pageOf, when } from '../estate/pages.ts';
import type { World } from '../estate/world.ts';
import type { Trail, TrailCall } from '../situation/oversight.ts';
import { AwsError } from '../wire/aws-error.ts';
import { operation, serviceOf } from '../wire/operation.ts';
import { nowhere } from './nowhere.ts';

const trailArn = (world: World, name: string): string => world.arn('cloudtrail', `trail/${name}`);

/** What CloudTrail has of a call, as the text of JSON. AWS CloudTrail User Guide, "Record contents". */
const recordOf = (world: World, call: TrailCall, id: string, at: Date): string =>
  JSON.stringify({
    eventVersion: '1.11',
    userIdentity: {
      type: 'IAMUser',
      arn: `arn:aws:iam::${world.accountId}:user/${call.user}`,
      accountId: world.accountId,
      ...when('accessKeyId', call.accessKey),
      userName: call.user,
    },
    eventTime: at.toISOString().replace('.000Z', 'Z'),
    eventSource: call.source,
    eventName: call.name,
    awsRegion: world.region,
    sourceIPAddress: call.ip,
    userAgent: call.agent,
    ...when('errorCode', call.error),
    requestParameters: null,
    responseElements: null,
    eventID: id,
    readOnly: call.readOnly,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: world.accountId,
    eventCategory: 'Management',
  });

const eventOf = (world: World, call: TrailCall): Event => {
  const at = world.date(call.at);
  const EventId = stableUuid(`${call.at} ${call.name} ${call.user} ${call.ip}`);
  return {
    EventId,
    EventName: call.name,
    ReadOnly: String(call.readOnly),
    ...when('AccessKeyId', call.accessKey),
    EventTime: at,
    EventSource: call.source,
    Username: call.user,
    Resources: call.resources.map(({ type, name }) => ({ ResourceType: type, ResourceName: name })),
    CloudTrailEvent: recordOf(world, call, EventId, at),
  };
};

const attributes: Readonly<Record<string, (event: Event) => readonly (string | undefined)[]>> = {
  AccessKeyId: ({ AccessKeyId: key }) => [key],
  EventId: ({ EventId: id }) => [id],
  EventName: ({ EventName: name }) => [name],
  EventSource: ({ EventSource: source }) => [source],
  ReadOnly: ({ ReadOnly: readOnly }) => [readOnly],
  ResourceName: ({ Resources: resources = [] }) => resources.map(({ ResourceName: name }) => name),
  ResourceType: ({ Resources: resources = [] }) => resources.map(({ ResourceType: type }) => type),
  Username: ({ Username: name }) => [name],
};

const isWanted = (event: Event, [attribute]: readonly LookupAttribute[]): boolean =>
  attribute === undefined ||
  (attributes[attribute.AttributeKey ?? '']?.(event) ?? []).includes(attribute.AttributeValue);

/** The youngest first, 50 a page, by one attribute. AWS CloudTrail API reference, LookupEvents. */
const lookupEvents = operation(LookupEventsCommand, (input, world) => {
  const {
    LookupAttributes: asked = [],
    StartTime: start,
    EndTime: end,
    NextToken: token,
    EventCategory: category,
  } = input;
  if (asked.length > 1)
    throw new AwsError('InvalidLookupAttributesException', 'You can specify only one lookup attribute.');
  if (start !== undefined && end !== undefined && start > end)
    throw new AwsError('InvalidTimeRangeException', 'The start time is after the end time.');
  const size = pageSize(input.MaxResults, {
    field: 'maxResults',
    least: 1,
    most: 50,
    usual: 50,
    code: 'InvalidMaxResultsException',
  });
  const found = (category === 'insight' ? [] : world.estate.calls)
    .map((call) => eventOf(world, call))
    .filter(
      (event) =>
        Number(event.EventTime) <= world.nowMs &&
        (start === undefined || Number(event.EventTime) >= start.getTime()) &&
        (end === undefined || Number(event.EventTime) <= end.getTime()) &&
        isWanted(event, asked),
    )
    .sort((a, b) => Number(b.EventTime) - Number(a.EventTime));
  const page = pageOf(found, {
    ...{ token, size, about: [asked, start, end, category] },
    invalid: () => new AwsError('InvalidNextTokenException', 'The next token is not valid.'),
  });
  return { Events: [...page.items], ...when('NextToken', page.next) };
});

const isAsked = (world: World, asked: string, name: string): boolean =>
  asked === name || asked === trailArn(world, name);

/** Names that there are not are left out. */
const describeTrails = operation(DescribeTrailsCommand, ({ trailNameList: names = [] }, world) => ({
  trailList: Object.entries(world.estate.trails)
    .filter(([name]) => names.length === 0 || names.some((asked) => isAsked(world, asked, name)))
    .map(([name, trail]) => ({
      Name: name,
      S3BucketName: trail.bucket,
      IncludeGlobalServiceEvents: true,
      IsMultiRegionTrail: trail.multiRegion,
      HomeRegion: trail.region ?? world.region,
      TrailARN: trailArn(world, name),
      LogFileValidationEnabled: true,
      HasCustomEventSelectors: false,
      HasInsightSelectors: false,
      IsOrganizationTrail: false,
    })),
}));

const statusOf = (world: World, trail: Trail) => ({
  IsLogging: trail.logging,
  StartLoggingTime: world.date(trail.started),
  ...when('StopLoggingTime', trail.stopped === undefined ? undefined : world.date(trail.stopped)),
  ...when('LatestDeliveryTime', trail.delivered === undefined ? undefined : world.date(trail.delivered)),
  ...when('LatestDeliveryError', trail.deliveryError),
});

const getTrailStatus = operation(GetTrailStatusCommand, ({ Name: asked = '' }, world) => {
  const [, trail] = Object.entries(world.estate.trails).find(([name]) => isAsked(world, asked, name)) ?? [];
  if (trail === undefined)
    throw new AwsError('TrailNotFoundException', `Unknown trail: ${asked} for the user: ${world.accountId}`);
  return statusOf(world, trail);
});

export const cloudtrail = serviceOf(new CloudTrailClient(nowhere), [
  lookupEvents,
  describeTrails,
  getTrailStatus,
]);

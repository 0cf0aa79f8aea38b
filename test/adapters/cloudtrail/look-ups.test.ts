import {
  CloudTrailClient,
  DescribeTrailsCommand,
  GetTrailStatusCommand,
  LookupEventsCommand,
} from '@aws-sdk/client-cloudtrail';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { createPrincipalActivityLooker } from '../../../adapters/cloudtrail/principal-activity.ts';
import { createTrailsLooker } from '../../../adapters/cloudtrail/trails.ts';

const aws = mockClient(CloudTrailClient);
beforeEach(() => aws.reset());

const times = { onsetMs: Date.UTC(2026, 10, 21, 3), nowMs: Date.UTC(2026, 10, 21, 4) };
const { signal } = new AbortController();
const throttled = Object.assign(new Error('Rate exceeded'), { name: 'ThrottlingException' });

const look = () =>
  createPrincipalActivityLooker(
    new CloudTrailClient({}),
    0,
  )({ ...times, signal, subjects: [{ name: 'ada', by: 'Username' }] });

test('what was read of a principal stays where the next page is throttled', async () => {
  aws
    .on(LookupEventsCommand)
    .resolvesOnce({
      Events: [{ EventName: 'ListUsers', CloudTrailEvent: '{"sourceIPAddress":"192.0.2.1"}' }],
      NextToken: 'more',
    })
    .rejects(throttled);
  expect(await look()).toMatchObject([
    { resource: 'ada', facts: { hasMore: true, calls: [{ name: 'ListUsers', from: '192.0.2.1' }] } },
  ]);
});

test('at most two pages are read, and a first that is throttled is the answer', async () => {
  aws.on(LookupEventsCommand).resolves({ Events: [{}], NextToken: 'more' });
  expect(await look()).toMatchObject([{ facts: { hasMore: true, calls: [{}, {}] } }]);
  expect(aws.commandCalls(LookupEventsCommand)).toHaveLength(2);
  aws.on(LookupEventsCommand).rejects(throttled);
  expect(await look()).toEqual([{ resource: 'ada', error: throttled }]);
});

test('a record that nobody can read costs no call', async () => {
  const Events = ['', '{"source', '[]', 'null', '{"sourceIPAddress":7}'].map((CloudTrailEvent) => ({
    EventName: 'ListUsers',
    CloudTrailEvent,
  }));
  aws.on(LookupEventsCommand).resolves({ Events });
  const [seen] = await look();
  expect(seen).toMatchObject({ facts: { calls: Array.from({ length: 5 }, () => ({ name: 'ListUsers' })) } });
});

const lookAtTrails = () =>
  createTrailsLooker(new CloudTrailClient({}))({ ...times, signal, subjects: ['eu-west-1'] });

test('a trail whose status is refused does not hide the others', async () => {
  aws.on(DescribeTrailsCommand).resolves({ trailList: [{ Name: 'a' }, { Name: 'b' }] });
  aws.on(GetTrailStatusCommand, { Name: 'a' }).rejects(throttled);
  aws.on(GetTrailStatusCommand, { Name: 'b' }).resolves({ IsLogging: false });
  expect(await lookAtTrails()).toEqual([
    {
      resource: 'eu-west-1',
      facts: { region: 'eu-west-1', trails: [{ name: 'b', isLogging: false }], notRead: ['a'] },
    },
  ]);
  aws.on(GetTrailStatusCommand, { Name: 'b' }).rejects(throttled);
  expect(await lookAtTrails()).toEqual([{ resource: 'eu-west-1', error: throttled }]);
});

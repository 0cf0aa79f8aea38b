import { DescribeEventsCommand, HealthClient } from '@aws-sdk/client-health';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { createAwsEventsLooker } from '../../../adapters/health/aws-events.ts';
import { asked, awsError } from '../../contract/asked.ts';
import { T0 } from '../../contract/sample-records.ts';

const client = mockClient(HealthClient);
const look = createAwsEventsLooker(new HealthClient({}));
beforeEach(() => client.reset());

test('open issues of the region and of all regions are asked for, to the last page', async () => {
  client
    .on(DescribeEventsCommand)
    .resolvesOnce({
      events: [{ service: 'EC2', eventTypeCode: 'AWS_EC2_ISSUE', startTime: new Date(T0) }],
      nextToken: 'next',
    })
    .resolves({ events: [{}] });
  expect(await look(asked<'aws-events'>(['eu-west-1']))).toEqual([
    {
      resource: 'eu-west-1',
      facts: {
        region: 'eu-west-1',
        events: [
          { service: 'EC2', code: 'AWS_EC2_ISSUE', startedAtMs: T0 },
          { service: 'AWS', code: 'unknown', startedAtMs: 0 },
        ],
      },
    },
  ]);
  expect(client.commandCalls(DescribeEventsCommand)[0]?.args[0].input.filter).toEqual({
    ...{ regions: ['eu-west-1', 'global'], eventTypeCategories: ['issue'], eventStatusCodes: ['open'] },
  });
});

test('half an answer is no event', async () => {
  client.on(DescribeEventsCommand).resolves({});
  expect(await look(asked<'aws-events'>(['eu-west-1']))).toEqual([
    { resource: 'eu-west-1', facts: { region: 'eu-west-1', events: [] } },
  ]);
});

test('an account without a support plan is told so, of every region', async () => {
  client.on(DescribeEventsCommand).rejects(awsError('SubscriptionRequiredException'));
  const seen = await look(asked<'aws-events'>(['eu-west-1', 'us-east-1']));
  expect(seen.map((one) => ('error' in one ? one.error : one))).toEqual(
    [1, 2].map(() => expect.objectContaining({ name: 'SubscriptionRequiredException' })),
  );
});

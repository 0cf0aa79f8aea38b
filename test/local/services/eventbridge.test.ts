import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Host } from '../../../local/host/host.ts';
import { maxBytes } from '../../../local/services/put-events.ts';
import { removeFolders } from '../fixture/package.ts';
import { noticeOf, putEvents, runFixture, stopHosts } from '../fixture/running-host.ts';

const entry = { Source: 'shop', DetailType: 'Order', Detail: '{}' };

describe('the local EventBridge', () => {
  let host: Host;
  beforeAll(async () => {
    host = await runFixture();
  });
  afterAll(async () => {
    await stopHosts();
    removeFolders();
  });

  test("the SDK's own client puts events, of AWS's sources too", async () => {
    const client = new EventBridgeClient({
      endpoint: host.endpoints.eventbridge,
      region: 'us-east-1',
      credentials: host.endpoints.credentials,
    });
    const Detail = JSON.stringify({ alarmName: 'by-sdk' });
    const Entries = [
      { Source: 'aws.cloudwatch', DetailType: 'CloudWatch Alarm State Change', Detail, Time: new Date() },
    ];
    expect(await client.send(new PutEventsCommand({ Entries }))).toMatchObject({ FailedEntryCount: 0 });
    client.destroy();
    expect((await noticeOf(host.endpoints, 'by-sdk')).kind).toBe('page');
  });

  test.each([
    ['no source', { ...entry, Source: '' }, 'InvalidArgument'],
    ['a detail that is no JSON', { ...entry, Detail: '{' }, 'MalformedDetail'],
    ['a detail that is no object', { ...entry, Detail: '[1]' }, 'MalformedDetail'],
    ['an unknown bus', { ...entry, EventBusName: 'nowhere' }, 'ResourceNotFoundException'],
  ])('an entry with %s fails alone', async (_what, bad, code) => {
    const { status, body } = await putEvents(host.endpoints, { Entries: [entry, bad] });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      FailedEntryCount: 1,
      Entries: [{ EventId: expect.any(String) }, { ErrorCode: code }],
    });
  });

  test('more than ten entries are refused as a whole', async () => {
    const { status, body } = await putEvents(host.endpoints, {
      Entries: Array.from({ length: 11 }, () => entry),
    });
    expect(status).toBe(400);
    expect(body['__type']).toBe('ValidationException');
  });

  test('more than 1 MB is refused as a whole, 300 KB is taken', async () => {
    const big = (bytes: number) => ({
      Entries: [{ ...entry, Detail: JSON.stringify({ text: 'x'.repeat(bytes) }) }],
    });
    expect((await putEvents(host.endpoints, big(maxBytes))).status).toBe(400);
    expect((await putEvents(host.endpoints, big(300_000))).body).toMatchObject({ FailedEntryCount: 0 });
  });

  test('an action that it does not know is refused by name', async () => {
    const { status, body } = await putEvents(host.endpoints, {}, 'AWSEvents.PutRule');
    expect(status).toBe(400);
    expect(body).toMatchObject({
      __type: 'UnknownOperationException',
      message: expect.stringContaining('AWSEvents.PutRule'),
    });
  });
});

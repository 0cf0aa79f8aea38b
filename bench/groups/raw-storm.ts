import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CreateTopicCommand, PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { alarmEvent } from '../system/alarm-records.ts';
import { settingsOf, watchTopic } from '../system/host-doors.ts';
import { withHost } from '../system/spawned-bench-host.ts';
import {
  putStorm,
  type StormSize,
  type StormTimes,
  stormTimes,
  waitForMany,
  waitsOf,
} from './storm-alarms.ts';

/** As large as a page's message. */
const TEXT = 'm'.repeat(7_000);

/**
 * The storm's raw cost: each alarm merely written, as one item, to the embedded DynamoDB of another laptop host, and one
 * publish for the first of each service, received from a queue; over the same wire, by as many calls at once.
 */
export const rawStorm = (size: StormSize): Promise<StormTimes> =>
  withHost(async (endpoints) => {
    const sns = new SNSClient(settingsOf(endpoints, endpoints.sns));
    const dynamodb = DynamoDBDocumentClient.from(
      new DynamoDBClient(settingsOf(endpoints, endpoints.dynamodb)),
    );
    const { TopicArn = '' } = await sns.send(new CreateTopicCommand({ Name: 'bench-raw' }));
    const topic = await watchTopic(endpoints, 'bench-raw');
    const { beganMs, putMs, firstPutAtMs } = await putStorm(size, async (alarms, first) => {
      for (const alarm of alarms) {
        const Item = { pk: `RAW#${alarm.service}-${alarm.name}`, sk: 'RAW', event: alarmEvent(alarm) };
        await dynamodb.send(new PutCommand({ TableName: endpoints.table, Item }));
        if (!first(alarm)) continue;
        const page = { id: alarm.name, kind: 'page', service: alarm.service, text: TEXT };
        await sns.send(new PublishCommand({ TopicArn, Message: JSON.stringify(page) }));
      }
    });
    await waitForMany(() => topic.pages.length, size.services);
    await topic.stop();
    const lastMs = Math.max(...topic.pages.map(({ atMs }) => atMs)) - Date.now() + performance.now();
    return stormTimes(Math.max(putMs, lastMs - beganMs), waitsOf(topic.pages, firstPutAtMs));
  });

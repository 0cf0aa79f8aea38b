/**
 * Plays the story and writes every item of its table to the standard output, as JSON lines sorted by key.
 * `npm run capture` runs it in the code of a release; test/upgrade/rollback.test.ts in this one.
 */
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { startDynamoDbHost } from '../contract/dynamodb-table.ts';
import { playStory } from './story.ts';

const host = await startDynamoDbHost();
const table = await host.newTable();
await playStory(table);
const { Items = [] } = await table.client.send(new ScanCommand({ TableName: table.name }));
const keyOf = (item: Record<string, unknown>) => `${item['pk']} ${item['sk']}`;
for (const item of Items.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))) console.log(JSON.stringify(item));
await host.stop();

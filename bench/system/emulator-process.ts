/**
 * A process of its own: the embedded DynamoDB, SNS and SQS with the stack's resources, and an EventBridge that takes
 * everything and hands on nothing. Arguments: state folder, how many more DynamoDBs. Tells its parent where they are.
 */
import { join } from 'node:path';
import { createResources } from '../../local/host/create-resources.ts';
import { makeAccessKey } from '../../local/kernel/access-key.ts';
import { localAccountId } from '../../local/kernel/place.ts';
import { packageDir } from '../../local/kernel/project.ts';
import { makeEventRouter } from '../../local/runtime/event-router.ts';
import { keepBusEvents } from '../../local/services/bus-events.ts';
import { startDynamoDb } from '../../local/services/embedded-dynamodb.ts';
import { startServices } from '../../local/services/embedded-services.ts';
import { startEventBridge } from '../../local/services/eventbridge.ts';
import { readStack } from '../../local/template/read-stack.ts';
import { loadTemplate } from '../../local/template/template-document.ts';
import type { EmulatorsReady } from './emulators.ts';

const region = 'us-east-1';

const start = async (stateDir: string, more: number): Promise<EmulatorsReady> => {
  const credentials = makeAccessKey();
  const services = await startServices(stateDir, region, credentials);
  const template = loadTemplate(packageDir);
  const names = [...template.resources.values()].map(({ properties }) => properties['TableName']);
  const place = {
    region,
    accountId: localAccountId,
    stackName: String(names.find((name) => typeof name === 'string')),
    sqsUrl: services.urls.sqs,
    apiUrl: '',
  };
  const stack = readStack(template, place);
  await createResources(services, stack, place, stateDir);
  const router = makeEventRouter({ rules: [], pools: new Map(), queues: services.queues, place });
  const options = {
    ...{ router, buses: stack.buses, place, credentials },
    ...{ busEvents: keepBusEvents(), print: () => undefined },
  };
  const bridge = await startEventBridge(options);
  const others = await Promise.all(
    Array.from({ length: more }, (_, n) => startDynamoDb(join(stateDir, `dynamodb-${n}`), credentials)),
  );
  return {
    urls: { ...services.urls, eventbridge: bridge.url },
    credentials,
    moreDynamoDbs: others.map(({ url }) => url),
    place,
    stack,
  };
};

const [stateDir, more] = process.argv.slice(2);
if (stateDir === undefined || process.send === undefined)
  throw new Error('emulator-process.ts is started by emulators.ts');
// Whoever started it is gone: so is its use.
process.on('disconnect', () => process.exit(0));
process.send(await start(stateDir, Number(more ?? 0)));

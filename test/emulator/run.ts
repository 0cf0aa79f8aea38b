import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { installToken } from '../../local/host/api-token.ts';
import { openNoticeStore } from '../../local/phones/notice-store.ts';
import { keepBusEvents } from '../../local/services/bus-events.ts';
import { serviceOfEachKind } from '../deployment/fixture/watched-service.ts';
import { adoptTable } from './adopt-table.ts';
import { startBusFeed } from './bus-feed.ts';
import { checkContacts } from './check-contacts.ts';
import { checkPeople, useTools } from './check-people.ts';
import { checkRestore } from './check-restore.ts';
import { run } from './command.ts';
import { comparePatterns } from './compare-patterns.ts';
import { deploy, readOutputs, remove } from './deployment.ts';
import { openFrontDoor } from './front-door.ts';
import { credentials, type Emulator, install, start } from './ministack.ts';
import { queueArnOf, startNoticeFeed } from './notice-feed.ts';
import { makePeople } from './people.ts';
import { tryForwarding } from './try-forwarding.ts';

const stage = 'test';
const stack = `tocsin-${stage}`;
const timeScale = Number(process.env['TOCSIN_TIME_SCALE'] ?? '60');
const stateDir = resolve('.cache', 'emulator');
const files = {
  log: join(stateDir, 'ministack.log'),
  published: join(stateDir, 'published.jsonl'),
  calls: join(stateDir, 'calls.jsonl'),
  // Outside of the project: its package.json would make ES modules of the emulator's CommonJS workers.
  temporary: mkdtempSync(join(tmpdir(), 'tocsin-emulator-')),
};
const endpointsFile = join(stateDir, 'endpoints.json');
/** The project's own tocsin.yml, and services whose alarms are made with the stack. */
const configurationFile = join(stateDir, 'tocsin.yml');

const step = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
  const startedMs = performance.now();
  console.log(`▸ ${name}`);
  const result = await work();
  console.log(`  ${name}: ${((performance.now() - startedMs) / 1000).toFixed(1)} s`);
  return result;
};

/** Tests against the deployed stack, behind one address. Everything it opens is closed when it returns. */
const testDeployed = async (
  emulator: Emulator,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<void> => {
  const output = await readOutputs(stack, emulator.url);
  const token = randomBytes(24).toString('base64url');
  const client = { endpoint: emulator.url };
  const store = openNoticeStore(join(stateDir, 'notices.jsonl'));
  const clients = {
    dynamodb: new DynamoDBClient(client),
    eventbridge: new EventBridgeClient(client),
    sns: new SNSClient(client),
    sqs: new SQSClient(client),
  };
  const events = keepBusEvents();
  const lists = { notices: store.list, events: events.list };
  const door = await openFrontDoor(emulator.url, output('HttpApiId'), token, lists);
  const inward = [output('AlarmsTopicArn')];
  const closing = new AbortController();
  try {
    await installToken(clients.dynamodb, output('TableName'), token, stateDir);
    const topicArnPrefix = output('TopicArnPrefix');
    const ending = AbortSignal.any([signal, closing.signal]);
    const noticeFeed = await startNoticeFeed(
      { ...clients, topicArnPrefix, inward, published: files.published, store },
      ending,
    );
    const queueArnPrefix = queueArnOf(topicArnPrefix, '');
    const busFeed = await startBusFeed(
      { ...clients, bus: output('BusName'), queueArnPrefix, events },
      ending,
    );
    const fed = Promise.all([noticeFeed.ended, busFeed.ended]);
    const endpoints = {
      api: door.url,
      token,
      ...{ eventbridge: emulator.url, sns: emulator.url, sqs: emulator.url, dynamodb: emulator.url },
      notices: { kind: 'http', url: `${door.url}/local/notices` },
      table: output('TableName'),
      bus: output('BusName'),
      accountId: topicArnPrefix.split(':')[4],
      region: credentials.AWS_REGION,
      credentials: {
        accessKeyId: credentials.AWS_ACCESS_KEY_ID,
        secretAccessKey: credentials.AWS_SECRET_ACCESS_KEY,
      },
      timeScale,
      alarmTopics: inward,
    };
    writeFileSync(endpointsFile, JSON.stringify(endpoints, null, 2), { mode: 0o600 });
    const vitest = join('node_modules', '.bin', 'vitest');
    const tests = process.argv.slice(2);
    await Promise.race([
      run(vitest, ['run', ...(tests.length > 0 ? tests : ['test/end-to-end'])], {
        env: { ...env, TOCSIN_ENDPOINTS: endpointsFile, TOCSIN_TEST_ALL: '1' },
        signal,
        loud: true,
      }),
      fed,
    ]);
    closing.abort();
    await fed;
  } finally {
    closing.abort();
    await door.close();
    for (const opened of Object.values(clients)) opened.destroy();
  }
};

/** The emulator enforces IAM: what a role lacks stands in its log, even where a retry or a fallback hid it. */
const checkPermissions = async (): Promise<void> => {
  const denied = readFileSync(files.log, 'utf8').match(/User: \S+ is not authorized to perform: \S+/g) ?? [];
  if (denied.length > 0) throw new Error(`Roles lack permissions:\n${[...new Set(denied)].join('\n')}`);
};

const testInEmulator = async (signal: AbortSignal): Promise<void> => {
  rmSync(stateDir, { recursive: true, force: true });
  mkdirSync(stateDir, { recursive: true });
  writeFileSync(files.published, '');
  writeFileSync(files.calls, '');
  writeFileSync(configurationFile, `${readFileSync('tocsin.yml', 'utf8')}${serviceOfEachKind}`);
  await step('install MiniStack', () => install(signal));
  const emulator = await step('start MiniStack', () => start(files, signal));
  try {
    const env = {
      ...process.env,
      ...{ AWS_ENDPOINT_URL: emulator.url, TOCSIN_TIME_SCALE: String(timeScale) },
      TOCSIN_CONFIG: configurationFile,
    };
    const people = await step('people', () => makePeople(stage, emulator.url));
    const deployer = { ...env, ...people.deployer.keys };
    const operator = { ...env, ...people.operator.keys };
    const packageDir = join(stateDir, 'package');
    await step('deploy', () => deploy(stage, packageDir, deployer, signal));
    await step('deploy again', () => deploy(stage, packageDir, deployer, signal));
    const output = await readOutputs(stack, emulator.url);
    await step('contacts', () => checkContacts(stage, output('TopicArnPrefix'), operator, signal));
    await step('compare patterns', () => comparePatterns(emulator.url));
    await step('forward another region', () => tryForwarding(emulator.url, 'us-west-2'));
    await step('test', () => testDeployed(emulator, env, signal));
    await step('check permissions', checkPermissions);
    await step('restore', () => checkRestore(output('TableName'), operator, signal));
    await step('tools', () => useTools(stage, operator, signal));
    await step('remove', () => remove(stage, deployer, signal));
    await step('adopt a table', () => adoptTable(stack, packageDir, emulator.url, people.deployer));
    await step("check people's permissions", async () => checkPeople(files.calls, Object.values(people)));
  } finally {
    await step('stop MiniStack', () => emulator.stop());
    rmSync(files.temporary, { recursive: true, force: true });
  }
};

const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => interrupted.abort(new Error(`stopped by ${signal}`)));
}
Object.assign(process.env, credentials);
try {
  await testInEmulator(interrupted.signal);
} catch (error) {
  const { aborted, reason } = interrupted.signal;
  const why: unknown = aborted ? reason : error;
  console.error(why instanceof Error ? why.message : why);
  if (existsSync(files.log)) console.error(`The emulator's log is in ${files.log}`);
  process.exitCode = 1;
}

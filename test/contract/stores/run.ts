/**
 * `npm run test:stores`: the contract suites of table, queues and topics, which `npm test` runs on embedded services, on
 * DynamoDB Local and on MiniStack; and the stand-in AWS account beside moto. What a machine lacks for one of them is said
 * aloud, and that one is left out.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { run } from '../../emulator/command.ts';
import * as ministack from '../../emulator/ministack.ts';
import * as moto from '../aws-account/moto.ts';
import * as dynamodbLocal from './dynamodb-local.ts';

const tableSuites = ['test/adapters/dynamodb/', 'test/functions/serve-api/dynamodb.test.ts'];
const messageSuites = ['test/adapters/sqs/', 'test/adapters/sns/'];

const runSuites = (suites: readonly string[], env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<string> =>
  run(join('node_modules', '.bin', 'vitest'), ['run', '--project', 'parts', ...suites], {
    env: { ...process.env, ...env },
    signal,
    loud: true,
  });

const onDynamoDbLocal = async (signal: AbortSignal): Promise<void> => {
  await dynamodbLocal.install(signal);
  const store = await dynamodbLocal.start(signal);
  try {
    await runSuites(tableSuites, { TOCSIN_TABLES: store.url }, signal);
  } finally {
    await store.stop();
  }
};

const onMiniStack = async (signal: AbortSignal): Promise<void> => {
  await ministack.install(signal);
  const folder = resolve('.cache', 'stores');
  mkdirSync(folder, { recursive: true });
  const files = {
    log: join(folder, 'ministack.log'),
    published: join(folder, 'published.jsonl'),
    temporary: mkdtempSync(join(tmpdir(), 'tocsin-stores-')),
  };
  writeFileSync(files.published, '');
  const emulator = await ministack.start(files, signal);
  try {
    const { url } = emulator;
    const env = { TOCSIN_TABLES: url, TOCSIN_MESSAGES: url, TOCSIN_PUBLISHED: files.published };
    await runSuites([...tableSuites, ...messageSuites], env, signal);
  } finally {
    await emulator.stop();
    rmSync(files.temporary, { recursive: true, force: true });
  }
};

const besideMoto = async (signal: AbortSignal): Promise<void> => {
  await moto.install(signal);
  const server = await moto.start(signal);
  try {
    await runSuites(['test/contract/aws-account/'], { TOCSIN_MOTO: server.url }, signal);
  } finally {
    await server.stop();
  }
};

const lacksPython = (): string | undefined =>
  spawnSync('python3', ['--version']).status === 0 ? undefined : 'python3';

const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => interrupted.abort(new Error(`stopped by ${signal}`)));
}

const stores = [
  { name: 'DynamoDB Local', lacks: dynamodbLocal.missingProgram, test: onDynamoDbLocal },
  {
    name: 'MiniStack',
    lacks: lacksPython,
    test: onMiniStack,
  },
  { name: 'moto, beside the stand-in AWS account', lacks: lacksPython, test: besideMoto },
];

const outcomes: string[] = [];
for (const { name, lacks, test } of stores) {
  const lacking = lacks();
  if (lacking !== undefined) {
    console.warn(`\n${name} SKIPPED: this machine has no ${lacking}. Nothing is known about this store.`);
    outcomes.push(`${name}: skipped`);
    continue;
  }
  const startedMs = performance.now();
  console.log(`\n── ${name}`);
  try {
    await test(interrupted.signal);
    outcomes.push(`${name}: passed in ${((performance.now() - startedMs) / 1000).toFixed(0)} s`);
  } catch (error) {
    const why: unknown = interrupted.signal.aborted ? interrupted.signal.reason : error;
    console.error(why instanceof Error ? why.message : why);
    outcomes.push(`${name}: FAILED`);
    process.exitCode = 1;
  }
  if (interrupted.signal.aborted) break;
}
console.log(`\n${outcomes.join('\n')}`);

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { threadId } from 'node:worker_threads';
import { afterEach, expect, test } from 'vitest';
import type { FunctionLog } from '../../../local/runtime/function-log.ts';
import { type FunctionPool, makeFunctionPool } from '../../../local/runtime/function-pool.ts';
import { makeFolder, removeFolders } from '../fixture/package.ts';
import { until } from '../fixture/running-host.ts';

const pools: FunctionPool[] = [];
afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.stop()));
  removeFolders();
});

const source = `
import { threadId, resourceLimits } from 'node:worker_threads';
export const handler = async (event) => {
  const held = [];
  while (event.greedy) held.push(new Array(1_000_000).fill(Math.random()));
  return { threadId, resourceLimits };
};`;

const poolOf = (
  idleMs: number,
  { text = source, timeoutMs = 60_000 }: { readonly text?: string; readonly timeoutMs?: number } = {},
): { readonly pool: FunctionPool; readonly failures: string[] } => {
  const rootDir = makeFolder();
  const entryPath = join(rootDir, 'handler.mjs');
  writeFileSync(entryPath, text);
  const failures: string[] = [];
  const log: FunctionLog = {
    follow: (stream) => stream.resume(),
    failure: (text) => failures.push(text),
    close: async () => undefined,
  };
  const spec = {
    ...{ name: 'greedy', arn: 'arn:aws:lambda:us-east-1:000000000000:function:greedy', zip: '' },
    ...{ handler: 'handler.handler', memoryMb: 128, timeoutMs, environment: {}, mayLoop: false },
  };
  const code = { rootDir, entryPath, exportName: 'handler' };
  const pool = makeFunctionPool({ spec, code, environment: () => ({}), log, maxWorkers: 2, idleMs });
  pools.push(pool);
  return { pool, failures };
};

const answerOf = async (pool: FunctionPool): Promise<Readonly<Record<string, unknown>>> => {
  const outcome = await pool.invoke({});
  return outcome.kind === 'returned' ? Object(outcome.payload) : {};
};

test('an execution environment that nobody needs ends, and the next invocation gets another', async () => {
  const { pool } = poolOf(10);
  const first = (await answerOf(pool))['threadId'];
  expect(first).not.toBe(threadId);
  const next = await until(async () => {
    await new Promise((done) => setTimeout(done, 100));
    const { threadId: now } = await answerOf(pool);
    return now === first ? undefined : now;
  });
  expect(typeof next).toBe('number');
});

test('one that is needed again at once stays', async () => {
  const { pool } = poolOf(60_000);
  expect((await answerOf(pool))['threadId']).toBe((await answerOf(pool))['threadId']);
});

test('a function that takes more memory than it has ends alone, as on Lambda', async () => {
  const { pool, failures } = poolOf(60_000);
  expect((await answerOf(pool))['resourceLimits']).toMatchObject({ maxOldGenerationSizeMb: 128 });
  expect(await pool.invoke({ greedy: true })).toMatchObject({ kind: 'failed', reason: 'crashed' });
  expect(failures.join()).toContain('memory');
  expect(await answerOf(pool)).toHaveProperty('threadId');
});

test('what an environment takes to be ready does not count to the timeout, as on Lambda', async () => {
  const slow = 'await new Promise((done) => setTimeout(done, 3000)); export const handler = async () => 1;';
  const { pool } = poolOf(60_000, { text: slow, timeoutMs: 2000 });
  expect(await pool.invoke({})).toEqual({ kind: 'returned', payload: 1 });
});

test('a handler that does not end is ended at its timeout', async () => {
  const endless = 'export const handler = () => new Promise((done) => setTimeout(done, 60_000));';
  const { pool } = poolOf(60_000, { text: endless, timeoutMs: 100 });
  expect(await pool.invoke({})).toMatchObject({ kind: 'failed', reason: 'timed-out' });
});

test('a host that is too busy to hear that an environment is ready lends it no more time', async () => {
  // It would answer if its three seconds began when the host hears of it.
  const slow = 'export const handler = () => new Promise((done) => setTimeout(() => done("late"), 6000));';
  const { pool } = poolOf(60_000, { text: slow, timeoutMs: 3000 });
  const ended = pool.invoke({});
  await new Promise((done) => setImmediate(done));
  // The worker loads meanwhile; the host does nothing else for five seconds.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5000);
  expect(await ended).toMatchObject({ kind: 'failed', reason: 'timed-out' });
});

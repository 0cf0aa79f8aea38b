import { expect, test } from 'vitest';
import { createMemoryAccess } from '../../../adapters/memory/access.ts';
import { createApiWorld, problemOf } from './api-world.ts';

const failing = (error: unknown) =>
  createApiWorld({
    parts: { store: { read: () => Promise.reject(error), countSignals: () => Promise.reject(error) } },
  });

test('an unexpected failure is 500 without internals, and the log tells all under the same id', async () => {
  const api = failing(new TypeError('row 17 of table secret-table is odd'));
  const answer = await api.get('/incidents/a-1');
  expect(problemOf(answer)).toEqual({
    status: 500,
    contentType: 'application/problem+json',
    type: '/problems/internal',
    reason: 'api-failed',
  });
  expect(answer.text).not.toContain('secret-table');
  expect(api.journal.notes.at(-1)).toMatchObject({
    level: 'error',
    reason: 'api-failed',
    fields: { requestId: 'request-1', why: 'TypeError', message: 'row 17 of table secret-table is odd' },
  });
});

test('what is thrown and no error is 500 as well', async () => {
  expect(problemOf(await failing('text').get('/incidents/a-1'))).toMatchObject({ status: 500 });
});

const named = (name: string, more: object = {}) => Object.assign(new Error('no'), { name }, more);

test.each([
  ['throttled', named('ProvisionedThroughputExceededException')],
  ['timed out', named('TimeoutError')],
  ['not reached', new Error('connect', { cause: named('Error', { code: 'ECONNREFUSED' }) })],
  ['not reached at any address', new AggregateError([named('Error', { code: 'ECONNREFUSED' })])],
])('a record that is %s is 503 with Retry-After', async (_, error) => {
  const api = failing(new Error('DynamoDB read failed', { cause: error }));
  const answer = await api.get('/incidents/a-1');
  expect(problemOf(answer)).toMatchObject({
    status: 503,
    type: '/problems/unavailable',
    reason: 'record-unavailable',
  });
  expect(answer.headers['retry-after']).toBe('2');
});

test('too much contention is 503: nothing was done, trying again helps', async () => {
  const api = createApiWorld({
    parts: {
      act: async () => ({
        outcome: 'refused',
        reason: 'too-much-contention',
        text: 'Too many others change this incident: try again',
      }),
    },
  });
  const answer = await api.post('/incidents/a-1/acknowledge');
  expect(problemOf(answer)).toMatchObject({ status: 503, reason: 'too-much-contention' });
  expect(answer.headers['retry-after']).toBe('1');
});

test('a secret that could not be read is asked for again', async () => {
  const api = createApiWorld();
  for (const service of ['shop', 'search']) await api.alarm(`errors-${service}`, { service });
  const access = createMemoryAccess(api.records);
  let calls = 0;
  const flaky = createApiWorld({
    world: api.world,
    parts: {
      access: {
        ...access,
        cursorSecret: (candidate) =>
          ++calls === 1 ? Promise.reject(named('TimeoutError')) : access.cursorSecret(candidate),
      },
    },
  });
  expect((await flaky.get('/incidents', 'limit=1')).status).toBe(503);
  expect((await flaky.get('/incidents', 'limit=1')).status).toBe(200);
});

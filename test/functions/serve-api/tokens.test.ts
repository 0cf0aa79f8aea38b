import { expect, test } from 'vitest';
import { redact } from '../../../adapters/powertools/redact.ts';
import { HOUR, MINUTE, START } from '../../behaviour/world.ts';
import { createApiWorld, eventOf, lambdaContext, problemOf } from './api-world.ts';

const secret = 'wrong-token-0123456789';

test.each([
  ['no header', {}, 'token-missing', 'Bearer realm="tocsin"'],
  ['another scheme', { authorization: `Basic ${secret}` }, 'token-malformed', 'error="invalid_request"'],
  [
    'two tokens',
    { authorization: `Bearer ${secret}, Bearer ${secret}` },
    'token-malformed',
    'error="invalid_request"',
  ],
  ['letters beyond ASCII', { authorization: 'Bearer жетон' }, 'token-malformed', 'error="invalid_request"'],
  ['a token nobody made', { authorization: `Bearer ${secret}` }, 'token-unknown', 'error="invalid_token"'],
])(
  '%s: 401 with its own reason, and no token in answer or log (I10)',
  async (_, headers, reason, challenge) => {
    const api = createApiWorld();
    const answer = await api.ask('/incidents', { token: null, headers });
    expect(problemOf(answer)).toEqual({
      status: 401,
      contentType: 'application/problem+json',
      type: `/problems/${reason}`,
      reason,
    });
    expect(answer.headers['www-authenticate']).toContain(challenge);
    expect(JSON.stringify([answer, api.journal.notes])).not.toContain(secret);
    expect(api.journal.notes.at(-1)).toMatchObject({ level: 'info', reason });
  },
);

test('a token counts until the moment it expires', async () => {
  const api = createApiWorld();
  api.grant('short', 'carol', ['read'], START + HOUR);
  await api.world.pass(59 * MINUTE);
  expect((await api.ask('/incidents', { token: 'short' })).status).toBe(200);
  await api.world.pass(MINUTE);
  expect(problemOf(await api.ask('/incidents', { token: 'short' }))).toMatchObject({
    status: 401,
    reason: 'token-expired',
  });
});

test('a revoked token ends at once', async () => {
  const api = createApiWorld();
  expect((await api.get('/incidents')).status).toBe(200);
  api.records.tokens.clear();
  expect(problemOf(await api.get('/incidents'))).toMatchObject({ status: 401, reason: 'token-unknown' });
});

test('each call wants its scope, and admin has them all', async () => {
  const api = createApiWorld();
  const id = await api.declared();
  const note = (token: string) => api.post(`/incidents/${id}/notes`, { note: 'x' }, { token });
  const read = (token: string) => api.ask(`/incidents/${id}`, { token });
  const refused = await note('secret-of-rob');
  expect(problemOf(refused)).toMatchObject({
    status: 403,
    type: '/problems/scope-missing',
    reason: 'scope-missing',
  });
  expect(refused.json.detail).toContain('respond');
  expect(refused.headers['www-authenticate']).toContain('scope="respond"');
  expect((await note('secret-of-bot')).status).toBe(200);
  expect((await read('secret-of-bot')).status).toBe(403);
  expect([(await note('secret-of-ada')).status, (await read('secret-of-ada')).status]).toEqual([200, 200]);
});

test('the name of a header may be written in capitals', async () => {
  const api = createApiWorld();
  expect(
    (await api.ask('/incidents', { token: null, headers: { Authorization: 'bearer secret-of-rob' } })).status,
  ).toBe(200);
});

test('a description and the health of the API need no token, unknown paths say so first', async () => {
  const api = createApiWorld();
  expect((await api.ask('/openapi.json', { token: null })).status).toBe(200);
  expect((await api.ask('/health', { token: null })).status).toBe(200);
  expect(problemOf(await api.ask('/nothing', { token: null }))).toMatchObject({
    status: 404,
    reason: 'path-unknown',
  });
});

test('a token that ends within two weeks is announced in each answer, and a day once in the log', async () => {
  const api = createApiWorld();
  const DAY = 24 * HOUR;
  api.grant('later', 'carol', ['read'], START + 15 * DAY);
  api.grant('soon', 'dora', ['read'], START + 10 * DAY);
  const ask = (token: string) => api.ask('/incidents', { token });
  expect((await ask('later')).headers).not.toHaveProperty('token-expires');
  expect((await ask('secret-of-rob')).headers).not.toHaveProperty('token-expires');
  for (let n = 0; n < 3; n++)
    expect((await ask('soon')).headers['token-expires']).toBe(new Date(START + 10 * DAY).toISOString());
  await api.world.pass(DAY);
  await ask('soon');
  const told = api.journal.notes.filter(({ reason }) => reason === 'token-ends-soon');
  expect(told.map(({ fields }) => fields)).toEqual([
    { name: 'dora', days: 10 },
    { name: 'dora', days: 9 },
  ]);
});

test('the log says where refused requests came from, as it stands there after redaction', async () => {
  const api = createApiWorld();
  for (const sourceIp of [
    '203.0.113.25',
    '2001:db8::8a2e:370:7334',
    '2001:0db8:0049:0030:1234:5678:0000:0001',
  ]) {
    const event = eventOf('/incidents', { token: 'nobody-made-this' });
    const http = { ...event.requestContext.http, sourceIp };
    await api.handler({ ...event, requestContext: { ...event.requestContext, http } }, lambdaContext);
    const last = api.journal.notes.at(-1);
    expect(last).toMatchObject({ level: 'info', reason: 'token-unknown' });
    expect(redact(last?.fields)).toMatchObject({ sourceIp });
  }
});

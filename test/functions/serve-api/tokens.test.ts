import { expect, test } from 'vitest';
import { HOUR, MINUTE, START } from '../../behaviour/world.ts';
import { createApiWorld, problemOf } from './api-world.ts';

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

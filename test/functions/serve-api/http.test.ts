import { expect, test } from 'vitest';
import { createApiWorld, problemOf } from './api-world.ts';

test('a body above 64 KB is refused with 413, one of 64 KB is read', async () => {
  const api = createApiWorld();
  const sized = (bytes: number) => `{"title":"x"${' '.repeat(bytes - 13)}}`;
  expect(problemOf(await api.ask('/incidents', { method: 'POST', raw: sized(65_537) }))).toMatchObject({
    status: 413,
  });
  expect((await api.ask('/incidents', { method: 'POST', raw: sized(65_536) })).status).toBe(201);
});

test.each(['text/plain', 'application/x-www-form-urlencoded', 'application/json; charset=latin1', ''])(
  'a body of type %j is refused with 415',
  async (type) => {
    const api = createApiWorld();
    const answer = await api.post('/incidents', { title: 'x' }, { headers: { 'content-type': type } });
    expect(problemOf(answer)).toMatchObject({ status: 415, type: '/problems/unsupported-media-type' });
  },
);

test('a body in base 64 and a charset of UTF-8 are read', async () => {
  const api = createApiWorld();
  const answer = await api.post(
    '/incidents',
    { title: 'Kasse geht nicht 🔥' },
    {
      base64: true,
      headers: { 'content-type': 'Application/JSON; charset="UTF-8"' },
    },
  );
  expect([answer.status, answer.json.service]).toEqual([201, 'Kasse geht nicht 🔥']);
});

test.each(['/incidents/none-1', '/incidents/none-1/timeline', '/incidents/none-1/signals'])(
  'an unknown id is 404: %s',
  async (path) => {
    const api = createApiWorld();
    expect(problemOf(await api.get(path))).toMatchObject({
      status: 404,
      type: '/problems/not-found',
      reason: 'incident-unknown',
    });
  },
);

test.each(['acknowledge', 'mitigated', 'resolve', 'reopen', 'close', 'escalate'])(
  '%s of an unknown id is 404',
  async (action) => {
    const api = createApiWorld();
    expect((await api.post(`/incidents/none-1/${action}`)).status).toBe(404);
  },
);

test.each([
  '/',
  '/incident',
  '/incidents/',
  '/incidents//',
  '/incidents/a/b/c',
  '/incidents/%E0%A4%A',
  '/incidents/a b',
  '/INCIDENTS',
])('an unknown path is 404: %s', async (path) => {
  const api = createApiWorld();
  expect(problemOf(await api.get(path))).toMatchObject({ status: 404, reason: 'path-unknown' });
});

test.each([
  ['DELETE', '/incidents/a-1', 'GET, PATCH, HEAD, OPTIONS'],
  ['GET', '/incidents/a-1/resolve', 'POST, OPTIONS'],
  ['POST', '/health', 'GET, HEAD, OPTIONS'],
  ['HEAD', '/incidents/a-1/close', 'POST, OPTIONS'],
])('%s %s is refused with 405 and what is allowed', async (method, path, allow) => {
  const api = createApiWorld();
  const answer = await api.ask(path, { method });
  expect(problemOf(answer)).toMatchObject({ status: 405, type: '/problems/method-not-allowed' });
  expect(answer.headers['allow']).toBe(allow);
});

test('a GET never acknowledges: links are fetched by scanners', async () => {
  const api = createApiWorld();
  const id = await api.declared();
  expect((await api.get(`/incidents/${id}/acknowledge`)).status).toBe(405);
  expect((await api.world.incident()).episode.acknowledgedAtMs).toBeUndefined();
});

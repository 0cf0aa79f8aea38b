import { expect, test } from 'vitest';
import { configured, createWorld, MINUTE } from '../../behaviour/world.ts';
import { createApiWorld, problemOf } from './api-world.ts';

test('a test page goes to its audience as SEV1, and nobody has said yet that it arrived', async () => {
  const api = createApiWorld();
  const { status, json } = await api.post('/test-pages', { audience: 'primary' });
  expect(status).toBe(201);
  expect(json).toMatchObject({ audience: 'primary', severity: 'SEV1', by: 'alice', arrivals: [] });
  expect(api.sentTestPages).toMatchObject([{ id: json.id, audience: 'primary', severity: 'SEV1' }]);
  expect((await api.get('/incidents')).json.incidents).toEqual([]);
});

test('who receives it says so, once, and everybody sees it', async () => {
  const api = createApiWorld();
  const { json } = await api.post('/test-pages', { audience: 'primary', severity: 'SEV3' });
  await api.world.pass(MINUTE);
  const path = `/test-pages/${json.id}/arrivals`;
  const arrived = await api.post(path, undefined, { token: 'secret-of-bot' });
  await api.world.pass(MINUTE);
  await api.post(path, undefined, { token: 'secret-of-bot' });
  await api.post(path, {});
  const at = Date.parse(json.at);
  const { json: list } = await api.get('/test-pages');
  expect(arrived.json.arrivals).toEqual([{ by: 'bot', at: new Date(at + MINUTE).toISOString() }]);
  expect(list.testPages).toEqual([
    {
      ...json,
      arrivals: [...arrived.json.arrivals, { by: 'alice', at: new Date(at + 2 * MINUTE).toISOString() }],
    },
  ]);
});

test('the last test page of each audience is listed, newest first', async () => {
  const api = createApiWorld();
  for (const audience of ['primary', 'secondary', 'primary']) {
    await api.post('/test-pages', { audience });
    await api.world.pass(MINUTE);
  }
  const { json } = await api.get('/test-pages');
  expect(json.testPages.map(({ audience }: { audience: string }) => audience)).toEqual([
    'primary',
    'secondary',
  ]);
});

test('a repeated request sends nothing again; its key with another body is refused', async () => {
  const api = createApiWorld();
  const keyed = { headers: { 'idempotency-key': 'a-1' } };
  const first = await api.post('/test-pages', { audience: 'primary' }, keyed);
  const second = await api.post('/test-pages', { audience: 'primary' }, keyed);
  expect(second.json).toEqual(first.json);
  expect(second.headers['idempotent-replayed']).toBe('true');
  const other = await api.post('/test-pages', { audience: 'secondary' }, keyed);
  expect(problemOf(other)).toMatchObject({ status: 422, reason: 'idempotency-key-reused' });
  expect(api.sentTestPages).toHaveLength(1);
});

test('an audience gets one test page a minute; another audience, and a repeat, are not held up', async () => {
  const api = createApiWorld();
  const keyed = { headers: { 'idempotency-key': 'a-1' } };
  const first = await api.post('/test-pages', { audience: 'primary' }, keyed);
  const second = await api.post('/test-pages', { audience: 'primary' });
  expect(problemOf(second)).toMatchObject({ status: 409, reason: 'tested-too-often' });
  expect((await api.post('/test-pages', { audience: 'secondary' })).status).toBe(201);
  expect((await api.post('/test-pages', { audience: 'primary' }, keyed)).json).toEqual(first.json);
  await api.world.pass(MINUTE);
  expect((await api.post('/test-pages', { audience: 'primary' })).status).toBe(201);
  expect(api.sentTestPages.map(({ audience }) => audience)).toEqual(['primary', 'secondary', 'primary']);
});

test('an audience that is not known, or has no contact, is refused', async () => {
  const world = createWorld(
    configured('audiences:\n  primary: [{ email: a@acme.io }]\n  fallback: [{ email: f@acme.io }]\n'),
  );
  const api = createApiWorld({ world });
  for (const audience of ['primry', 'constructor', '__proto__']) {
    const { json, status } = await api.post('/test-pages', { audience });
    expect([status, json.reason, json.errors[0].field]).toEqual([400, 'unknown-audience', 'audience']);
    expect(json.detail).toContain('known are primary');
  }
  const empty = await api.post('/test-pages', { audience: 'secondary' });
  expect(problemOf(empty)).toMatchObject({ status: 409, reason: 'no-contact' });
  expect(api.sentTestPages).toEqual([]);
});

test('what SNS does not take is told, and is no test page that was sent', async () => {
  const api = createApiWorld();
  api.answerTestPages({ outcome: 'refused', reason: 'NotFoundException' });
  const refused = await api.post('/test-pages', { audience: 'primary' });
  expect(problemOf(refused)).toMatchObject({ status: 503, reason: 'NotFoundException' });
  expect((await api.get('/test-pages')).json.testPages).toEqual([]);
});

test.each(['primary-0', 'primary', '-', 'nobody-x'])(
  'the arrival of %s is told to be of no page',
  async (id) => {
    const api = createApiWorld();
    await api.post('/test-pages', { audience: 'primary' });
    const answer = await api.post(`/test-pages/${id}/arrivals`);
    expect(problemOf(answer)).toMatchObject({ status: 404, reason: 'test-page-unknown' });
  },
);

test('sending one takes the scope respond', async () => {
  const api = createApiWorld();
  const refused = await api.post('/test-pages', { audience: 'primary' }, { token: 'secret-of-rob' });
  expect(refused.status).toBe(403);
});

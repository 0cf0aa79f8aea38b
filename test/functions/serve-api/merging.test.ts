import { expect, test } from 'vitest';
import { createApiWorld, problemOf } from './api-world.ts';

const SECOND = 1_000;
const DAY = 86_400 * SECOND;

/** The first was opened first. */
const several = async (...services: readonly string[]) => {
  const api = createApiWorld();
  const ids: string[] = [];
  for (const service of services) {
    ids.push(await api.declared({ title: `${service} is down`, service }));
    await api.world.pass(SECOND);
  }
  const merge = (id: string, into: string, headers = {}) =>
    api.post(`/incidents/${id}/merge`, { into, note: 'one database' }, { headers });
  const [a = '', b = '', c = ''] = ids;
  return { api, a, b, c, merge };
};

test('the later one is answered closed, and each names the other', async () => {
  const { api, a, b, merge } = await several('checkout', 'orders');
  const { status, json } = await merge(b, a);
  expect(status).toBe(200);
  const link = { by: 'alice', at: '2026-11-18T03:00:02.000Z' };
  expect(json).toMatchObject({
    id: b,
    status: 'closed',
    sealed: 'merged',
    mergedInto: { incidentId: a, ...link },
    signals: { active: 0 },
  });
  expect((await api.get(`/incidents/${a}`)).json).toMatchObject({
    status: 'investigating',
    mergedFrom: [{ incidentId: b, ...link }],
    signals: { active: 2, total: 2 },
  });
});

test('a request with its key sent again is answered alike, and says so', async () => {
  const { a, b, merge } = await several('checkout', 'orders');
  const key = { 'idempotency-key': 'merge-1' };
  const first = await merge(b, a, key);
  const second = await merge(b, a, key);
  expect(first.headers['idempotent-replayed']).toBeUndefined();
  expect([second.status, second.headers['idempotent-replayed']]).toEqual([200, 'true']);
});

test('what cannot be merged names the field or the way that goes', async () => {
  const { a, b, c, merge } = await several('checkout', 'orders', 'payments');
  expect(problemOf(await merge(a, b))).toMatchObject({ status: 409, reason: 'opened-earlier' });
  const unknown = await merge(b, 'nobody-1');
  expect(problemOf(unknown)).toMatchObject({ status: 400, reason: 'unknown-incident' });
  expect(unknown.json.errors).toMatchObject([{ field: 'into' }]);
  expect(problemOf(await merge(b, b))).toMatchObject({ status: 400, reason: 'same-incident' });
  expect(problemOf(await merge('nobody-1', a))).toMatchObject({ status: 404 });
  await merge(b, a);
  expect(problemOf(await merge(c, b))).toMatchObject({ status: 409, reason: 'merged-already' });
});

test('a timeline goes on with those of the merged incidents, in the order of merging, page by page', async () => {
  const { api, a, b, c, merge } = await several('checkout', 'orders', 'payments');
  await merge(c, b);
  await merge(b, a);
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const query = `merged=true&limit=2${cursor === undefined ? '' : `&cursor=${cursor}`}`;
    const { status, json } = await api.get(`/incidents/${a}/timeline`, query);
    expect(status).toBe(200);
    for (const { incidentId, id } of json.entries) seen.push(`${incidentId} ${id}`);
    cursor = json.cursor;
  } while (cursor !== undefined);
  const own = async (id: string): Promise<string[]> =>
    (await api.get(`/incidents/${id}/timeline`, 'limit=100')).json.entries.map(
      (entry: { readonly id: string }) => `${id} ${entry.id}`,
    );
  expect(seen).toEqual([...(await own(a)), ...(await own(b)), ...(await own(c))]);
});

test('a merged incident that was retired sooner ends no timeline that goes on', async () => {
  const { api, a, b, c, merge } = await several('checkout', 'orders', 'payments');
  await merge(b, a);
  await merge(c, a);
  api.world.running = false;
  await api.world.pass(731 * DAY);
  api.world.running = true;
  await api.world.pass(20 * 60 * SECOND);
  expect(problemOf(await api.get(`/incidents/${b}/timeline`))).toMatchObject({ status: 410 });
  let answer = await api.get(`/incidents/${a}/timeline`, 'merged=true&limit=100');
  while (answer.json.cursor !== undefined) {
    expect(answer.status).toBe(200);
    const query = `merged=true&limit=100&cursor=${answer.json.cursor}`;
    answer = await api.get(`/incidents/${a}/timeline`, query);
  }
  expect(answer.status).toBe(200);
});

test('a cursor of the one timeline is refused for the other', async () => {
  const { api, a, b, merge } = await several('checkout', 'orders');
  await merge(b, a);
  const { json } = await api.get(`/incidents/${a}/timeline`, 'limit=1');
  const mixed = await api.get(`/incidents/${a}/timeline`, `limit=1&merged=true&cursor=${json.cursor}`);
  expect(problemOf(mixed)).toMatchObject({ status: 400 });
});

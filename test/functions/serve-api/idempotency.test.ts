import { expect, test } from 'vitest';
import { createApiWorld, problemOf } from './api-world.ts';

const keyed = (key: string) => ({ headers: { 'idempotency-key': key } });

test('a repeated action with the same key does nothing again and is answered as the first was', async () => {
  const api = createApiWorld();
  const path = `/incidents/${await api.declared()}/notes`;
  const first = await api.post(path, { note: 'once' }, keyed('a-1'));
  const second = await api.post(path, { note: 'once' }, keyed('a-1'));
  expect([first.status, second.status]).toEqual([200, 200]);
  expect(first.headers['idempotent-replayed']).toBeUndefined();
  expect(second.headers['idempotent-replayed']).toBe('true');
  const { json } = await api.get(path.replace('notes', 'timeline'));
  expect(json.entries.filter(({ text }: { text: string }) => text === 'once')).toHaveLength(1);
});

test('a repeated declaration is answered 201 again and opens nothing', async () => {
  const api = createApiWorld();
  const body = { title: 'Checkout is down', service: 'checkout' };
  const first = await api.post('/incidents', body, keyed('a-1'));
  const second = await api.post(
    '/incidents',
    { service: 'checkout', title: 'Checkout is down' },
    keyed('a-1'),
  );
  expect([first.status, second.status]).toEqual([201, 201]);
  expect(second.json.id).toBe(first.json.id);
  expect(second.headers['idempotent-replayed']).toBe('true');
  expect(second.json.signals.total).toBe(1);
});

test('declarations with the same key at once open one incident', async () => {
  const api = createApiWorld();
  const body = { title: 'Checkout is down', service: 'checkout' };
  const answers = await Promise.all([1, 2, 3].map(() => api.post('/incidents', body, keyed('a-1'))));
  expect(new Set(answers.map(({ json }) => json.id)).size).toBe(1);
  const { json } = await api.get(`/incidents/${answers[0]?.json.id}`);
  expect(json.signals.total).toBe(1);
});

test('the same key for another request is refused with 422', async () => {
  const api = createApiWorld();
  const id = await api.declared();
  await api.post(`/incidents/${id}/notes`, { note: 'one' }, keyed('a-1'));
  const otherBody = await api.post(`/incidents/${id}/notes`, { note: 'two' }, keyed('a-1'));
  const otherCall = await api.post(`/incidents/${id}/acknowledge`, undefined, keyed('a-1'));
  for (const answer of [otherBody, otherCall]) {
    expect(problemOf(answer)).toMatchObject({ status: 422, reason: 'idempotency-key-reused' });
  }
});

test("callers cannot meet each other's keys", async () => {
  const api = createApiWorld();
  const path = `/incidents/${await api.declared()}/notes`;
  await api.post(path, { note: 'one' }, keyed('a-1'));
  const other = await api.post(path, { note: 'two' }, { ...keyed('a-1'), token: 'secret-of-bot' });
  expect(other.status).toBe(200);
  expect(other.headers['idempotent-replayed']).toBeUndefined();
});

test.each(['', 'ключ', 'a\tb', 'x'.repeat(256)])('the key %j is refused and nothing is done', async (key) => {
  const api = createApiWorld();
  const answer = await api.post('/incidents', { title: 'Checkout is down' }, keyed(key));
  expect(problemOf(answer)).toMatchObject({ status: 400, type: '/problems/invalid-idempotency-key' });
  expect(await api.incidents()).toEqual([]);
});

test('the record keeps no key as it was sent (I10)', async () => {
  const api = createApiWorld();
  await api.post('/incidents', { title: 'Checkout is down' }, keyed('super-secret-key'));
  expect(JSON.stringify([...api.records.incidents.values()])).not.toContain('super-secret-key');
});

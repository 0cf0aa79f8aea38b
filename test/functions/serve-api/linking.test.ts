import { expect, test } from 'vitest';
import { createApiWorld, problemOf } from './api-world.ts';

const two = async () => {
  const api = createApiWorld();
  const a = await api.declared({ title: 'Checkout is down', service: 'checkout' });
  const b = await api.declared({ title: 'The database is slow', service: 'orders' });
  const link = (id: string, incidentId: string, headers = {}) =>
    api.post(`/incidents/${id}/links`, { incidentId, note: 'one deployment broke both' }, { headers });
  const linksOf = async (id: string): Promise<string[]> =>
    (await api.get(`/incidents/${id}`)).json.links.map((each: { incidentId: string }) => each.incidentId);
  const entriesOf = async (id: string) =>
    (await api.get(`/incidents/${id}/timeline`, 'limit=100')).json.entries.filter(
      ({ kind }: { readonly kind: string }) => kind === 'linked' || kind === 'note',
    );
  return { api, a, b, link, linksOf, entriesOf };
};

test('two incidents that are linked have each other among their links, and the timelines say so', async () => {
  const { a, b, link, linksOf, entriesOf } = await two();
  const { status, json } = await link(a, b);
  expect(status).toBe(200);
  expect(json.links).toEqual([{ incidentId: b, by: 'alice', at: '2026-11-18T03:00:00.000Z' }]);
  expect(await linksOf(b)).toEqual([a]);
  expect(await entriesOf(a)).toMatchObject([
    { kind: 'linked', reason: b, by: 'alice', text: `Linked with ${b}` },
    { kind: 'note', text: 'one deployment broke both' },
  ]);
  expect(await entriesOf(b)).toMatchObject([{ kind: 'linked', reason: a, by: 'alice' }]);
});

test('a request that ended half way is sent again, and leaves each link once', async () => {
  const { api, a, b, link, linksOf, entriesOf } = await two();
  const { commit } = api.world.shell.store;
  let isBroken = true;
  Object.assign(api.world.shell.store, {
    commit: async (...asked: Parameters<typeof commit>) => {
      if (isBroken && asked[0].id === a) throw new Error('the record is out of reach');
      return commit(...asked);
    },
  });
  const key = { 'idempotency-key': 'link-1' };
  expect((await link(a, b, key)).status).toBe(500);
  expect(await linksOf(a)).toEqual([]);
  isBroken = false;
  for (let n = 0; n < 2; n++) expect((await link(a, b, key)).status).toBe(200);
  expect([await linksOf(a), await linksOf(b)]).toEqual([[b], [a]]);
  expect(await entriesOf(b)).toHaveLength(1);
  expect(await entriesOf(a)).toHaveLength(2);
});

test('an incident that is not there, and the incident itself, are refused; nothing is left behind', async () => {
  const { a, b, link, linksOf } = await two();
  const unknown = await link(a, 'nobody-1');
  expect(problemOf(unknown)).toMatchObject({ status: 400, reason: 'unknown-incident' });
  expect(unknown.json.errors).toMatchObject([{ field: 'incidentId' }]);
  expect(problemOf(await link(a, a))).toMatchObject({ status: 400, reason: 'same-incident' });
  expect(problemOf(await link('nobody-1', b))).toMatchObject({ status: 404, reason: 'incident-unknown' });
  expect([await linksOf(a), await linksOf(b)]).toEqual([[], []]);
});

test('links are bounded (I9)', async () => {
  const { api, a, link } = await two();
  for (let n = 0; n < 20; n++)
    expect((await link(a, await api.declared({ title: 'x', service: `s${n}` }))).status).toBe(200);
  const refused = await link(a, await api.declared({ title: 'x', service: 'one more' }));
  expect(problemOf(refused)).toMatchObject({ status: 409, reason: 'too-many-links' });
});

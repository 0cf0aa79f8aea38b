import { expect, test } from 'vitest';
import { configured, createWorld } from '../../behaviour/world.ts';
import { createApiWorld, problemOf } from './api-world.ts';

const withServices = () =>
  createApiWorld({
    world: createWorld(
      configured(
        'services:\n  - name: checkout\n    match: [{ alarm: "*" }]\n  - name: checkout-admin\n    match: [{ alarm: "x" }]\n',
      ),
    ),
  });

test('a declaration for a service that is not known pages, says so, and offers the near ones', async () => {
  const api = withServices();
  const { status, json } = await api.post('/incidents', { title: 'Nobody can pay', service: 'chekout' });
  expect(status).toBe(201);
  expect(json).toMatchObject({ service: 'chekout', serviceKnown: false, nearServices: ['checkout'] });
  expect(api.pages()).toEqual(['0 primary opened']);
});

test('strict refuses it, and nothing is opened', async () => {
  const api = withServices();
  const answer = await api.post('/incidents', { title: 'Nobody can pay', service: 'chekout', strict: true });
  expect(problemOf(answer)).toMatchObject({ status: 400, type: '/problems/unknown-service' });
  expect(answer.json.detail).toContain('did you mean checkout?');
  expect(answer.json.errors).toMatchObject([{ field: 'service', value: 'chekout' }]);
  expect(await api.incidents()).toEqual([]);
  const far = await api.post('/incidents', { title: 'x', service: 'warehouse', strict: true });
  expect(far.json.detail).toContain('names. Leave strict out');
});

test('strict lets a known service pass: named in tocsin.yml, or by an earlier incident', async () => {
  const api = withServices();
  const named = await api.post('/incidents', { title: 'a', service: 'checkout', strict: true });
  expect(named.json).toMatchObject({ outcome: 'opened', serviceKnown: true });
  await api.post('/incidents', { title: 'b', service: 'warehouse' });
  const joined = await api.post('/incidents', { title: 'c', service: 'warehouse', strict: true });
  expect(joined.json).toMatchObject({ outcome: 'joined', serviceKnown: true });
  expect(joined.json).not.toHaveProperty('nearServices');
});

test('an incident of long ago makes its service known; the one just declared does not', async () => {
  const api = createApiWorld();
  const first = await api.post('/incidents', { title: 'a', service: 'warehouse' });
  expect(first.json).toMatchObject({ serviceKnown: false, nearServices: [] });
  await api.post(`/incidents/${first.json.id}/resolve`);
  await api.post(`/incidents/${first.json.id}/close`);
  const next = await api.post('/incidents', { title: 'b', service: 'warehouse' });
  expect(next.json).toMatchObject({ outcome: 'opened', serviceKnown: true });
  const similar = await api.post('/incidents', { title: 'c', service: 'Warehouse EU' });
  expect(similar.json.nearServices).toEqual(['warehouse']);
});

test('a lookup that fails does not fail the declaration: the pages are out', async () => {
  const world = createWorld();
  const list = async (): Promise<never> => {
    throw new Error('the index is throttled');
  };
  const api = createApiWorld({ world, parts: { queries: { ...world.queries, list } } });
  const { status, json } = await api.post('/incidents', { title: 'a', service: 'warehouse' });
  expect(status).toBe(201);
  expect(json).not.toHaveProperty('serviceKnown');
  expect(world.pages()).toEqual(['0 primary opened']);
});

import { expect, test } from 'vitest';
import { MINUTE } from '../../behaviour/world.ts';
import { createApiWorld, problemOf } from './api-world.ts';

const DAY = 24 * 60 * MINUTE;

/** An incident that was retired two years after its resolution. */
const retired = async () => {
  const api = createApiWorld();
  const { json } = await api.post('/incidents', { title: 'Nobody can pay', service: 'checkout' });
  const id = String(json.id);
  await api.post(`/incidents/${id}/resolve`);
  await api.world.pass(30 * MINUTE);
  api.world.running = false;
  await api.world.pass(730 * DAY);
  api.world.running = true;
  await api.world.pass(5 * MINUTE);
  return { api, id };
};

const gone = {
  status: 410,
  type: '/problems/gone',
  reason: 'retired',
};

test('a retired incident, its timeline and its signals are 410, and no list has it', async () => {
  const { api, id } = await retired();
  for (const path of [`/incidents/${id}`, `/incidents/${id}/timeline`, `/incidents/${id}/signals`])
    expect(problemOf(await api.get(path))).toMatchObject(gone);
  const { detail } = (await api.get(`/incidents/${id}`)).json;
  expect(detail).toBe(
    `Incident ${id} was retired on 2028-11-17: what is resolved is kept as long as tocsin.yml says (retention)`,
  );
  expect((await api.get('/incidents')).json.incidents).toEqual([]);
});

test.each(['acknowledge', 'mitigated', 'resolve', 'reopen', 'close', 'escalate'])(
  '%s of a retired incident is 410',
  async (action) => {
    const { api, id } = await retired();
    expect(problemOf(await api.post(`/incidents/${id}/${action}`))).toMatchObject(gone);
  },
);

test('a declaration of the same service opens another incident', async () => {
  const { api, id } = await retired();
  const answer = await api.post('/incidents', { title: 'Again', service: 'checkout' });
  expect([answer.status, answer.json.id]).toEqual([201, id.replace(/1$/, '2')]);
});

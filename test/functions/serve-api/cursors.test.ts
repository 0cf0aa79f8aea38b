import { beforeEach, expect, test } from 'vitest';
import { SECOND } from '../../behaviour/world.ts';
import { createApiWorld, problemOf } from './api-world.ts';

let api: ReturnType<typeof createApiWorld>;
let cursor: string;

beforeEach(async () => {
  api = createApiWorld();
  for (const service of ['shop', 'search', 'mail']) {
    await api.alarm(`errors-${service}`, { service, severity: 'SEV2' });
    await api.world.pass(SECOND);
  }
  cursor = (await api.get('/incidents', 'severity=SEV2&limit=1')).json.cursor;
  expect(cursor).toMatch(/^[A-Za-z0-9_-]{44,}$/);
});

const refused = {
  status: 400,
  contentType: 'application/problem+json',
  type: '/problems/invalid-cursor',
  reason: 'invalid-cursor',
};

test('a cursor goes on with the same filters and any limit', async () => {
  const { json } = await api.get('/incidents', `severity=SEV2&limit=5&cursor=${cursor}`);
  expect(json.incidents.map(({ service }: { service: string }) => service)).toEqual(['search', 'shop']);
});

test.each(['', 'severity=SEV1&', 'severity=SEV2&service=shop&'])(
  'a cursor of other filters is refused: %j',
  async (filters) => {
    expect(problemOf(await api.get('/incidents', `${filters}cursor=${cursor}`))).toEqual(refused);
  },
);

test('a cursor of a timeline is refused by another one, and by the signals', async () => {
  for (const name of ['latency', 'queue']) await api.alarm(name, { service: 'shop' });
  const [a, b] = [...api.records.incidents.values()];
  const own = (await api.get(`/incidents/${a?.id}/timeline`, 'limit=1')).json.cursor;
  expect((await api.get(`/incidents/${a?.id}/timeline`, `cursor=${own}`)).status).toBe(200);
  for (const path of [`/incidents/${b?.id}/timeline`, `/incidents/${a?.id}/signals`, '/incidents']) {
    expect(problemOf(await api.get(path, `cursor=${own}`))).toEqual(refused);
  }
});

test('a forged cursor is refused, whichever letter was changed', async () => {
  for (let at = 0; at < cursor.length; at++) {
    const forged = `${cursor.slice(0, at)}${cursor[at] === 'A' ? 'B' : 'A'}${cursor.slice(at + 1)}`;
    expect(problemOf(await api.get('/incidents', `severity=SEV2&cursor=${forged}`))).toEqual(refused);
  }
});

test.each(['x', '!!!', 'e30', `${'A'.repeat(64)}`])(
  'a garbled cursor is refused with what to do: %s',
  async (garbled) => {
    const answer = await api.get('/incidents', `cursor=${garbled}`);
    expect(problemOf(answer)).toEqual(refused);
    expect(answer.json.detail).toContain('begin again without it');
  },
);

test('cursors of another stack are refused', async () => {
  api.records.secrets.set('cursor', 'of another stack');
  const other = createApiWorld({ world: api.world });
  expect(problemOf(await other.get('/incidents', `severity=SEV2&cursor=${cursor}`))).toEqual(refused);
});

import { expect, test } from 'vitest';
import { createApiWorld } from './api-world.ts';

type Told = { readonly kind: string; readonly reason?: string; readonly by: string; readonly text: string };

const toldIn = async (
  api: ReturnType<typeof createApiWorld>,
  id: string,
  kind: string,
): Promise<string[]> => {
  const { json } = await api.get(`/incidents/${id}/timeline`, 'limit=100');
  return json.entries
    .filter((entry: Told) => entry.kind === kind)
    .map(({ reason, by, text }: Told) => `${by} ${reason}: ${text}`);
};

test('the timeline keeps every word on a fact, and by whom; the incident has the last', async () => {
  const api = createApiWorld();
  const id = await api.declared();
  const say = (body: object, token = 'secret-of-alice') => api.patch(`/incidents/${id}`, body, { token });
  await say({ impact: 'Some cards are refused', progress: 'Looking' });
  await say({ impact: 'Nobody can pay', estimatedResolution: '2026-11-18T06:00:00+01:00' }, 'secret-of-bot');
  await say({ progress: null });
  expect(await toldIn(api, id, 'facts')).toEqual([
    'alice impact: Impact: Some cards are refused',
    'alice progress: Progress: Looking',
    'bot impact: Impact: Nobody can pay',
    'bot estimatedResolution: Estimated resolution: 2026-11-18 05:00 UTC',
    'alice progress: Progress: taken back',
  ]);
  const { json } = await api.get(`/incidents/${id}`);
  expect(json.impact).toBe('Nobody can pay');
  expect(json).not.toHaveProperty('progress');
});

test('what was said already is not written down again, nor is taking back what nobody said', async () => {
  const api = createApiWorld();
  const id = await api.declared();
  await api.patch(`/incidents/${id}`, { impact: 'Nobody can pay' });
  await api.patch(`/incidents/${id}`, { impact: 'Nobody can pay', rootCause: null });
  expect(await toldIn(api, id, 'facts')).toEqual(['alice impact: Impact: Nobody can pay']);
});

test('a second acknowledgement leaves a note, and the first one stands', async () => {
  const api = createApiWorld();
  const id = await api.declared();
  await api.post(`/incidents/${id}/acknowledge`);
  const second = await api.post(
    `/incidents/${id}/acknowledge`,
    { note: 'I help' },
    { token: 'secret-of-bot' },
  );
  expect(second.json.acknowledgedBy).toBe('alice');
  expect(await toldIn(api, id, 'note')).toEqual([
    'bot acknowledged-before: Acknowledged again: alice was first',
    'bot undefined: I help',
  ]);
});

test('every entry of a timeline has an id of its own, the same whenever it is read', async () => {
  const api = createApiWorld();
  const id = await api.declared();
  const idsIn = async () => {
    const { json } = await api.get(`/incidents/${id}/timeline`, 'limit=100');
    return json.entries.map((entry: { readonly id: string }) => entry.id);
  };
  const before = await idsIn();
  await api.post(`/incidents/${id}/notes`, { note: 'more' });
  const after = await idsIn();
  expect(new Set(after).size).toBe(after.length);
  expect(after.slice(0, before.length)).toEqual(before);
});

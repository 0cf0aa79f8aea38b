import { expect, test } from 'vitest';
import { MINUTE, SECOND, START } from '../../behaviour/world.ts';
import { createApiWorld } from './api-world.ts';

test('an incident reads as it stands: times in UTC, clocks, counts, escalation', async () => {
  const api = createApiWorld();
  await api.alarm('errors', { severity: 'SEV3' });
  await api.world.pass(6 * MINUTE);
  const { id } = await api.world.incident();
  const { status, json } = await api.get(`/incidents/${id}`);
  expect(status).toBe(200);
  expect(json).toMatchObject({
    id,
    status: 'investigating',
    severity: 'SEV3',
    service: 'checkout',
    openedAt: '2026-11-18T03:00:00.000Z',
    detectedAt: '2026-11-18T03:00:00.000Z',
    firstPagedAt: '2026-11-18T03:00:00.000Z',
    episode: 1,
    signals: { active: 1, total: 1 },
    escalation: { policy: 'default', rung: 'secondary', nextAt: '2026-11-18T03:10:00.000Z' },
    pendingEffects: 0,
    statements: [],
  });
  expect(json.milestones.acknowledged).toEqual({ dueAt: '2026-11-18T03:05:00.000Z', outcome: 'missed' });
  expect(json.milestones.resolved).toEqual({ dueAt: '2026-11-18T04:00:00.000Z', outcome: 'pending' });
  expect(json).not.toHaveProperty('acknowledgedAt');
});

test('incidents come newest first, each once, page by page', async () => {
  const api = createApiWorld();
  for (let n = 0; n < 7; n++) {
    await api.alarm(`errors-${n}`, { service: `shop-${n}` });
    await api.world.pass(SECOND);
  }
  const seen: string[] = [];
  let query = 'limit=3';
  for (let pages = 0; pages < 5; pages++) {
    const { json } = await api.get('/incidents', query);
    seen.push(...json.incidents.map(({ service }: { service: string }) => service));
    if (json.cursor === undefined) break;
    query = `limit=2&cursor=${json.cursor}`;
  }
  expect(seen).toEqual([6, 5, 4, 3, 2, 1, 0].map((n) => `shop-${n}`));
});

test('filters narrow the list', async () => {
  const api = createApiWorld();
  await api.alarm('errors', { service: 'shop', severity: 'SEV2' });
  await api.world.pass(MINUTE);
  await api.alarm('disk', { service: 'search', severity: 'SEV4' });
  const services = async (query: string) =>
    (await api.get('/incidents', query)).json.incidents.map(({ service }: { service: string }) => service);
  expect(await services('severity=SEV2')).toEqual(['shop']);
  expect(await services('service=search')).toEqual(['search']);
  expect(await services('status=resolved')).toEqual([]);
  expect(await services('scenario=generic')).toEqual(['search', 'shop']);
  expect(await services('from=2026-11-18T03:00:30Z')).toEqual(['search']);
  expect(await services('to=2026-11-18T04:00:30%2B01:00')).toEqual(['shop']);
  expect(await services('from=2026-11-18T04:00:30+01:00')).toEqual(['search']);
  expect(await services('from=0001-01-01T00:00:00Z&to=9999-12-31T00:00:00Z')).toEqual(['search', 'shop']);
});

test('several values, what is open, what nobody has acknowledged, and words narrow the list', async () => {
  const api = createApiWorld();
  for (const [service, severity] of [
    ['shop', 'SEV2'],
    ['search', 'SEV3'],
    ['cart', 'SEV4'],
  ] as const)
    await api.alarm(`${service} is down`, { service, severity });
  const idOf = new Map((await api.world.incidents()).map(({ service, id }) => [service, id]));
  await api.post(`/incidents/${idOf.get('shop')}/acknowledge`);
  await api.post(`/incidents/${idOf.get('search')}/mitigated`);
  await api.post(`/incidents/${idOf.get('cart')}/resolve`);
  const services = async (query: string): Promise<string[]> =>
    (await api.get('/incidents', query)).json.incidents
      .map(({ service }: { service: string }) => service)
      .sort();
  expect(await services('status=open')).toEqual(['search', 'shop']);
  expect(await services('status=mitigated,resolved')).toEqual(['cart', 'search']);
  expect(await services('status=mitigated&status=resolved')).toEqual(['cart', 'search']);
  expect(await services('severity=SEV2,SEV4')).toEqual(['cart', 'shop']);
  expect(await services('acknowledged=true')).toEqual(['shop']);
  expect(await services('status=open&acknowledged=false')).toEqual(['search']);
  expect(await services('text=IS%20se')).toEqual(['search']);
  expect(await services('text=down')).toEqual(['cart', 'search', 'shop']);
  expect(await services('text=nowhere')).toEqual([]);
});

test('the timeline and the signals of an incident are paged', async () => {
  const api = createApiWorld();
  for (const name of ['errors', 'latency', 'queue']) await api.alarm(name);
  const { id } = await api.world.incident();
  const first = await api.get(`/incidents/${id}/signals`, 'limit=2');
  const second = await api.get(`/incidents/${id}/signals`, `limit=2&cursor=${first.json.cursor}`);
  expect([...first.json.signals, ...second.json.signals].map(({ name }) => name).sort()).toEqual([
    'errors',
    'latency',
    'queue',
  ]);
  expect(first.json.signals[0]).toMatchObject({
    active: true,
    state: 'ALARM',
    since: new Date(START).toISOString(),
  });
  expect(second.json).not.toHaveProperty('cursor');
  const { json } = await api.get(`/incidents/${id}/timeline`, 'limit=100');
  expect(json.entries[0]).toMatchObject({ kind: 'opened', by: 'tocsin' });
});

const utc = (minutes: number): string => new Date(START + minutes * MINUTE).toISOString();

test('counts say where they stopped', async () => {
  const api = createApiWorld();
  await api.alarm('errors');
  const { id } = await api.world.incident();
  const countSignals = async (_id: string, cap: number) => ({ active: 7, total: cap });
  const capped = createApiWorld({
    world: api.world,
    parts: { store: { ...api.world.shell.store, countSignals } },
  });
  const { json } = await capped.get(`/incidents/${id}`);
  expect(json.signals).toEqual({ active: 7, total: 1_000, capped: true });
});

test('a list counts nothing: it tells what the last look found, and when', async () => {
  const api = createApiWorld();
  for (let n = 0; n < 3; n++) await api.alarm(`errors-${n}`);
  const countSignals = () => Promise.reject(new Error('not to be asked'));
  const list = createApiWorld({
    world: api.world,
    parts: { store: { ...api.world.shell.store, countSignals } },
  });
  const signals = async () => (await list.get('/incidents')).json.incidents[0].signals;
  expect(await signals()).toEqual({ active: 1, total: 1, asOf: utc(0) });
  await api.world.pass(15 * MINUTE);
  expect(await signals()).toEqual({ active: 3, total: 3, asOf: utc(15) });
  for (let n = 0; n < 3; n++) await api.world.ok(`errors-${n}`);
  expect(await signals()).toEqual({ active: 0, total: 3, asOf: utc(15) });
  await api.alarm('errors-0');
  expect(await signals()).toMatchObject({ active: 1, total: 3 });
  const { id } = await api.world.incident();
  expect((await api.get(`/incidents/${id}`)).json.signals).toEqual({ active: 1, total: 3 });
});

test('an effect that fails is visible on the incident (I8)', async () => {
  const api = createApiWorld();
  await api.alarm('errors');
  const incident = await api.world.incident();
  api.records.incidents.set(incident.id, {
    ...incident,
    outbox: {
      'slot-1': { kind: 'slot', attempts: 2, dueAtMs: START + MINUTE },
      'slot-2': { kind: 'slot', attempts: 0, dueAtMs: START },
    },
  });
  const { json } = await api.get(`/incidents/${incident.id}`);
  expect(json.pendingEffects).toBe(2);
  expect(json.failingEffects).toEqual([
    { id: 'slot-1', kind: 'slot', attempts: 2, retryAt: '2026-11-18T03:01:00.000Z' },
  ]);
});

test('health needs no token and no record', async () => {
  const unreachable = () => Promise.reject(new Error('not to be asked'));
  const api = createApiWorld({
    parts: {
      queries: { list: unreachable, timeline: unreachable, signals: unreachable },
      access: { token: unreachable, cursorSecret: unreachable },
    },
  });
  const { status, json } = await api.ask('/health', { token: null });
  expect([status, json]).toEqual([200, { status: 'ok', version: '1.2.3' }]);
});

test('HEAD answers as GET without the body, OPTIONS names what is allowed', async () => {
  const api = createApiWorld();
  const head = await api.ask('/incidents', { method: 'HEAD' });
  expect([head.status, head.text]).toEqual([200, '']);
  const options = await api.ask('/incidents', { method: 'OPTIONS', token: null });
  expect([options.status, options.headers['allow']]).toEqual([204, 'GET, POST, HEAD, OPTIONS']);
});

test('the name of a stage before the path is no part of it', async () => {
  const api = createApiWorld();
  expect((await api.ask('/live/health', { token: null, stage: 'live' })).status).toBe(200);
  expect((await api.ask('/live/health', { token: null })).status).toBe(404);
});

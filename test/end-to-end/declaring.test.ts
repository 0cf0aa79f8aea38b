import { expect, test } from 'vitest';
import type { IncidentAnswer } from '../../events/contracts/api/incident-answer.ts';
import { eventOf, fresh } from './alarms.ts';
import { systemUnderTest } from './system.ts';

const system = systemUnderTest();

type Declared = IncidentAnswer & { readonly outcome: string };

const declare = (body: object, headers: Readonly<Record<string, string>> = {}) =>
  system.ask<Declared>('POST', '/incidents', { body, headers });

test('a declared incident is opened, paged, and shows what its reporter said', async () => {
  const title = `Nobody can pay (${fresh('shop')})`;
  const { status, body, headers } = await declare({
    title,
    severity: 'SEV2',
    scenario: 'outage',
    impact: 'Orders fail.',
    note: 'Three customers called.',
  });
  expect(status).toBe(201);
  expect(headers.get('location')).toBe(`/incidents/${body.id}`);
  await system.notice({ incidentId: body.id, kind: 'page', audience: 'primary' });
  await system.act(body.id, 'resolve');
  expect(body).toMatchObject({
    outcome: 'opened',
    title,
    severity: 'SEV2',
    impact: 'Orders fail.',
    classification: { rule: 'declared', reason: 'declared by local' },
  });
  await system.told(body.id, 'note');
});

test('a declaration joins the open incident of its service, saying so', async () => {
  const shop = fresh('shop');
  await system.put(eventOf('error-rate', shop));
  const { id } = await system.incidentOf(shop);
  await system.settled(id);
  const { status, body } = await declare({ title: 'Orders fail', service: shop, scenario: 'outage' });
  await system.act(id, 'acknowledge');
  expect(status).toBe(200);
  expect(body).toMatchObject({ id, outcome: 'joined', signals: { total: 2 } });
});

test('a declaration sent again with its Idempotency-Key makes no second incident', async () => {
  const request = { title: fresh('Orders fail'), severity: 'SEV3' };
  const key = { 'idempotency-key': fresh('key') };
  const first = await declare(request, key);
  const again = await declare(request, key);
  await system.act(first.body.id, 'resolve');
  expect([first.status, again.status]).toEqual([201, 201]);
  expect(again.body).toMatchObject({ id: first.body.id, signals: { total: 1 } });
  expect(again.headers.get('idempotent-replayed')).toBe('true');
  const other = await declare({ ...request, severity: 'SEV4' }, key);
  expect(other).toMatchObject({ status: 422, body: { reason: 'idempotency-key-reused' } });
});

test('two declarations of one service at once are one incident', async () => {
  const service = fresh('orders');
  const both = await Promise.all([
    declare({ title: 'Orders fail', service }),
    declare({ title: 'Nobody can order', service }),
  ]);
  expect(both.map(({ body }) => body.outcome).toSorted()).toEqual(['joined', 'opened']);
  expect(new Set(both.map(({ body }) => body.id)).size).toBe(1);
  await system.act(both[0]?.body.id ?? '', 'resolve');
});

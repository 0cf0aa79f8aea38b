import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDynamoDbAccess } from '../../../adapters/dynamodb/access.ts';
import { createDynamoDbIncidentQueries } from '../../../adapters/dynamodb/incident-queries.ts';
import { createDynamoDbIncidentStore } from '../../../adapters/dynamodb/incident-store.ts';
import { act } from '../../../protocol/command/act.ts';
import { declareIncident } from '../../../protocol/intake/declare.ts';
import { createToken } from '../../../tools/api-tokens.ts';
import { createWorld, SECOND } from '../../behaviour/world.ts';
import { type DynamoDbHost, startDynamoDbHost } from '../../contract/dynamodb-table.ts';
import { type Answer, createApiWorld, problemOf } from './api-world.ts';

let host: DynamoDbHost;
beforeAll(async () => {
  host = await startDynamoDbHost();
});
afterAll(() => host.stop());

/** The API on the deployed adapters and an embedded table; its one token can read and respond. */
const createDynamoDbApi = async () => {
  const table = await host.newTable();
  const world = createWorld();
  const shell = { ...world.shell, store: createDynamoDbIncidentStore(table) };
  const api = createApiWorld({
    world,
    parts: {
      queries: createDynamoDbIncidentQueries(table),
      access: createDynamoDbAccess(table),
      store: shell.store,
      act: (incidentId, request) => act(shell, incidentId, request),
      declare: (declaration) => declareIncident(shell, declaration),
    },
  });
  const token = await createToken(table, { name: 'alice', scopes: ['read', 'respond'] }, world.now());
  return {
    ...api,
    call: (path: string, method = 'GET', more: object = {}) => api.ask(path, { method, token, ...more }),
  };
};

const servicesOf = ({ json }: Answer): string[] =>
  json.incidents.map(({ service }: { service: string }) => service);

test('on DynamoDB, incidents are declared, steered, listed by filters and paged without loss or repetition', async () => {
  const api = await createDynamoDbApi();
  const services = ['shop', 'search', 'mail', 'maps', 'chat'];
  const ids: string[] = [];
  for (const service of services) {
    const { status, json } = await api.call('/incidents', 'POST', {
      body: { title: `${service} is down`, service, severity: 'SEV2' },
    });
    expect(status).toBe(201);
    ids.push(json.id);
    await api.world.pass(SECOND);
  }
  expect(
    (await api.call(`/incidents/${ids[0]}/resolve`, 'POST', { body: { resolution: 'Restarted' } })).json
      .status,
  ).toBe('resolved');

  const first = await api.call('/incidents', 'GET', { query: 'severity=SEV2&limit=2' });
  const second = await api.call('/incidents', 'GET', {
    query: `severity=SEV2&limit=2&cursor=${first.json.cursor}`,
  });
  const third = await api.call('/incidents', 'GET', {
    query: `severity=SEV2&limit=2&cursor=${second.json.cursor}`,
  });
  expect([first, second, third].flatMap(servicesOf)).toEqual([...services].reverse());
  expect(servicesOf(await api.call('/incidents', 'GET', { query: 'status=resolved' }))).toEqual(['shop']);
  expect(
    servicesOf(await api.call('/incidents', 'GET', { query: 'service=maps&from=2026-01-01T00:00:00Z' })),
  ).toEqual(['maps']);

  const timeline = await api.call(`/incidents/${ids[0]}/timeline`, 'GET', { query: 'limit=100' });
  expect(timeline.json.entries.map(({ kind }: { kind: string }) => kind)).toEqual(
    expect.arrayContaining(['opened', 'resolved']),
  );
  const signals = await api.call(`/incidents/${ids[1]}/signals`);
  expect(signals.json.signals).toMatchObject([{ kind: 'declaration', active: true }]);
});

test('on DynamoDB, a repeated declaration is one incident, and another token is refused', async () => {
  const api = await createDynamoDbApi();
  const body = { title: 'Down', service: 'shop' };
  const headers = { 'idempotency-key': 'k' };
  const [first, second] = [
    await api.call('/incidents', 'POST', { body, headers }),
    await api.call('/incidents', 'POST', { body, headers }),
  ];
  expect([first.status, second.status, second.json.id]).toEqual([201, 201, first.json.id]);
  expect(second.headers['idempotent-replayed']).toBe('true');
  expect(problemOf(await api.ask('/incidents', { token: 'other' }))).toMatchObject({
    status: 401,
    reason: 'token-unknown',
  });
});

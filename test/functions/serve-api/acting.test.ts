import { expect, test } from 'vitest';
import { MINUTE } from '../../behaviour/world.ts';
import { createApiWorld, problemOf } from './api-world.ts';

test('a person declares an incident: 201, where it is, and it pages', async () => {
  const api = createApiWorld();
  const answer = await api.post('/incidents', {
    title: 'Cards\n are refused at checkout',
    service: 'checkout',
    severity: 'SEV2',
    scenario: 'outage',
    impact: 'Nobody can pay',
    estimatedResolution: '2026-11-18T05:00:00+01:00',
    statements: ['triaged'],
    note: 'seen by support',
  });
  expect(answer.status).toBe(201);
  expect(answer.headers['location']).toBe(`/incidents/${answer.json.id}`);
  expect(answer.json).toMatchObject({
    outcome: 'opened',
    title: 'Cards are refused at checkout',
    severity: 'SEV2',
    impact: 'Nobody can pay',
    estimatedResolution: '2026-11-18T04:00:00.000Z',
    statements: [{ statement: 'triaged', by: 'alice', at: '2026-11-18T03:00:00.000Z' }],
  });
  expect(api.pages()).toContain('0 primary opened');
  const { json } = await api.get(`/incidents/${answer.json.id}/timeline`);
  expect(json.entries.find(({ kind }: { kind: string }) => kind === 'note')).toMatchObject({
    by: 'alice',
    text: 'seen by support',
  });
});

test('a declaration without more than a title has the configured severity and a service of its own', async () => {
  const api = createApiWorld();
  const { json } = await api.post('/incidents', { title: 'Something is odd' });
  expect(json).toMatchObject({ severity: 'SEV3', scenario: 'generic', service: 'Something is odd' });
});

test('a declaration that joins an open incident says so with 200', async () => {
  const api = createApiWorld();
  await api.alarm('errors');
  const answer = await api.post('/incidents', { title: 'Checkout is down', service: 'checkout' });
  expect([answer.status, answer.json.outcome]).toEqual([200, 'joined']);
  expect(await api.incidents()).toHaveLength(1);
});

test('each action answers with the incident as it then is, and the timeline names the person', async () => {
  const api = createApiWorld();
  const id = await api.declared();
  const to = (action: string, body?: object) => api.post(`/incidents/${id}/${action}`, body);
  expect((await to('acknowledge')).json).toMatchObject({
    acknowledgedBy: 'alice',
    acknowledgedAt: '2026-11-18T03:00:00.000Z',
  });
  expect((await to('notes', { note: 'restarting' })).status).toBe(200);
  expect((await to('severity', { severity: 'SEV2' })).json.severity).toBe('SEV2');
  expect((await to('escalate', { audiences: ['database'] })).status).toBe(200);
  expect(api.pages()).toContain('0 database by-person');
  expect((await to('mitigated', { progress: 'Failed over' })).json).toMatchObject({
    status: 'mitigated',
    progress: 'Failed over',
  });
  const resolved = await to('resolve', { rootCause: 'Full disk', resolution: 'Grew it', note: 'done' });
  expect(resolved.json).toMatchObject({
    status: 'resolved',
    resolvedBy: 'alice',
    rootCause: 'Full disk',
    resolution: 'Grew it',
  });
  expect((await to('reopen', { note: 'again' })).json).toMatchObject({ status: 'investigating' });
  await to('resolve');
  expect((await to('close')).json).toMatchObject({ status: 'closed', sealed: 'closed' });
  const { json } = await api.get(`/incidents/${id}/timeline`, 'limit=100');
  const byAlice = json.entries
    .filter(({ by }: { by: string }) => by === 'alice')
    .map(({ kind }: { kind: string }) => kind);
  for (const kind of [
    'acknowledged',
    'note',
    'severity-changed',
    'escalated',
    'mitigated',
    'resolved',
    'reopened',
    'closed',
  ]) {
    expect(byAlice).toContain(kind);
  }
});

test('facts are said by PATCH, and null takes one back', async () => {
  const api = createApiWorld();
  const id = await api.declared();
  const first = await api.patch(`/incidents/${id}`, {
    impact: 'No payments',
    nextSteps: 'Fail over',
    scenario: 'database',
  });
  expect(first.json).toMatchObject({ impact: 'No payments', nextSteps: 'Fail over', scenario: 'database' });
  const second = await api.patch(`/incidents/${id}`, { impact: null, statements: ['breach-confirmed'] });
  expect(second.json).not.toHaveProperty('impact');
  expect(second.json).toMatchObject({ nextSteps: 'Fail over', severity: 'SEV1' });
});

test('two acknowledgements at once are both answered, one person has it', async () => {
  const api = createApiWorld();
  const id = await api.declared();
  const path = `/incidents/${id}/acknowledge`;
  const answers = await Promise.all([api.post(path), api.post(path, undefined, { token: 'secret-of-bot' })]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  expect(new Set(answers.map(({ json }) => json.acknowledgedBy)).size).toBe(1);
});

test.each([
  ['acknowledge', 'already-resolved'],
  ['mitigated', 'already-resolved'],
  ['resolve', 'already-resolved'],
  ['escalate', 'already-resolved'],
])('%s of a resolved incident is refused with 409', async (action, reason) => {
  const api = createApiWorld();
  const id = await api.declared();
  await api.post(`/incidents/${id}/resolve`);
  const answer = await api.post(`/incidents/${id}/${action}`);
  expect(problemOf(answer)).toEqual({
    status: 409,
    contentType: 'application/problem+json',
    type: '/problems/conflict',
    reason,
  });
});

test('an open incident is neither reopened nor closed, a sealed one never reopened', async () => {
  const api = createApiWorld();
  const id = await api.declared();
  expect((await api.post(`/incidents/${id}/reopen`)).json.reason).toBe('not-resolved');
  expect((await api.post(`/incidents/${id}/close`)).json.reason).toBe('not-resolved');
  await api.post(`/incidents/${id}/resolve`);
  await api.world.pass(31 * MINUTE);
  await api.declared();
  const answer = await api.post(`/incidents/${id}/reopen`);
  expect(problemOf(answer)).toMatchObject({ status: 409, reason: 'superseded' });
});

test('an acknowledgement may be for a time, and says until when', async () => {
  const api = createApiWorld();
  const id = await api.declared();
  const { json } = await api.post(`/incidents/${id}/acknowledge`, { for: '2h' });
  expect(json).toMatchObject({ acknowledgedBy: 'alice', acknowledgedUntil: '2026-11-18T05:00:00.000Z' });
});

test('the eleventh escalation by hand within an hour is a conflict that says when it is possible again', async () => {
  const api = createApiWorld();
  const id = await api.declared();
  for (let n = 0; n < 10; n++) await api.post(`/incidents/${id}/escalate`, { audiences: ['database'] });
  const answer = await api.post(`/incidents/${id}/escalate`, { audiences: ['database'] });
  expect(problemOf(answer)).toMatchObject({ status: 409, reason: 'escalated-too-often' });
  expect(answer.json.detail).toContain('wait until 04:00Z');
});

test('an audience that nobody configured is named with those there are', async () => {
  const api = createApiWorld();
  const id = await api.declared();
  const answer = await api.post(`/incidents/${id}/escalate`, { audiences: ['dba'] });
  expect(problemOf(answer)).toMatchObject({
    status: 400,
    type: '/problems/unknown-audience',
    reason: 'unknown-audience',
  });
  expect(answer.json.errors[0].message).toContain('primary, secondary');
});

test('title and service can be edited: lists and searches find the new ones, and the timeline has the old ones', async () => {
  const api = createApiWorld();
  await api.alarm('errors', { service: 'shop' });
  const { id } = await api.world.incident();
  const answer = await api.patch(`/incidents/${id}`, { title: 'Nobody\ncan pay', service: 'checkout' });
  expect(answer.json).toMatchObject({ title: 'Nobody can pay', service: 'checkout' });
  const found = async (query: string) =>
    (await api.get('/incidents', query)).json.incidents.map(
      (incident: { readonly id: string }) => incident.id,
    );
  expect(await found('service=checkout')).toEqual([id]);
  expect(await found('service=shop')).toEqual([]);
  expect(await found('text=pay')).toEqual([id]);
  const { json } = await api.get(`/incidents/${id}/timeline`, 'limit=100');
  expect(json.entries.slice(-2)).toMatchObject([
    { kind: 'renamed', reason: 'title', by: 'alice', text: 'Title: shop: errors → Nobody can pay' },
    { kind: 'renamed', reason: 'service', by: 'alice', text: 'Service: shop → checkout' },
  ]);
});

test('alarms of an incident go on joining it after its service is called otherwise', async () => {
  const api = createApiWorld();
  await api.alarm('errors', { service: 'shop' });
  const { id } = await api.world.incident();
  await api.patch(`/incidents/${id}`, { service: 'checkout' });
  await api.alarm('latency', { service: 'shop' });
  const { json } = await api.get(`/incidents/${id}`);
  expect(json.signals.total).toBe(2);
  expect(await api.incidents()).toHaveLength(1);
});

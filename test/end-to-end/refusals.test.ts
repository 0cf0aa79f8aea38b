import { describe, expect, test } from 'vitest';
import type { Problem } from '../../events/contracts/api/problem.ts';
import { fresh } from './alarms.ts';
import type { Answer, Asking } from './api.ts';
import { systemUnderTest } from './system.ts';

const system = systemUnderTest();

const refused = async (method: string, path: string, asking?: Asking): Promise<Answer<Problem>> => {
  const answer = await system.ask(method, path, asking);
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  expect(answer.body).toMatchObject({
    status: answer.status,
    title: expect.any(String),
    detail: expect.any(String),
  });
  return answer;
};

describe('a token', () => {
  test('that is missing, wrong or expired is answered 401 with the reason', async () => {
    const expired = await system.token({ name: 'late', scopes: ['admin'], expiresAtMs: Date.now() - 1000 });
    for (const [token, type] of [
      [null, 'token-missing'],
      ['nobody-knows-me', 'token-unknown'],
      [expired, 'token-expired'],
    ] as const) {
      const { status, body, headers } = await refused('GET', '/incidents', { token });
      expect({ status, type: body.type }).toEqual({ status: 401, type: `/problems/${type}` });
      expect(headers.get('www-authenticate')).toContain('Bearer');
      if (token !== null) expect(JSON.stringify(body)).not.toContain(token);
    }
  });

  test('without the scope of the call is answered 403, naming the scope', async () => {
    const token = await system.token({ name: 'reader', scopes: ['read'] });
    expect((await system.ask('GET', '/incidents', { token })).status).toBe(200);
    const { status, body } = await refused('POST', '/incidents', {
      token,
      body: { title: fresh('Orders fail') },
    });
    expect(status).toBe(403);
    expect(body.detail).toContain('respond');
  });

  test('is not asked for by the health check and the description', async () => {
    expect((await system.ask('GET', '/health', { token: null })).status).toBe(200);
    expect((await system.ask('GET', '/openapi.json', { token: null })).body).toMatchObject({
      openapi: '3.1.0',
    });
  });
});

describe('a request', () => {
  test('about an unknown incident is answered 404', async () => {
    const id = fresh('nothing');
    for (const [method, path] of [
      ['GET', `/incidents/${id}`],
      ['GET', `/incidents/${id}/timeline`],
      ['GET', `/incidents/${id}/signals`],
      ['POST', `/incidents/${id}/acknowledge`],
    ] as const) {
      expect((await refused(method, path)).status).toBe(404);
    }
  });

  test.each([
    ['limit=-1', 'limit'],
    ['limit=1000', 'limit'],
    ['severity=SEV9', 'severity'],
    ['status=broken', 'status'],
    ['from=yesterday', 'from'],
    ['color=red', 'color'],
  ])('with %s is answered 400, naming the parameter', async (query, field) => {
    const { status, body } = await refused('GET', `/incidents?${query}`);
    expect(status).toBe(400);
    expect(body.errors).toMatchObject([{ field }]);
  });

  test.each([
    ['no JSON', '{"title": ', 'malformed-json'],
    ['a list', '[]', 'invalid-request'],
    ['a number for a text', '{"title": 7}', 'invalid-request'],
    ['a wrong severity', '{"title": "Orders fail", "severity": "bad"}', 'invalid-request'],
    ['a member nobody knows', '{"title": "Orders fail", "colour": "red"}', 'invalid-request'],
  ])('whose body is or has %s is answered 400', async (_, text, type) => {
    const { status, body } = await refused('POST', '/incidents', { text });
    expect({ status, type: body.type }).toEqual({ status: 400, type: `/problems/${type}` });
  });

  test('whose body is of another type is answered 415', async () => {
    const asking = { text: '<title/>', headers: { 'content-type': 'application/xml' } };
    expect((await refused('POST', '/incidents', asking)).status).toBe(415);
  });

  test('by a method that the path does not know is answered 405', async () => {
    const { status, headers } = await refused('DELETE', '/incidents');
    expect(status).toBe(405);
    expect(headers.get('allow')).toContain('GET');
  });
});
